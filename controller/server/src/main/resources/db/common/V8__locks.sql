-- What the pathfinder of a plan installed and proved, as the text that was hashed: one for each platform that cannot run
-- another's files. It stays when its machine is deleted.
CREATE TABLE plan_lock (
    plan            TEXT   NOT NULL REFERENCES plan (id),
    platform        TEXT   NOT NULL,
    digest          TEXT   NOT NULL,
    document        TEXT   NOT NULL,
    pathfinder      TEXT   NOT NULL, -- machine
    pathfinder_name TEXT   NOT NULL,
    stored_at       BIGINT NOT NULL,
    PRIMARY KEY (plan, platform)
);

-- Who solves a plan for a platform, and how long nobody else does; the epoch only grows.
CREATE TABLE pathfinder (
    plan     TEXT   NOT NULL REFERENCES plan (id),
    platform TEXT   NOT NULL,
    machine  TEXT   NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
    since    BIGINT NOT NULL,
    until    BIGINT NOT NULL,
    epoch    BIGINT NOT NULL,
    PRIMARY KEY (plan, platform)
);
CREATE INDEX pathfinder_machine ON pathfinder (machine, plan);
