//! The wallet's tables besides the ledger's.

pub(super) mod bank;
pub(super) mod campaign;
pub(super) mod charge;
pub(super) mod code;
pub(super) mod delay;
pub(super) mod dispute;
pub(super) mod family;
pub(super) mod hold;
pub(super) mod mandate;
pub(super) mod order;
pub(super) mod out;
pub(super) mod packet;
pub(super) mod pay_token;
pub(super) mod plan;
pub(super) mod points;
pub(super) mod pot;
pub(super) mod quote;
pub(super) mod rail_event;
pub(super) mod rail_order;
pub(super) mod rate;
pub(super) mod request;
pub(super) mod small;
pub(super) mod split;
pub(crate) mod standing;
pub(super) mod statement;
