-- Releases that no plan and no solve takes any more.
CREATE TABLE denial (
    release   TEXT   NOT NULL PRIMARY KEY, -- numpy==2.3.5
    reason    TEXT,
    denied_at BIGINT NOT NULL,
    ordered   BIGINT NOT NULL -- the change with which it was denied: machines that have it are told of this number
);

-- Which of them a lock holds, separated by spaces; such a lock is handed to nobody.
ALTER TABLE plan_lock ADD COLUMN denied TEXT;
