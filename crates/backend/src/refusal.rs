//! Why something that was asked for does not happen.

use crate::db::DbError;
use sampan_protocol::Error;

/// Why an operation was not applied.
#[derive(Debug)]
pub enum Refusal {
    /// A rule forbids it; the person is told why.
    Rejected(Error),
    /// The database does not answer as it should; the whole push is tried again later.
    Failed(DbError),
}

impl Refusal {
    /// Whether a rule lets something be.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) fn lets<T>(asked: Result<T, Self>) -> Result<bool, DbError> {
        match asked {
            Ok(_) => Ok(true),
            Err(Self::Rejected(_)) => Ok(false),
            Err(Self::Failed(error)) => Err(error),
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Rejected(error)
    }
}

impl From<DbError> for Refusal {
    fn from(error: DbError) -> Self {
        Self::Failed(error)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Rejected(error) => error,
            Refusal::Failed(error) => error.into(),
        }
    }
}
