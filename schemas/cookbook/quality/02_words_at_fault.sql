-- Which words are at fault, in which sentence, and what should they be?
SELECT i.rule, i.evidence AS words, i.suggestion,
       substr(a.text, greatest(i.span_start - 24, 1), i.span_end - i.span_start + 50) AS context
FROM issues_open i JOIN articles a USING (article_id)
WHERE i.span_of = 'text' ORDER BY i.rule, words;
