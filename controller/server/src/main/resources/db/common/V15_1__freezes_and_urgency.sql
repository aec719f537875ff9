-- Groups whose machines are to stay as they are for a time.
CREATE TABLE group_freeze (
    group_name   TEXT   NOT NULL PRIMARY KEY,
    frozen_from  BIGINT NOT NULL,
    frozen_until BIGINT NOT NULL,
    reason       TEXT,
    wanted_by    TEXT   NOT NULL
);
-- What is wanted everywhere at once, as long as its spec is of this revision.
CREATE TABLE manifest_urgency (
    name          TEXT   NOT NULL PRIMARY KEY,
    spec_revision BIGINT NOT NULL,
    wanted_at     BIGINT NOT NULL
);
