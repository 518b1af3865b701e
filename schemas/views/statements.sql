-- Who said what: attributed statements with their article. Everything that somebody said: WHERE who ILIKE '%surname'.
CREATE OR REPLACE VIEW statements AS
SELECT
    coalesce(claims.speaker_resolved, claims.speaker) AS who, -- the speaker's full name where sure, else as written
    claims.speaker_resolved IS NOT NULL AS sure, -- whether the article tells the full name
    articles.published_day AS day, -- published_day of the article
    claims.content,
    claims.quote_type,
    claims.modality,
    claims.negated,
    articles.source_id,
    articles.title,
    articles.url,
    coalesce(articles.copy_of, articles.article_id) AS copy_group, -- the canonical article: copies of one text say it once
    claims.claim_id,
    claims.article_id
FROM claims
JOIN articles USING (article_id)
WHERE claims.kind = 'attributed';
