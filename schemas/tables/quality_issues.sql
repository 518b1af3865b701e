-- An offending article (article_id '' for a source or a table) and the rule that it breaks.
CREATE TABLE quality_issues (
    rule          VARCHAR NOT NULL,     -- the rule
    article_id    VARCHAR NOT NULL,     -- the article; '' where the subject is a source or a table
    subject       VARCHAR NOT NULL,     -- what the finding is about, distinct within rule and article ('' if the article itself)
    severity      VARCHAR NOT NULL CHECK (severity IN ('critical', 'warning', 'info')), -- critical, warning or info
    state         VARCHAR NOT NULL CHECK (state IN ('open', 'gone', 'waived')), -- open, gone (no longer found) or waived
    message       VARCHAR NOT NULL,     -- the finding in one sentence
    evidence      VARCHAR,              -- the words at fault
    span_of       VARCHAR CHECK (span_of IN ('text', 'text_as_received', 'title')), -- column that the span counts in
    span_start    INTEGER,              -- first character
    span_end      INTEGER,              -- character after the last
    suggestion    VARCHAR,              -- what it should be
    first_run_id  VARCHAR NOT NULL,     -- run that opened it
    last_run_id   VARCHAR NOT NULL,     -- run that found it last
    PRIMARY KEY (rule, article_id, subject)
);
