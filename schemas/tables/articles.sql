-- An article: its newest version, with what every stage found.
-- key: article_id
CREATE TABLE articles (
    article_id          VARCHAR NOT NULL,      -- hash of all the keys that the article carried at first sight; never changes
    version_id          VARCHAR NOT NULL,      -- hash of title and text (the source's own) of the newest version
    source_id           VARCHAR NOT NULL,      -- the feed or folder that gave the newest version
    ref                 VARCHAR NOT NULL,      -- the file or feed as it was named
    url                 VARCHAR,               -- address of the article as the source gave it
    canonical_url       VARCHAR,               -- the address without tracking, default ports and the like
    guid                VARCHAR,               -- the id as the source gave it; of a plain file its path below its source
    title               VARCHAR,               -- headline, NULL where there is none
    author              VARCHAR,               -- author as the source gave it
    authors             VARCHAR[],             -- each of its authors for themselves, where the source names them so
    categories          VARCHAR[],             -- what the source files it under
    enclosures          STRUCT(url VARCHAR, kind VARCHAR, bytes BIGINT)[], -- sound, film, pictures that come with it: address, media type, size as told
    text                VARCHAR NOT NULL,      -- the text that the stages read: repaired, without header, dateline and headline
    text_as_received    VARCHAR,               -- what came, where repair or cleaning changed something; else NULL, as of a page
    text_from           VARCHAR NOT NULL DEFAULT 'source' CHECK (text_from IN ('source', 'page')), -- which text that is: what the source itself gave, or that of the article's page
    other_text          VARCHAR,               -- the other one of the two, where there are both
    page_title          VARCHAR,               -- headline of its page, where that was read
    page_day            DATE,                  -- day of publication that its page declares
    language            VARCHAR,               -- ISO 639-1 code of the language, declared or detected; NULL if neither
    dateline_place      VARCHAR,               -- place of the dateline, as written (OTTAWA)
    correction          VARCHAR,               -- text of a correction note in the body
    declared_text       VARCHAR,               -- the publication date as the source wrote it
    declared_at         TIMESTAMPTZ,           -- instant of the declared date; of a bare day, its beginning in its zone
    declared_day        DATE,                  -- the declared day in its own zone, as written
    declared_precision  VARCHAR,               -- year, month, day, minute or second
    declared_zone       VARCHAR,               -- zone of the declared date: an offset or a name
    declared_zone_from  VARCHAR,               -- where the zone came from: offset, name, abbreviation, source (settings), feed or unknown
    feed_zone           VARCHAR,               -- the zone in which its feed writes its own dates
    declared_note       VARCHAR,               -- what was assumed or found odd in reading it, or why it could not be read
    updated_text        VARCHAR,               -- the date of the last change as the source wrote it
    updated_at          TIMESTAMPTZ,           -- instant of the last change, where it could be read
    inferred_day        DATE,                  -- the most probable day of publication by the evidence; NULL without an anchor
    inferred_low        DATE,                  -- first day of the smallest 90 % interval; without inferred_day: of the months or years that kin who agree on no day leave
    inferred_high       DATE,                  -- last day of the smallest 90 % interval
    inferred_weekday    VARCHAR,               -- weekday that the text points to (Monday … Sunday)
    inferred_confidence DOUBLE CHECK (inferred_confidence BETWEEN 0 AND 1), -- posterior probability of inferred_day
    published_day       DATE,                  -- the day to use: decided by people; else declared; inferred where that is missing, unreadable, coarse or in conflict
    published_at        TIMESTAMPTZ,           -- the instant, only where date_status is declared
    date_status         VARCHAR NOT NULL CHECK (date_status IN ('declared', 'declared_conflict', 'inferred', 'decided', 'unknown')), -- declared, declared_conflict, inferred, decided (by people) or unknown
    story_id            VARCHAR,               -- the story it belongs to; NULL until the derived sets are made
    copy_of             VARCHAR,               -- article_id of the canonical copy, NULL if it is canonical itself
    position            BIGINT NOT NULL,       -- place in the document that gave the newest version, from 0
    rule_version        INTEGER NOT NULL,      -- version of the rules that read this article
    first_seen_at       TIMESTAMPTZ NOT NULL,  -- when the article was first seen
    last_seen_at        TIMESTAMPTZ NOT NULL,  -- when the article was last seen
    run_id              VARCHAR NOT NULL       -- run that brought the newest version
);
