CREATE TABLE community_members (
    community TEXT NOT NULL REFERENCES communities (id),
    person TEXT NOT NULL,
    role TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (community, person)
);
CREATE INDEX community_members_by_person ON community_members (person);
CREATE INDEX community_members_by_since ON community_members (community, since, person);
