//! The tables of synchronisation.

pub(crate) mod approval;
pub(crate) mod operation;
pub(crate) mod queue;
pub(crate) mod row;
pub(crate) mod scope;
