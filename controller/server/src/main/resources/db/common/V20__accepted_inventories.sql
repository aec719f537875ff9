-- Machines whose GPUs, as they were then, an operator took for all that there should be.
CREATE TABLE accepted_inventory (
    machine     TEXT   NOT NULL PRIMARY KEY REFERENCES machine (id) ON DELETE CASCADE,
    accepted_at BIGINT NOT NULL,
    accepted_by TEXT   NOT NULL
);
