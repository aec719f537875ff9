-- What happened, by numbers that grow in the order of the commits. Machines are told by their names: an event stays when
-- its machine is deleted.
CREATE TABLE event (
    number      BIGINT PRIMARY KEY,
    happened_at BIGINT NOT NULL,
    reason      TEXT   NOT NULL,
    machine     TEXT,
    environment TEXT,
    was         TEXT,
    became      TEXT,
    signature   TEXT,
    remedy      TEXT,
    detail      TEXT   NOT NULL
);
CREATE INDEX event_time ON event (happened_at, number);
CREATE INDEX event_machine ON event (machine, number);
CREATE INDEX event_environment ON event (environment, number);
CREATE INDEX event_reason ON event (reason, number);

-- Since when a machine is not heard of for too long; absent while it is heard of.
ALTER TABLE machine ADD COLUMN stale_since BIGINT;
CREATE INDEX machine_stale ON machine (stale_since) WHERE stale_since IS NOT NULL;
