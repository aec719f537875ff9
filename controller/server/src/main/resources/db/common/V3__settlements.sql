-- What versions: same came to, as it was last said of all machines that have the environment.
CREATE TABLE settlement (
    environment TEXT PRIMARY KEY,
    said        TEXT NOT NULL
);
