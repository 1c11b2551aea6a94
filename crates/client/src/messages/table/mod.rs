//! Tables of messages in the cache.

pub(crate) mod word;
