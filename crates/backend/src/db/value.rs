//! Values that go into statements and come out of rows, the same for every engine.

use super::DbError;
use sampan_protocol::ids::{
    AccountId, BillId, CardId, ChatId, CommentId, CommunityId, DeviceId, FolderId, GatheringId,
    LifeId, MemoryId, MessageId, NoteId, OpId, PacketId, PersonId, PlanId, PostId, PotId, QuoteId,
    RequestId, SplitId, TagId, VideoId,
};
use sampan_protocol::sync::Scope;
use sampan_protocol::{Currency, Timestamp};
use std::cell::Cell;
use std::str::FromStr;
use std::sync::Arc;

/// A value of a statement or a row. Truth is 0 or 1; a time is its microseconds; an identifier is
/// its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing.
    Null,
    /// `BIGINT`.
    Int(i64),
    /// `TEXT`.
    Text(String),
    /// `BYTEA` (SQLite takes any type's name).
    Blob(Vec<u8>),
}

/// Values for a statement: `params![id, 5, "text"]`; what each takes is in [`Value`]'s `From`s.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        [$($crate::db::Value::from($value)),*]
    };
}

macro_rules! from_whole {
    ($($whole:ty),+) => {$(
        impl From<$whole> for Value {
            fn from(whole: $whole) -> Self {
                Self::Int(i64::from(whole))
            }
        }
    )+};
}
from_whole!(bool, u8, u16, u32, i8, i16, i32, i64);

macro_rules! from_shown {
    ($($shown:ty),+) => {$(
        impl From<$shown> for Value {
            fn from(shown: $shown) -> Self {
                Self::Text(shown.to_string())
            }
        }
        impl From<&$shown> for Value {
            fn from(shown: &$shown) -> Self {
                Self::Text(shown.to_string())
            }
        }
    )+};
}
from_shown!(
    AccountId,
    BillId,
    CardId,
    ChatId,
    CommentId,
    GatheringId,
    MemoryId,
    CommunityId,
    TagId,
    DeviceId,
    FolderId,
    LifeId,
    NoteId,
    MessageId,
    OpId,
    PacketId,
    PersonId,
    PlanId,
    PostId,
    PotId,
    QuoteId,
    RequestId,
    SplitId,
    VideoId,
    Currency,
    Scope
);

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Blob(bytes)
    }
}
impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}
impl From<Timestamp> for Value {
    fn from(time: Timestamp) -> Self {
        Self::Int(time.micros())
    }
}
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A row of an answer; columns are named as the query names them.
#[derive(Debug, Clone)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Value>,
    /// Which column is likely asked for next: most rows are read in order.
    next: Cell<usize>,
}

impl Row {
    pub(super) const fn new(columns: Arc<[String]>, values: Vec<Value>) -> Self {
        Self { columns, values, next: Cell::new(0) }
    }

