-- Names that an article has otherwise than others: as written, what it is perhaps called, and who wrote it so. Who named a
-- law wrongly: WHERE kind = 'law'.
CREATE OR REPLACE VIEW names_suspect AS
SELECT
    written, -- the name as this article has it
    suspect AS perhaps, -- what others call it
    kind,
    why, -- what speaks for it
    source_id,
    title,
    article_id,
    start,
    end_
FROM names
WHERE suspect IS NOT NULL;
