-- work: the claims of the changed stories. What is only told apart is a hash, which is shorter: an article, a copy group, and
-- a wording in its story
CREATE OR REPLACE TEMP TABLE claim_work AS
SELECT
    c.claim_id, hash(a.article_id) AS article, hash(coalesce(a.copy_of, a.article_id)) AS copy_group,
    coalesce(a.story_id, a.article_id) AS story_id, hash(coalesce(a.story_id, a.article_id), c.content) AS wording
FROM claims c JOIN articles a USING (article_id)
WHERE c.article_id IN (SELECT article_id FROM touched);

-- keys: each wording once a story, for its smallest claim_id: copies repeat it. Plain terms are those that are no figures;
-- the big figures are those from a hundred on, without their units. Numbers are given to narrow rows, because only one core
-- can give them, and are dense, so that a join by them is a look into an array
CREATE OR REPLACE TEMP TABLE claim_keys AS
WITH numbered AS MATERIALIZED (
    SELECT row_number() OVER ()::INTEGER AS n, claim_id
    FROM (SELECT min(claim_id) AS claim_id FROM claim_work GROUP BY wording)
)
SELECT
    *, len(terms) AS size, len(plain_terms) AS plain, marks(terms) AS marks, size - bit_count(marks) AS hidden,
    marks(list_concat(numbers, big_figures)) AS number_marks
FROM (
    SELECT
        n, claim_id, article_id, story_id, copy_group, wording, published_day AS day, content, content_start, quote_type, negated,
        modality, speaker_resolved, terms, numbers, direction,
        [t FOR t IN terms IF NOT (t[1] BETWEEN '0' AND '9' OR t IN ('hundr', 'thousand', 'million', 'billion', 'trillion', 'percent'))] AS plain_terms,
        [split_part(f, ' ', 1) FOR f IN numbers IF try_cast(split_part(f, ' ', 1) AS DOUBLE) >= 100] AS big_figures
    FROM claims
    JOIN (FROM claim_work JOIN numbered USING (claim_id)) USING (claim_id)
    JOIN (SELECT article_id, published_day FROM articles) USING (article_id)
);

-- pairs: two wordings of a story of which one has one of the other's six rarest terms. A term of more than 60 wordings proposes none, so no wording
-- meets more than 360. A term and its story are told by one number: to sort by two texts takes twice as long
CREATE OR REPLACE TEMP TABLE claim_pairs AS
WITH postings AS (
    SELECT n, term, hash(story_id, term) AS told
    FROM (SELECT story_id, n, unnest(terms) AS term FROM claim_keys WHERE size >= 3)
), counted AS (
    SELECT *, count(*) OVER (PARTITION BY told) AS claims FROM postings
), rare AS (
    SELECT *, row_number() OVER (PARTITION BY n ORDER BY claims, term) AS rank
    FROM counted WHERE claims BETWEEN 2 AND 60
), proposed AS (
    SELECT DISTINCT least(a.n, b.n) AS a_n, greatest(a.n, b.n) AS b_n
    FROM rare a JOIN rare b ON a.told = b.told AND a.n != b.n
    WHERE a.rank <= 6
), possible AS MATERIALIZED (
    SELECT a_n, b_n
    FROM proposed JOIN claim_keys a ON a.n = a_n JOIN claim_keys b ON b.n = b_n
    WHERE a.number_marks & b.number_marks != 0 OR may_share(a.marks, a.hidden, b.marks, b.hidden) >= greatest(3, $share * least(a.size, b.size))
), compared AS (
    SELECT
        a_n, b_n, a.copy_group = b.copy_group AS one_group, a.negated != b.negated AS one_denies, a.size AS a_size, b.size AS b_size, a.plain AS a_plain, b.plain AS b_plain,
        a.plain_terms AS a_terms, b.plain_terms AS b_terms,
        shared_number(a.terms, b.terms) AS shared,
        CASE WHEN a.number_marks & b.number_marks != 0 THEN shared_number(a.numbers, b.numbers) ELSE 0 END AS same_numbers,
        CASE WHEN a.number_marks & b.number_marks != 0 THEN shared_number(a.big_figures, b.big_figures) ELSE 0 END AS same_values
    FROM possible JOIN claim_keys a ON a.n = a_n JOIN claim_keys b ON b.n = b_n
)
SELECT
    a_n, b_n, one_group, one_denies, a_size, b_size, a_plain, b_plain, shared, same_numbers, same_values,
    shared_number(a_terms, b_terms) AS words
FROM compared
WHERE same_values > 0 OR (shared >= 3 AND (same_numbers > 0 OR shared >= $share * least(a_size, b_size)));

-- updates: articles of which one is an update of the other, the smaller id first. A table, because a question of either
-- order for each pair compares all pairs with all ties
CREATE OR REPLACE TEMP TABLE updates AS
SELECT DISTINCT least(a_id, b_id) AS a_id, greatest(a_id, b_id) AS b_id FROM article_links WHERE kind = 'update';

