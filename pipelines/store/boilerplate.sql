-- version: of the list by which the stored ties were found
SELECT coalesce(max(version), 0) FROM boilerplate;

-- wait: with another list every tie is found anew, and what follows from it
INSERT INTO pending
SELECT article_id, step FROM articles, (VALUES ('link'), ('derive')) steps(step)
EXCEPT SELECT article_id, step FROM pending;

-- forget: which one it was
DELETE FROM boilerplate;

-- told: and which one it is
INSERT INTO boilerplate VALUES ($version);
