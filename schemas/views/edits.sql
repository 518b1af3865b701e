-- Each edit of an article: the version before, the version after, and the words that went and came.
CREATE OR REPLACE VIEW edits AS
WITH ordered AS (
    SELECT
        article_id, version_id, title, text, first_seen_at,
        -- in the order in which the newest version of an article is chosen
        lag(version_id) OVER younger AS before_id, lag(title) OVER younger AS title_before, lag(text) OVER younger AS text_before
    FROM article_versions
    WINDOW younger AS (
        PARTITION BY article_id
        ORDER BY CASE WHEN updated_at <= first_seen_at THEN updated_at ELSE first_seen_at END, first_seen_at, position, version_id)
),
pairs AS (
    SELECT *,
           string_split_regex(trim(text_before), '\s+') AS old_words,
           string_split_regex(trim(text), '\s+') AS new_words
    FROM ordered WHERE before_id IS NOT NULL
),
old_words AS (
    SELECT article_id, version_id, unnest(old_words) AS word, generate_subscripts(old_words, 1) AS place FROM pairs
),
new_words AS (
    SELECT article_id, version_id, unnest(new_words) AS word, generate_subscripts(new_words, 1) AS place FROM pairs
),
removed AS (
    SELECT article_id, version_id, string_agg(word, ' ' ORDER BY place) AS words
    FROM old_words ANTI JOIN new_words USING (article_id, version_id, word) GROUP BY ALL
),
added AS (
    SELECT article_id, version_id, string_agg(word, ' ' ORDER BY place) AS words
    FROM new_words ANTI JOIN old_words USING (article_id, version_id, word) GROUP BY ALL
)
SELECT
    article_id,
    before_id,       -- version before the edit
    version_id,      -- version after it
    first_seen_at,   -- when the version after it was first seen
    title_before,    -- headline before
    title AS title_after, -- headline after
    removed.words AS removed, -- words of the text before that are nowhere in the text after, in order
    added.words AS added      -- words of the text after that were nowhere in the text before, in order
FROM pairs
LEFT JOIN removed USING (article_id, version_id)
LEFT JOIN added USING (article_id, version_id);
