//! The cache: rows of the scopes that this device keeps, in a file that can be thrown away.

use crate::db::{Connection, Fault, Schema, Transaction};
use crate::{features, table};
use sha2::{Digest, Sha256};

/// The life of `cache.db`.
pub(crate) struct Cache;

impl Schema for Cache {
    const FILE: &'static str = "cache.db";
    // What is lost with the power comes back with the next pull: cursor and rows are lost together.
    const SYNCHRONOUS: &'static str = "NORMAL";

    /// A hash of the schema: whoever changes a table gets a new file, and nobody has to remember.
    fn version() -> i32 {
        let digest = schema().fold(Sha256::new(), Digest::chain_update).finalize();
        let number = i32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
        number.wrapping_abs().max(1)
    }

    fn inspect(_: &Connection) -> Result<(), Fault> {
        Ok(())
    }

    fn init(tx: &Transaction<'_>) -> Result<(), Fault> {
        for sql in schema() {
            tx.execute_batch(sql)?;
        }
        Ok(())
    }

    fn upgrade(_: &Transaction<'_>, _: i32) -> Result<(), Fault> {
        Err(Fault::Stale)
    }
}

fn schema() -> impl Iterator<Item = &'static str> {
    table::SCHEMA.iter().chain(features::SCHEMA).copied()
}
