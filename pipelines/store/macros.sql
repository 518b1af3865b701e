-- sampled: the hashes that a longer text would have kept, where either text is long
CREATE OR REPLACE TEMP MACRO sampled(shingles, own_count, other_count) AS
    CASE WHEN own_count <= 64 AND other_count > 64 THEN list_filter(shingles, lambda h: h < 4611686018427387904) ELSE shingles END;

-- shared_number: how many of the one list's values the other has too, of lists that name each value once. For short lists
-- this takes a fifth of the time of list_intersect, which builds a table for each pair
CREATE OR REPLACE TEMP MACRO shared_number(a, b) AS len(list_filter(a, lambda value: list_contains(b, value)));

-- likeness: those among all the values of both (Jaccard), 0 to 1; the same terms of lists that are both empty are nothing
CREATE OR REPLACE TEMP MACRO likeness(a, b) AS shared_number(a, b) / greatest(1, len(a) + len(b) - shared_number(a, b));

-- shared_of: the same of lists of any length
CREATE OR REPLACE TEMP MACRO shared_of(a, b) AS
    CASE WHEN len(a) <= 200 AND len(b) <= 200 THEN shared_number(a, b) ELSE len(list_intersect(a, b)) END;

-- shared: how many shingles of the samples are shared
CREATE OR REPLACE TEMP MACRO shared_shingles(x, nx, y, ny) AS shared_of(sampled(x, nx, ny), sampled(y, ny, nx));

-- containment: share of the smaller sample that the other has too, 0 to 1
CREATE OR REPLACE TEMP MACRO containment(x, nx, y, ny) AS
    shared_shingles(x, nx, y, ny) / greatest(1, least(len(sampled(x, nx, ny)), len(sampled(y, ny, nx))));

-- seniority: the order in which texts stand for others, in one number: 34 bits of seconds (1779 to 2323; undated last), 29 of the text
CREATE OR REPLACE TEMP MACRO seniority(declared_at, text_hash) AS
    (CASE WHEN declared_at IS NULL THEN 17179869183
          ELSE greatest(0, least(17179869182, epoch(declared_at::TIMESTAMPTZ)::BIGINT + 6000000000)) END << 29)
    + (('0x' || left(text_hash, 8))::BIGINT >> 3);

-- text_bits: those of the text in it
CREATE OR REPLACE TEMP MACRO text_bits(seniority) AS seniority & 536870911;

-- text_key: the first bits of the hash of a text, by which equal ones are looked up as passages are
CREATE OR REPLACE TEMP MACRO text_key(text_hash) AS ('0x' || left(text_hash, 16))::UBIGINT;

-- said_second: the second in it, counted from some second; NULL of an undated text
CREATE OR REPLACE TEMP MACRO said_second(seniority) AS CASE WHEN seniority >> 29 < 17179869183 THEN seniority >> 29 END;

-- said_day: the day in it
CREATE OR REPLACE TEMP MACRO said_day(seniority) AS said_second(seniority) // 86400;

-- has_page: whether an article has the text of its page beside its source's
CREATE OR REPLACE TEMP MACRO has_page(text_from, other_text) AS text_from = 'page' OR other_text IS NOT NULL;
-- spoken_day: the weekday or the day of a month that an expression of time names
CREATE OR REPLACE TEMP MACRO spoken_day(weekday, text) AS coalesce(weekday, lower(text[1:3]) || regexp_extract(text, '\d+'));

-- story_name: hash of a name in small letters, the same in every version of DuckDB
CREATE OR REPLACE TEMP MACRO story_name(name) AS md5_number_lower(name);

-- last_text: the greatest number that a text was ever given
CREATE OR REPLACE TEMP MACRO last_text() AS
    greatest((SELECT coalesce(max(text_number), 0) FROM fingerprints), (SELECT coalesce(max(last), 0) FROM passage_runs))::INTEGER;

-- marks: 64 marks of which each value of a list makes one, for `may_share`. By DuckDB's own hash: never to be stored
CREATE OR REPLACE TEMP MACRO marks(a) AS coalesce(list_bit_or([1::UBIGINT << (hash(value) % 64) FOR value IN a]), 0::UBIGINT);

-- may_share: the most values that two such lists can share: a mark in common each, and those that the marks of the one hide,
-- because they fell on another's. A twentieth of the time of `shared_number`
CREATE OR REPLACE TEMP MACRO may_share(a_marks, a_hidden, b_marks, b_hidden) AS bit_count(a_marks & b_marks) + least(a_hidden, b_hidden);

-- capitalised: runs of capitalised words in a text, each once. "And" ends one: it stands between two names more often than
-- within one
CREATE OR REPLACE TEMP MACRO capitalised(body) AS list_distinct(regexp_extract_all(
    body,
    '\p{Lu}[\p{L}\p{N}]*(?:[’''.&-][\p{L}\p{N}]+)*'
    || '(?: (?:(?:of|on|for|the|de|du|del|la) ){0,2}\p{Lu}[\p{L}\p{N}]*(?:[’''.&-][\p{L}\p{N}]+)*)+'
));

-- trimmed_name: "The" and the like at the head of a sentence, a day behind it, and a genitive, are no part of the name
CREATE OR REPLACE TEMP MACRO trimmed_name(capitals) AS regexp_replace(
    regexp_replace(
        regexp_replace(capitals, ' (?:on|of|for) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$', ''),
        '^(?:(?:The|A|An|Neither|Both|And|But|In|On|At|For|From|Under|With|When|While|As|If|By|To) (?:the )?)+', ''
    ),
    '[’'']s$', ''
);

-- long_words: words of seven letters or more, with what makes a handle, an address or a tag of them
CREATE OR REPLACE TEMP MACRO long_words(body) AS regexp_extract_all(body, '[@#/._]?\p{L}{7,}');
