//! The contract of the backend: the same tests on every engine, through the requests that devices
//! send.
//!
//! SQLite is always tried; PostgreSQL where `SAMPAN_TEST_POSTGRES` holds the address of a server
//! on which databases may be made, such as `postgres://postgres@127.0.0.1:5432/postgres`.

mod approval;
mod auth;
mod banks;
mod biometric;
mod carried;
mod communities;
mod concurrency;
mod decency;
mod devices;
mod disputes;
mod exchange;
mod feed;
mod feed_roles;
mod films;
mod films_audience;
mod films_offered;
mod gathering_rules;
mod gatherings;
mod hostile;
mod http;
mod interests;
mod issuance;
mod media;
mod messages;
mod moderation;
mod moderation_lift;
mod moderation_reach;
mod moderation_told;
mod notices;
mod operate;
mod operations;
mod people;
mod pin;
mod previews;
mod pull;
mod push;
mod reactions;
mod search;
mod service;
mod storage;
mod threads;
mod tus;
mod uploads;
mod uploads_limits;
mod video_bad;
mod video_cut;
mod video_queue;
mod videos;
mod wake;
mod world;