-- same: pairs that make the same claim: most terms of the smaller, or a figure and some terms beside it
SELECT a_n, b_n FROM claim_pairs
WHERE (shared >= 3 AND shared >= least(a_size, b_size) * if(least(a_size, b_size) < $small, 1, $containment))
    OR (same_values > 0 AND words >= $big) OR (same_numbers > 0 AND words >= $few);

-- parts: each compared wording that is not alone, and the smallest number in its component
CREATE OR REPLACE TEMP TABLE claim_parts (n INTEGER, part INTEGER);

-- grouped: every claim with its group
CREATE OR REPLACE TEMP TABLE claim_grouped AS
WITH placed AS (SELECT wording, claim_id, coalesce(part, n) AS part FROM claim_keys LEFT JOIN claim_parts USING (n)),
first AS (SELECT part, min(claim_id) AS claim_group_id FROM placed GROUP BY part)
SELECT w.* EXCLUDE (wording), part, claim_group_id
FROM claim_work w JOIN placed USING (wording) JOIN first USING (part);

-- forget_groups: those of the changed stories, of claims that left a story, of claims that are gone
DELETE FROM claim_groups
WHERE story_id IN (SELECT story_id FROM claim_work)
    OR claim_group_id IN (SELECT claim_group_id FROM claims WHERE article_id IN (SELECT article_id FROM touched))
    OR claim_group_id IN (SELECT claim_id FROM claims WHERE article_id IN (SELECT article_id FROM touched))
    OR claim_group_id NOT IN (SELECT claim_id FROM claims);

-- assign: groups that changed
UPDATE claims SET claim_group_id = g.claim_group_id
FROM claim_grouped g
WHERE g.claim_id = claims.claim_id AND claims.claim_group_id IS DISTINCT FROM g.claim_group_id;

-- groups: one row a group, with its longest wording
INSERT INTO claim_groups (claim_group_id, content, claims, articles, copy_groups, story_id)
WITH longest AS (
    SELECT n AS part, content FROM claim_keys ANTI JOIN claim_parts USING (n)
    UNION ALL
    SELECT part, arg_min(content, (-length(content), claim_id)) FROM claim_keys JOIN claim_parts USING (n) GROUP BY part
), counted AS (
    SELECT
        part, any_value(claim_group_id) AS claim_group_id, count(*) AS claims, count(DISTINCT article) AS articles,
        count(DISTINCT copy_group) AS copy_groups, any_value(story_id) AS story_id
    FROM claim_grouped GROUP BY part
)
SELECT claim_group_id, content, claims, articles, copy_groups, story_id FROM counted JOIN longest USING (part);

-- forget_relations: those of the claims compared, and of claims that are gone
DELETE FROM claim_relations
WHERE from_id IN (SELECT claim_id FROM claim_work) OR to_id IN (SELECT claim_id FROM claim_work)
    OR from_id NOT IN (SELECT claim_id FROM claims) OR to_id NOT IN (SELECT claim_id FROM claims);

-- forget_compared: of all claims that are compared anew what their figures and quotes say
DELETE FROM claim_relations
WHERE slot IN ('number', 'words') AND (
    from_id IN (SELECT claim_id FROM claims SEMI JOIN compared_anew USING (article_id))
    OR to_id IN (SELECT claim_id FROM claims SEMI JOIN compared_anew USING (article_id)));

-- forget_figures: those of the articles that are compared anew, and of articles that are gone
DELETE FROM figure_relations
WHERE from_article IN (SELECT article_id FROM compared_anew) OR to_article IN (SELECT article_id FROM compared_anew)
    OR from_article NOT IN (SELECT article_id FROM articles) OR to_article NOT IN (SELECT article_id FROM articles);

-- figures_of_claims: what the figures of two claims say of them, for the articles compared anew; a figure belongs to the shortest claim around it
INSERT INTO claim_relations
WITH changed AS (
    FROM figure_relations
    WHERE from_article IN (SELECT article_id FROM compared_anew) OR to_article IN (SELECT article_id FROM compared_anew)
)
SELECT
    a.claim_id AS from_id, b.claim_id AS to_id, r.kind, 'number' AS slot,
    r.from_value, r.to_value, r.from_start, r.from_end, r.to_start, r.to_end
FROM changed r
JOIN claims a ON a.article_id = r.from_article AND a.content_start <= r.from_start AND r.from_end <= a.content_end
JOIN claims b ON b.article_id = r.to_article AND b.content_start <= r.to_start AND r.to_end <= b.content_end
QUALIFY row_number() OVER (
    PARTITION BY r.from_article, r.from_start, r.to_article, r.to_start
    ORDER BY a.content_end - a.content_start + b.content_end - b.content_start, a.claim_id, b.claim_id
) = 1 AND row_number() OVER (
    PARTITION BY a.claim_id, b.claim_id, r.kind ORDER BY r.from_start, r.to_start
) = 1;
