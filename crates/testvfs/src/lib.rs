//! A disk for SQLite that loses what was not synced, tears what was half written, and stops at a
//! chosen write as if the power had gone.
//!
//! What the disk promises is what a cheap one does: a sector of 512 bytes is written whole or not
//! at all, and nothing else; writes that were not synced may reach it in any order, in part, or
//! never.

mod disk;
mod vfs;

pub use disk::{Disk, SECTOR};
pub use vfs::register;
