-- How a rule points into a text: what stands before the first match of a pattern, and the match itself.
-- RE2 counts characters as Python does, so length(before) is the offset of the hit.
CREATE OR REPLACE MACRO checking.found(body, pattern) AS
    regexp_extract(body, '(?s)^(.*?)(' || pattern || ')', ['before', 'hit']);

-- The same for words in any case: nothing that is a letter or a digit on either side.
CREATE OR REPLACE MACRO checking.whole_words(words) AS
    '(?s)^(|.*?[^\p{L}\p{N}])((?i:' || regexp_escape(words) || '))(?:[^\p{L}\p{N}]|$)';

-- A pattern of its own for each row takes milliseconds, so the first place that holds the letters is looked at first. It is
-- looked for once: hence the list of one.
CREATE OR REPLACE MACRO checking.stands_alone(body, words, place) AS
    place > 0
    AND length(lower(body)) = length(body)
    AND NOT regexp_matches(body[place - 1:place - 1] || ' ' || body[place + length(words):place + length(words)], '[\p{L}\p{N}]');

CREATE OR REPLACE MACRO checking.found_words(body, words) AS
    list_transform([strpos(lower(body), lower(words))], lambda place: CASE
        WHEN checking.stands_alone(body, words, place) THEN {
            'before': body[:place - 1],
            'hit': substr(body, place, length(words))
        }
        ELSE {
            'before': regexp_extract(body, checking.whole_words(words), 1),
            'hit': regexp_extract(body, checking.whole_words(words), 2)
        }
    END)[1];
