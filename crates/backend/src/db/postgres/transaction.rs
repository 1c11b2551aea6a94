//! A transaction in a session, and what became of its statements.

use super::Session;
use super::fault::fault;
use super::hot::Hot;
use crate::db::{DbError, Outcome, ROLL_BACK_TO, Row, Sql, Value};
use bytes::BytesMut;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Instant;

/// A transaction in a session.
pub(super) struct Transaction<'a> {
    session: &'a mut Session,
    hot: &'a Hot,
    /// Whether it runs beside others, who may be at a hot row.
    beside: bool,
    /// Why the whole transaction has to be tried again, whatever became of the work.
    conflict: Option<String>,
    /// Which key was found taken, if one was.
    taken: Option<String>,
    /// Whether a statement failed, and was not rolled back to a savepoint since.
    aborted: bool,
}

impl<'a> Transaction<'a> {
    /// One that has been begun, and has the database to itself where its rows are concerned.
    pub(super) fn of(session: &'a mut Session, hot: &'a Hot) -> Self {
        Self { session, hot, beside: false, conflict: None, taken: None, aborted: false }
    }

    /// The same, beside others.
    pub(super) fn beside(self) -> Self {
        Self { beside: true, ..self }
    }

    /// Says how to end it, where its work wants this.
    pub(super) fn end(self, wanted: Outcome, again_if_taken: bool) -> Result<Outcome, DbError> {
        let taken = self.taken.filter(|_| again_if_taken);
        match (self.conflict.or(taken), wanted) {
            (Some(why), _) => Err(DbError::Conflict(why)),
            // PostgreSQL would answer this COMMIT by rolling back, without an error.
            (None, Outcome::Commit) if self.aborted => {
                Err(DbError::Other("work went on after a statement had failed".into()))
            }
            (None, wanted) => Ok(wanted),
        }
    }

    /// Stays away from a row that is hot, where others may be at it.
    fn avoid(&mut self, sql: &str, params: &[Value]) -> Result<(), DbError> {
        if !self.beside || !self.hot.is_any() || sql.starts_with("SELECT") {
            return Ok(());
        }
        let spot = self.hot.spot(sql, params);
        if self.hot.is_hot(spot, Instant::now()) {
            return self.noticed(Err(DbError::Conflict("many are at this row".into())));
        }
        Ok(())
    }

    fn noticed<T>(&mut self, result: Result<T, DbError>) -> Result<T, DbError> {
        if let Err(error) = &result {
            self.aborted = true;
            match error {
                DbError::Conflict(why) => self.conflict = Some(why.clone()),
                DbError::Constraint(why) => self.taken = Some(why.clone()),
                _ => {}
            }
        }
        result
    }

    /// As [`Self::noticed`]; a row over which it lost is hot.
    fn ran<T>(
        &mut self,
        (sql, params): (&str, &[Value]),
        result: Result<T, DbError>,
    ) -> Result<T, DbError> {
        if matches!(result, Err(DbError::Conflict(_))) && !sql.starts_with("SELECT") {
            self.hot.lost(self.hot.spot(sql, params), Instant::now());
        }
        self.noticed(result)
    }
}

impl Sql for Transaction<'_> {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, DbError> {
        self.avoid(sql, params)?;
        let done = self.session.prepare(sql).and_then(|statement| {
            self.session.client.execute(&statement, &borrowed(params)).map_err(fault)
        });
        self.ran((sql, params), done)
    }

    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DbError> {
        self.avoid(sql, params)?;
        let rows = self.session.prepare(sql).and_then(|statement| {
            self.session.client.query(&statement, &borrowed(params)).map_err(fault)
        });
        self.ran((sql, params), rows).and_then(|rows| read(&rows))
    }

    fn each(
        &mut self,
        sql: &str,
        take: &mut dyn FnMut(Row) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        let statement = self.session.prepare(sql)?;
        let none: [&(dyn ToSql + Sync); 0] = [];
        let mut rows = self.session.client.query_raw(&statement, none).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            read(&[row])?.into_iter().try_for_each(&mut *take)?;
        }
        Ok(())
    }

    fn lane(&self) -> i64 {
        self.session.lane
    }

    fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        let done = self.session.simple(&sql.replace(") WITHOUT ROWID", ")"));
        if done.is_ok() && sql.starts_with(ROLL_BACK_TO) {
            self.aborted = false;
        }
        self.noticed(done)
    }
}

fn borrowed(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn read(rows: &[postgres::Row]) -> Result<Vec<Row>, DbError> {
    let Some(first) = rows.first() else {
        return Ok(Vec::new());
    };
    let columns: Arc<[String]> = first.columns().iter().map(|c| c.name().to_owned()).collect();
    rows.iter()
        .map(|row| {
            let values = (0..columns.len()).map(|at| value(row, at)).collect::<Result<_, _>>()?;
            Ok(Row::new(columns.clone(), values))
        })
        .collect()
}

fn value(row: &postgres::Row, at: usize) -> Result<Value, DbError> {
    let column = &row.columns()[at];
    let read = match *column.type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(at).map(Value::from),
        Type::INT4 => row.try_get::<_, Option<i32>>(at).map(Value::from),
        Type::INT2 => row.try_get::<_, Option<i16>>(at).map(Value::from),
        Type::BOOL => row.try_get::<_, Option<bool>>(at).map(Value::from),
        Type::TEXT | Type::VARCHAR | Type::NAME => {
            row.try_get::<_, Option<String>>(at).map(Value::from)
        }
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(at).map(Value::from),
        ref other => {
            let name = column.name();
            return Err(DbError::Decode(format!("column {name} is {other}: cast it")));
        }
    };
    read.map_err(fault)
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match (self, ty) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(whole), &Type::INT8) => whole.to_sql(ty, out),
            (Self::Int(whole), &Type::INT4) => i32::try_from(*whole)?.to_sql(ty, out),
            (Self::Text(text), &(Type::TEXT | Type::VARCHAR)) => text.to_sql(ty, out),
            (Self::Blob(bytes), &Type::BYTEA) => bytes.to_sql(ty, out),
            _ => Err(format!("a value does not fit the type {ty}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
