//! What PostgreSQL says when something is wrong, told apart.

use crate::db::DbError;
use postgres::error::SqlState;
use std::error::Error as StdError;

/// Tells PostgreSQL's errors apart.
#[allow(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
pub(super) fn fault(error: postgres::Error) -> DbError {
    let Some(state) = error.code() else {
        let text = error.to_string();
        let text = error.source().map_or(text.clone(), |source| format!("{text}: {source}"));
        let broken = error.source().is_some_and(<dyn StdError>::is::<std::io::Error>);
        return if error.is_closed() || broken {
            DbError::Unreachable(text)
        } else {
            DbError::Other(text)
        };
    };
    let text = error
        .as_db_error()
        .map_or_else(|| error.to_string(), |d| format!("{}: {}", state.code(), d.message()));
    match *state {
        SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => {
            DbError::Conflict(text)
        }
        SqlState::READ_ONLY_SQL_TRANSACTION | SqlState::INSUFFICIENT_PRIVILEGE => {
            DbError::ReadOnly(text)
        }
        SqlState::DISK_FULL | SqlState::OUT_OF_MEMORY => DbError::Full(text),
        SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => DbError::Corrupt(text),
        SqlState::TOO_MANY_CONNECTIONS | SqlState::LOCK_NOT_AVAILABLE => DbError::Busy(text),
        SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW => {
            DbError::Unreachable(text)
        }
        _ if state.code().starts_with("23") => DbError::Constraint(text),
        _ if ["08", "28", "3D"].iter().any(|class| state.code().starts_with(class)) => {
            DbError::Unreachable(text)
        }
        _ => DbError::Other(text),
    }
}
