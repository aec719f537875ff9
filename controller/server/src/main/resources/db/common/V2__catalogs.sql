-- Catalogs that stood or stand in place of the shipped one; the last revision counts.
CREATE TABLE catalog_revision (
    revision   BIGINT PRIMARY KEY,
    version    TEXT,            -- of the files; absent where this is a return to the shipped one
    shipped    TEXT   NOT NULL, -- version of the one that the controller shipped then
    changed_by TEXT   NOT NULL,
    changed_at BIGINT NOT NULL,
    files      TEXT             -- their texts by their names
);
