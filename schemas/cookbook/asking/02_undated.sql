-- Which articles came without a date, which day do we give them, how surely, and by which witnesses?
SELECT guid, published_day, inferred_low AS low, inferred_high AS high, round(inferred_confidence, 2) AS confidence,
       string_agg(DISTINCT witness, ', ' ORDER BY witness) AS witnesses
FROM articles LEFT JOIN date_evidence USING (article_id)
WHERE declared_day IS NULL GROUP BY ALL ORDER BY guid;
