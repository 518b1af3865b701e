-- What could not be taken in, for what reason? (All seeds could.)
SELECT stage, reason, count(*) AS times, min(ref) AS first_in FROM rejects GROUP BY ALL ORDER BY times DESC, reason;
