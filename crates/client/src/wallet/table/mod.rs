//! Tables of the wallet in the cache.

pub(crate) mod bill;
