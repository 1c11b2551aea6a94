//! The wallet's tables besides the ledger's.

pub(super) mod code;
pub(super) mod request;
pub(super) mod statement;
