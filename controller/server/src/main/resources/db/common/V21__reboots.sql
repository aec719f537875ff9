-- Machines that are away to boot, so that no more of a group are than it says.
CREATE TABLE reboot_lease (
    machine    TEXT   NOT NULL PRIMARY KEY REFERENCES machine (id) ON DELETE CASCADE,
    group_name TEXT   NOT NULL,
    until      BIGINT NOT NULL,
    epoch      BIGINT NOT NULL
);
CREATE INDEX reboot_lease_group ON reboot_lease (group_name, until);
