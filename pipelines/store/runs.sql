-- died: nothing else holds the data folder, so a run that is said to be running is not
UPDATE runs SET state = 'died' WHERE state = 'running' AND run_id != $run_id;

-- resumed: a dead run whose inputs another one has read
UPDATE runs SET resumed_by = $resumed_by, read = $read, rejected = $rejected, deduplicated = $deduplicated,
    claims = $claims, landed = $landed
WHERE run_id = $run_id AND resumed_by IS NULL;

-- landed: runs known by their folders: what they counted while they read
INSERT INTO runs BY NAME
SELECT $run_id AS run_id, $command AS command, $as_of AS as_of, $started_at AS started_at, $inputs AS inputs,
       $read AS read, $rejected AS rejected, $deduplicated AS deduplicated, $claims AS claims, $landed AS landed,
       $versions AS versions, $state AS state, $resumed_by AS resumed_by
ON CONFLICT DO NOTHING;

-- ended: how the run came out
UPDATE runs SET
    ended_at = $ended_at, new_articles = $new_articles, new_versions = $new_versions, opened = $opened, errored = $errored,
    state = $state, exit_code = $exit_code
WHERE run_id = $run_id;
