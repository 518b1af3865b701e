-- version: of the list by which the stored ties were found
SELECT coalesce(max(version), 0) FROM boilerplate;

-- wait: with another list every tie is found anew, and what follows from it
INSERT INTO pending
SELECT article_id, step FROM articles, (VALUES ('link'), ('derive')) steps(step)
EXCEPT SELECT article_id, step FROM pending;
INSERT INTO passages_waiting BY NAME
SELECT article_id, hash, quoted FROM passages WHERE article_id NOT IN (SELECT article_id FROM passages_waiting WHERE article_id IS NOT NULL);

-- forget: which one it was
DELETE FROM boilerplate;

-- told: and which one it is
INSERT INTO boilerplate VALUES ($version);
