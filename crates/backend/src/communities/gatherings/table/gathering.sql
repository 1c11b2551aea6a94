CREATE TABLE community_gatherings (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL REFERENCES communities (id),
    host TEXT NOT NULL,
    plan TEXT NOT NULL,
    next BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    called_off BIGINT NOT NULL,
    over BIGINT NOT NULL,
    moved BIGINT NOT NULL,
    without TEXT NOT NULL,
    places BIGINT NOT NULL,
    sequence BIGINT NOT NULL
);
CREATE INDEX community_gatherings_by_next ON community_gatherings (community, over, next, id);
CREATE INDEX community_gatherings_by_host ON community_gatherings (host, next);
