-- What operators want of generations on single machines: one that is to be in use, and some that are to stay.
CREATE TABLE generation_rollback (
    machine       TEXT   NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
    environment   TEXT   NOT NULL,
    generation    TEXT   NOT NULL,
    plan          TEXT   NOT NULL,
    spec_revision BIGINT NOT NULL,
    wanted_by     TEXT   NOT NULL,
    reason        TEXT,
    wanted_at     BIGINT NOT NULL,
    PRIMARY KEY (machine, environment)
);
CREATE TABLE generation_keep (
    machine     TEXT   NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
    environment TEXT   NOT NULL,
    generation  TEXT   NOT NULL,
    kept_until  BIGINT NOT NULL,
    wanted_by   TEXT   NOT NULL,
    PRIMARY KEY (machine, environment, generation)
);
