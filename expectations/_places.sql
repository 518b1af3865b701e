-- How a rule points into a text: what stands before the first match of a pattern, and the match itself.
-- RE2 counts characters as Python does, so length(before) is the offset of the hit.
CREATE OR REPLACE MACRO checking.found(body, pattern) AS
    regexp_extract(body, '(?s)^(.*?)(' || pattern || ')', ['before', 'hit']);

-- The same for words in any case: nothing that is a letter or a digit on either side.
CREATE OR REPLACE MACRO checking.whole_words(words) AS
    '(?s)^(|.*?[^\p{L}\p{N}])((?i:' || regexp_escape(words) || '))(?:[^\p{L}\p{N}]|$)';

CREATE OR REPLACE MACRO checking.found_words(body, words) AS
    {
        'before': regexp_extract(body, checking.whole_words(words), 1),
        'hit': regexp_extract(body, checking.whole_words(words), 2)
    };
