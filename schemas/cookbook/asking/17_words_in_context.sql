-- Where does a word stand, with the words around it?
SELECT guid, regexp_extract(text, '.{0,40}\bFEMA\b.{0,40}') AS context
FROM articles WHERE regexp_matches(text, '\bFEMA\b') ORDER BY guid;
