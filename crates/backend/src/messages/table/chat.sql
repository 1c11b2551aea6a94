CREATE TABLE message_chats (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    picture TEXT,
    maker TEXT NOT NULL,
    created BIGINT NOT NULL,
    last BIGINT NOT NULL
);
CREATE INDEX message_chats_by_maker ON message_chats (maker, created);
