-- What a run's programs said, as its machine sent it after the end; few of each placement are kept.
CREATE TABLE run_log (
    run      TEXT   PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
    received BIGINT NOT NULL,
    content  TEXT   NOT NULL
);
