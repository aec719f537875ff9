-- Locks of one plan and platform, one after the other: a refresh makes another one. The one with the highest revision is
-- handed out; its number is the change by which it came to be that.
CREATE TABLE plan_lock_by_digest (
    plan            TEXT   NOT NULL REFERENCES plan (id),
    platform        TEXT   NOT NULL,
    digest          TEXT   NOT NULL,
    document        TEXT   NOT NULL,
    pathfinder      TEXT   NOT NULL, -- machine
    pathfinder_name TEXT   NOT NULL,
    stored_at       BIGINT NOT NULL,
    revision        BIGINT NOT NULL,
    PRIMARY KEY (plan, platform, digest)
);
INSERT INTO plan_lock_by_digest (plan, platform, digest, document, pathfinder, pathfinder_name, stored_at, revision)
    SELECT plan, platform, digest, document, pathfinder, pathfinder_name, stored_at, 0 FROM plan_lock;
DROP TABLE plan_lock;
ALTER TABLE plan_lock_by_digest RENAME TO plan_lock;

-- Within what the pathfinder has to stay.
ALTER TABLE pathfinder ADD COLUMN limits TEXT;

-- How the last refresh of a plan on a machine ended.
CREATE TABLE refresh_attempt (
    plan      TEXT   NOT NULL REFERENCES plan (id),
    platform  TEXT   NOT NULL,
    machine   TEXT   NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
    run       TEXT   NOT NULL,
    ended_at  BIGINT NOT NULL,
    outcome   TEXT   NOT NULL,
    signature TEXT,
    PRIMARY KEY (plan, platform, machine)
);
CREATE INDEX refresh_attempt_machine ON refresh_attempt (machine);

-- Which files of its plan a machine should have, where that matters, and which it has.
ALTER TABLE placement ADD COLUMN lock TEXT;
ALTER TABLE placement ADD COLUMN lock_in_use TEXT;
