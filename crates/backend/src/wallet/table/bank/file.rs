//! Files of payments that were made.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::bank::BankFile;

/// Adds a file.
pub(crate) fn insert(
    sql: &mut dyn Sql,
    id: OpId,
    file: &BankFile,
    at: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_bank_files (id, name, xml, at) VALUES ($1, $2, $3, $4)",
        &params![id, file.name.as_str(), file.xml.as_str(), at],
    )
    .map(drop)
}

/// A file.
pub(crate) fn get(sql: &mut dyn Sql, id: OpId) -> Result<Option<BankFile>, DbError> {
    let found =
        sql.query_opt("SELECT name, xml FROM wallet_bank_files WHERE id = $1", &params![id])?;
    found
        .map(|row| {
            Ok(BankFile { name: row.text("name")?.to_owned(), xml: row.text("xml")?.to_owned() })
        })
        .transpose()
}