    /// The columns with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.columns.iter().map(String::as_str).zip(&self.values)
    }

    /// The value of a column.
    ///
    /// # Errors
    /// `Decode` if the query named no such column.
    pub fn value(&self, column: &str) -> Result<&Value, DbError> {
        let is = |name: &String| name == column;
        let next = self.next.get();
        let at = match self.columns.get(next) {
            Some(name) if is(name) => Some(next),
            _ => self.columns.iter().position(is),
        };
        self.next.set(at.map_or(0, |at| at + 1));
        at.and_then(|at| self.values.get(at))
            .ok_or_else(|| DbError::Decode(format!("there is no column {column}")))
    }

    /// A whole number.
    ///
    /// # Errors
    /// `Decode` if it is something else, or nothing.
    pub fn int(&self, column: &str) -> Result<i64, DbError> {
        match self.value(column)? {
            Value::Int(whole) => Ok(*whole),
            other => Err(unfit(column, "a whole number", other)),
        }
    }

    /// A whole number or nothing.
    ///
    /// # Errors
    /// `Decode` if it is something else.
    pub fn opt_int(&self, column: &str) -> Result<Option<i64>, DbError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            _ => self.int(column).map(Some),
        }
    }

    /// A count: a whole number that is not negative.
    ///
    /// # Errors
    /// `Decode` if it is something else.
    pub fn count(&self, column: &str) -> Result<u64, DbError> {
        u64::try_from(self.int(column)?)
            .map_err(|_| DbError::Decode(format!("column {column} is negative")))
    }

    /// Truth.
    ///
    /// # Errors
    /// `Decode` if it is no number.
    pub fn flag(&self, column: &str) -> Result<bool, DbError> {
        self.int(column).map(|whole| whole != 0)
    }

    /// A point in time.
    ///
    /// # Errors
    /// `Decode` if it is no number.
    pub fn time(&self, column: &str) -> Result<Timestamp, DbError> {
        self.int(column).map(Timestamp)
    }

    /// Text.
    ///
    /// # Errors
    /// `Decode` if it is something else, or nothing.
    pub fn text(&self, column: &str) -> Result<&str, DbError> {
        match self.value(column)? {
            Value::Text(text) => Ok(text),
            other => Err(unfit(column, "text", other)),
        }
    }

    /// Text or nothing.
    ///
    /// # Errors
    /// `Decode` if it is something else.
    pub fn opt_text(&self, column: &str) -> Result<Option<&str>, DbError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            _ => self.text(column).map(Some),
        }
    }

    /// What the text of a column writes: an identifier, a currency.
    ///
    /// # Errors
    /// `Decode` if it does not.
    pub fn parse<T: FromStr>(&self, column: &str) -> Result<T, DbError> {
        self.text(column)?
            .parse()
            .map_err(|_| DbError::Decode(format!("column {column} cannot be read")))
    }

    /// What the text of a column writes, or nothing.
    ///
    /// # Errors
    /// `Decode` if it does not.
    pub fn opt_parse<T: FromStr>(&self, column: &str) -> Result<Option<T>, DbError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            _ => self.parse(column).map(Some),
        }
    }

    /// What the JSON text of a column says.
    ///
    /// # Errors
    /// `Decode` if it does not fit.
    pub fn json<T: serde::de::DeserializeOwned>(&self, column: &str) -> Result<T, DbError> {
        serde_json::from_str(self.text(column)?)
            .map_err(|error| DbError::Decode(format!("column {column}: {error}")))
    }

    /// Bytes.
    ///
    /// # Errors
    /// `Decode` if it is something else, or nothing.
    pub fn blob(&self, column: &str) -> Result<&[u8], DbError> {
        match self.value(column)? {
            Value::Blob(bytes) => Ok(bytes),
            other => Err(unfit(column, "bytes", other)),
        }
    }

    /// Bytes or nothing.
    ///
    /// # Errors
    /// `Decode` if it is something else.
    pub fn opt_blob(&self, column: &str) -> Result<Option<&[u8]>, DbError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            _ => self.blob(column).map(Some),
        }
    }
}

/// Says that a column is not what was asked for, without its value: it may be a secret.
fn unfit(column: &str, wanted: &str, found: &Value) -> DbError {
    let found = match found {
        Value::Null => "nothing",
        Value::Int(_) => "a whole number",
        Value::Text(_) => "text",
        Value::Blob(_) => "bytes",
    };
    DbError::Decode(format!("column {column} is {found}, not {wanted}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_refuses_what_does_not_fit() {
        let columns: Arc<[String]> = vec!["a".to_owned(), "b".to_owned()].into();
        let row = Row::new(columns, vec![Value::Int(-1), Value::Null]);
        assert_eq!(row.int("a").ok(), Some(-1), "a number is a number");
        assert!(row.count("a").is_err(), "a count is never negative");
        assert!(row.text("a").is_err(), "a number is not text");
        assert!(row.int("b").is_err(), "nothing is not a number");
        assert_eq!(row.opt_int("b").ok(), Some(None), "nothing may be asked for");
        assert!(row.opt_int("c").is_err(), "a column that is not there is a fault");
    }
}
