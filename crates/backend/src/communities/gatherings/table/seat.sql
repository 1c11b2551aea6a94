CREATE TABLE community_seats (
    gathering TEXT NOT NULL REFERENCES community_gatherings (id),
    at BIGINT NOT NULL,
    person TEXT NOT NULL,
    state TEXT NOT NULL,
    people BIGINT NOT NULL,
    place BIGINT NOT NULL,
    answers TEXT NOT NULL,
    payment TEXT,
    currency TEXT,
    amount BIGINT,
    money TEXT NOT NULL,
    pass TEXT NOT NULL,
    came BIGINT NOT NULL,
    PRIMARY KEY (gathering, at, person)
);
CREATE INDEX community_seats_by_place ON community_seats (gathering, at, place);
CREATE INDEX community_seats_by_person ON community_seats (person, at);
