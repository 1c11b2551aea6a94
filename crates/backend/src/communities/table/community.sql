CREATE TABLE communities (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    rules TEXT NOT NULL,
    topic TEXT NOT NULL,
    place TEXT NOT NULL,
    joining TEXT NOT NULL,
    picture TEXT,
    members BIGINT NOT NULL,
    posts BIGINT NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX communities_by_members ON communities (members, id);
CREATE INDEX communities_by_topic ON communities (topic, members, id);
