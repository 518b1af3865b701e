-- An attributed statement, or a sentence worth checking.
-- key: claim_id
CREATE TABLE claims (
    claim_id         VARCHAR NOT NULL,   -- hash of article_id, kind and span
    article_id       VARCHAR NOT NULL,   -- the article
    kind             VARCHAR NOT NULL CHECK (kind IN ('attributed', 'checkworthy')), -- attributed or checkworthy
    content          VARCHAR NOT NULL,   -- what is claimed, as written
    content_start    INTEGER NOT NULL,   -- first character in text
    content_end      INTEGER NOT NULL,   -- character after the last in text
    cue              VARCHAR,            -- attribution cue (said, according to)
    cue_start        INTEGER,            -- first character of the cue in text
    speaker          VARCHAR,            -- the source of the statement, as written
    speaker_start    INTEGER,            -- first character of the speaker in text
    speaker_resolved VARCHAR,            -- the speaker's full name within the article, where sure
    speaker_unknown  VARCHAR CHECK (speaker_unknown IN ('untold', 'pronoun', 'unnamed')), -- why nobody is named: untold (no source is given), pronoun (of nobody sure), unnamed (an office, officials); NULL where resolved
    quote_type       VARCHAR CHECK (quote_type IN ('direct', 'indirect', 'mixed')), -- direct, indirect or mixed; NULL for checkworthy
    modality         VARCHAR NOT NULL CHECK (modality IN ('asserted', 'question', 'opinion', 'prediction')), -- asserted, question, opinion or prediction
    negated          BOOLEAN NOT NULL,   -- whether the statement denies
    score            DOUBLE NOT NULL,    -- how much it is worth checking, 0 to 1
    reasons          VARCHAR[] NOT NULL, -- why: number, comparison, law, past_action …
    terms            VARCHAR[] NOT NULL, -- content words, stemmed and sorted: what grouping compares
    numbers          VARCHAR[] NOT NULL, -- numbers with unit, normalised (10000000 mask)
    approximate      VARCHAR[] NOT NULL, -- those of numbers that the text hedges (about, nearly, more than)
    actor            VARCHAR,            -- who acts in the main clause, as written; NULL where no single phrase stands before its verb
    actor_start      INTEGER,            -- first character of the actor in text
    action           VARCHAR,            -- its verb in the plain form (has not cut off: cut); NULL where none is known
    direction        VARCHAR CHECK (direction IN ('up', 'down')), -- up or down, where its words of change all go one way
    rule             VARCHAR NOT NULL,   -- rule that found it
    claim_group_id   VARCHAR             -- the same claim across articles; NULL until the derived sets are made
);
