CREATE TABLE community_memories (
    id TEXT PRIMARY KEY,
    gathering TEXT NOT NULL REFERENCES community_gatherings (id),
    author TEXT NOT NULL,
    picture TEXT NOT NULL,
    words TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX community_memories_by_time ON community_memories (gathering, at, id);
CREATE TABLE community_calendars (
    person TEXT PRIMARY KEY,
    token TEXT NOT NULL UNIQUE
);
