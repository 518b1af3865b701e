-- Which words do two articles share that one of them quotes?
SELECT left(a.guid, 3) AS one, left(b.guid, 3) AS other, shared AS words, left(words, 80) AS begins
FROM article_links JOIN articles a ON a.article_id = a_id JOIN articles b ON b.article_id = b_id
WHERE kind = 'shares_quote' ORDER BY shared DESC;
