-- Which generations each machine has, as its agent told last.
CREATE TABLE generations_report (
    machine  TEXT   PRIMARY KEY REFERENCES machine (id) ON DELETE CASCADE,
    received BIGINT NOT NULL,
    report   TEXT   NOT NULL
);
