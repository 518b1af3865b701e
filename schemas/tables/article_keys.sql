-- Each key that names an article. A key may name several articles (a GUID shared by mistake).
-- key: key, article_id
CREATE TABLE article_keys (
    key         VARCHAR NOT NULL,  -- hash of the canonical URL, of source and GUID, of the text; or a former article_id
    article_id  VARCHAR NOT NULL,  -- the article that carries it
    kind        VARCHAR NOT NULL CHECK (kind IN ('url', 'guid', 'text', 'former_id')), -- url, guid, text or former_id
    value       VARCHAR            -- the key as it reads: canonical URL, or source and GUID
);
