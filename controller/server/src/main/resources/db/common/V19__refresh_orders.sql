-- What operators want solved anew before its time.
CREATE TABLE refresh_order (
    environment   TEXT   NOT NULL PRIMARY KEY,
    ordered       BIGINT NOT NULL, -- the change with which it was asked for
    ordered_at    BIGINT NOT NULL,
    hurried_until BIGINT -- windows and gates do not hold until then
);
