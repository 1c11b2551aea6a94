//! The wallet's tables besides the ledger's.

pub(super) mod code;
pub(super) mod delay;
pub(super) mod packet;
pub(super) mod plan;
pub(super) mod request;
pub(super) mod split;
