-- Instants are milliseconds since 1970 in UTC, documents are text: one SQL for SQLite and PostgreSQL.

CREATE TABLE change_counter (
    value BIGINT NOT NULL
);
INSERT INTO change_counter (value) VALUES (0);

CREATE TABLE manifest (
    kind             TEXT   NOT NULL,
    name             TEXT   NOT NULL,
    revision         BIGINT NOT NULL,
    spec_revision    BIGINT NOT NULL, -- the first revision with this spec
    resource_version BIGINT NOT NULL,
    changed_at       BIGINT NOT NULL,
    document         TEXT   NOT NULL,
    PRIMARY KEY (kind, name)
);

-- what each manifest ever was; a deletion is a revision without a document
CREATE TABLE manifest_revision (
    kind       TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    revision   BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    document   TEXT,
    PRIMARY KEY (kind, name, revision)
);

CREATE TABLE join_token (
    id         TEXT    PRIMARY KEY,
    digest     TEXT    NOT NULL,
    labels     TEXT    NOT NULL,
    uses       INTEGER NOT NULL,
    used       INTEGER NOT NULL,
    created_at BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL
);

CREATE TABLE planning_facts (
    digest TEXT PRIMARY KEY,
    facts  TEXT NOT NULL
);

CREATE TABLE machine (
    id              TEXT   PRIMARY KEY,
    name            TEXT   NOT NULL UNIQUE,
    token_digest    TEXT   NOT NULL UNIQUE,
    labels          TEXT   NOT NULL,
    agent_version   TEXT   NOT NULL,
    accepts         TEXT,
    facts           TEXT   NOT NULL,
    facts_digest    TEXT   NOT NULL,
    planning_digest TEXT   NOT NULL REFERENCES planning_facts (digest),
    enrolled_at     BIGINT NOT NULL,
    last_seen       BIGINT
);
CREATE INDEX machine_planning ON machine (planning_digest);

CREATE TABLE assignment (
    machine  TEXT   PRIMARY KEY REFERENCES machine (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    content  TEXT   NOT NULL, -- digest of what it says without its revision
    tag      TEXT   NOT NULL,
    document TEXT   NOT NULL
);

CREATE TABLE plan (
    id        TEXT PRIMARY KEY,
    json      TEXT NOT NULL,
    candidate TEXT,
    steps     TEXT NOT NULL
);

-- what the planner said; the key is the digest of all that it was asked with
CREATE TABLE resolution (
    key    TEXT PRIMARY KEY,
    plan   TEXT REFERENCES plan (id),
    answer TEXT
);

CREATE TABLE run (
    id          TEXT    PRIMARY KEY,
    machine     TEXT    NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
    environment TEXT    NOT NULL,
    started_at  BIGINT  NOT NULL,
    sequence    INTEGER NOT NULL,
    report      TEXT    NOT NULL
);
CREATE INDEX run_placement ON run (machine, environment, started_at);

CREATE TABLE placement (
    machine       TEXT   NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
    environment   TEXT   NOT NULL,
    revision      BIGINT NOT NULL,
    spec_revision BIGINT NOT NULL,
    resolution    TEXT   REFERENCES resolution (key),
    plan          TEXT   REFERENCES plan (id),
    offered       TEXT   NOT NULL, -- plans assigned for this spec revision
    in_use        TEXT,
    last_run      TEXT   REFERENCES run (id),
    conditions    TEXT   NOT NULL,
    phase         TEXT   NOT NULL,
    phase_detail  TEXT   NOT NULL,
    remove_after  BIGINT,
    PRIMARY KEY (machine, environment)
);
CREATE INDEX placement_resolution ON placement (resolution);

CREATE TABLE catalog_in_use (
    version TEXT NOT NULL
);
INSERT INTO catalog_in_use (version) VALUES ('');
