-- Red packets. The money lies in an account of its own; rest and shares_left say how it is to be
-- shared out among those who are still to come.
CREATE TABLE wallet_packets (
    id TEXT PRIMARY KEY,
    sender TEXT NOT NULL,
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    shares BIGINT NOT NULL,
    sharing TEXT NOT NULL,
    greeting TEXT NOT NULL,
    secret TEXT,
    state TEXT NOT NULL,
    rest BIGINT NOT NULL,
    shares_left BIGINT NOT NULL,
    made BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    CHECK (rest >= 0 AND shares_left >= 0)
);
-- Whom a packet is for, in the order in which they were named.
CREATE TABLE wallet_packet_guests (
    packet TEXT NOT NULL REFERENCES wallet_packets (id),
    person TEXT NOT NULL,
    place BIGINT NOT NULL,
    PRIMARY KEY (packet, person)
);
-- Who got how much: once each.
CREATE TABLE wallet_packet_claims (
    packet TEXT NOT NULL REFERENCES wallet_packets (id),
    person TEXT NOT NULL,
    place BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (packet, person)
);
