//! What is told of a file that was written where exports are.

use crate::db::Fault;
use crate::export::export;
use sampan_protocol::wallet::statement::Saved;
use std::path::Path;

/// Writes a file of that name.
pub(in super::super) fn save(
    profile: &Path,
    name: &str,
    bytes: &[u8],
    missing: u32,
) -> Result<Saved, Fault> {
    let path = export(profile, name, bytes)?;
    Ok(Saved { path: path.display().to_string(), bytes: bytes.len() as u64, missing })
}
