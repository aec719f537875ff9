-- For which window each machine was woken last, so that it is done once, whoever does it.
CREATE TABLE wake (
    machine TEXT   NOT NULL PRIMARY KEY REFERENCES machine (id) ON DELETE CASCADE,
    opens   BIGINT NOT NULL,
    closes  BIGINT NOT NULL,
    sent_at BIGINT
);
