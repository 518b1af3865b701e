-- The same claim across articles, counted once a copy group.
-- key: claim_group_id
CREATE TABLE claim_groups (
    claim_group_id  VARCHAR NOT NULL,  -- smallest claim_id of the group
    content         VARCHAR NOT NULL,  -- the claim in its fullest wording
    claims          BIGINT NOT NULL,   -- claims in it
    articles        BIGINT NOT NULL,   -- articles that make it
    copy_groups     BIGINT NOT NULL,   -- independent texts that make it
    story_id        VARCHAR            -- the story
);
