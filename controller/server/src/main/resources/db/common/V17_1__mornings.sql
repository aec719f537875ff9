-- Mornings by the channels that tell of them, so that each is told once, whichever controller does it.
CREATE TABLE morning (
    channel  TEXT    NOT NULL,
    due      BIGINT  NOT NULL,
    tries    INTEGER NOT NULL,
    next_try BIGINT  NOT NULL, -- before it nobody tries
    told_at  BIGINT,           -- absent until it is
    PRIMARY KEY (channel, due)
);
