CREATE TABLE message_members (
    chat TEXT NOT NULL,
    person TEXT NOT NULL,
    admin BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    since BIGINT NOT NULL,
    joined BIGINT NOT NULL,
    read_to BIGINT NOT NULL,
    cleared BIGINT NOT NULL,
    muted BIGINT NOT NULL,
    pinned BIGINT NOT NULL,
    PRIMARY KEY (chat, person)
);
