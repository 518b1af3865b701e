-- What was changed in articles after they had been published? (No seed was.)
SELECT title_after, first_seen_at, removed, added FROM edits ORDER BY first_seen_at DESC LIMIT 10;
