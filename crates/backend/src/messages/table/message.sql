CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    chat TEXT NOT NULL,
    seq BIGINT NOT NULL,
    sender TEXT,
    content TEXT NOT NULL,
    answers TEXT,
    sent BIGINT NOT NULL,
    UNIQUE (chat, seq)
);
CREATE TABLE message_hidden (
    message TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (message, person)
);
