//! Bugs that are planted between the ledger and its database, to see that the simulator finds them.

use sampan_backend::db::{DbError, Row, Sql, Value};

/// A bug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Plant {
    /// Money that is held can be spent again.
    HoldsForgotten,
    /// What went back of a payment is forgotten, so it goes back twice.
    RefundsForgotten,
    /// A request that comes twice is made twice.
    IdentityForgotten,
    /// A hold that was posted or voided is posted again.
    ResolvedForgotten,
    /// The end of a hold is forgotten.
    ExpiryForgotten,
    /// That an account is frozen is forgotten.
    FreezeForgotten,
    /// What left an account today is forgotten.
    DayForgotten,
    /// Accounts may fall below their floor.
    FloorForgotten,
    /// Of linked transfers the first are made although a later one is refused.
    HalfGroups,
    /// Now and then the line for whom money reaches is not written.
    CreditLost,
    /// Now and then a line says a cent more than what moved.
    EntryAltered,
    /// Now and then an account's balance is not written.
    BalanceNotWritten,
    /// Now and then the end of the journal is not written.
    HeadNotWritten,
    /// Transfers are dated before what their accounts have seen.
    ClockBack,
    /// An hour's root leaves its last line out.
    SealShort,
    /// A rate is honoured after it has ended.
    QuoteHonoured,
    /// The disk says that it synced and did not.
    DiskLies,
    /// Commits do not wait for the disk.
    NotDurable,
}

/// All of them.
pub const PLANTS: [Plant; 18] = [
    Plant::HoldsForgotten,
    Plant::RefundsForgotten,
    Plant::IdentityForgotten,
    Plant::ResolvedForgotten,
    Plant::ExpiryForgotten,
    Plant::FreezeForgotten,
    Plant::DayForgotten,
    Plant::FloorForgotten,
    Plant::HalfGroups,
    Plant::CreditLost,
    Plant::EntryAltered,
    Plant::BalanceNotWritten,
    Plant::HeadNotWritten,
    Plant::ClockBack,
    Plant::SealShort,
    Plant::QuoteHonoured,
    Plant::DiskLies,
    Plant::NotDurable,
];

/// A transaction, with a bug in between if one is planted.
pub(super) struct Between<'a> {
    pub(super) inner: &'a mut dyn Sql,
    pub(super) plant: Option<Plant>,
    /// Into which of the streams it writes.
    pub(super) lane: i64,
    /// Counts statements, for bugs that happen now and then.
    pub(super) turn: &'a mut u64,
}

impl Between<'_> {
    /// The statement that is run instead.
    fn text(&self, sql: &str) -> String {
        let of = |table: &str| sql.contains(table);
        let accounts =
            of("FROM wallet_accounts") || of("UPDATE wallet_accounts SET version = version");
        let (from, to) = match self.plant {
            Some(Plant::HoldsForgotten) if accounts => ("posted, held,", "posted, 0 AS held,"),
            Some(Plant::FreezeForgotten) if accounts => ("frozen,", "0 AS frozen,"),
            Some(Plant::DayForgotten) if accounts => ("today_out,", "0 AS today_out,"),
            Some(Plant::FloorForgotten) if accounts => ("at_least,", "NULL AS at_least,"),
            Some(Plant::ClockBack) if accounts => ("changed FROM", "0 AS changed FROM"),
            Some(Plant::RefundsForgotten) if of("WHERE reverses = $1") => ("SUM(amount)", "SUM(0)"),
            Some(Plant::ExpiryForgotten) if sql.starts_with("SELECT") => {
                ("made, expires, reverses", "made, NULL AS expires, reverses")
            }
            Some(Plant::IdentityForgotten | Plant::ResolvedForgotten) => {
                ("INSERT INTO wallet_transfers", "INSERT OR IGNORE INTO wallet_transfers")
            }
            Some(Plant::SealShort) => ("seq <= $3", "seq < $3"),
            _ => return sql.to_owned(),
        };
        sql.replacen(from, to, 1)
    }

    fn now_and_then(&mut self) -> bool {
        *self.turn += 1;
        (*self.turn).is_multiple_of(97)
    }

    /// The values that are written instead, if any are.
    fn planted(&mut self, sql: &str, mut params: Vec<Value>) -> Option<Vec<Value>> {
        let entry = sql.contains("INSERT INTO wallet_entries");
        let balance = sql.contains("UPDATE wallet_accounts SET posted");
        let arrives = entry && matches!(params.get(6), Some(Value::Int(minor)) if *minor > 0);
        let bug = match self.plant {
            Some(Plant::CreditLost) => arrives,
            Some(Plant::EntryAltered) => entry,
            Some(Plant::BalanceNotWritten) => balance,
            _ => false,
        };
        if !bug || !self.now_and_then() {
            return Some(params);
        }
        match (self.plant, params.get_mut(6)) {
            (Some(Plant::EntryAltered), Some(Value::Int(minor))) => {
                *minor += 1;
                Some(params)
            }
            _ => None,
        }
    }

    /// Whether a query answers with nothing although there is something.
    fn forgets(&self, sql: &str) -> bool {
        match self.plant {
            Some(Plant::IdentityForgotten) => {
                sql.contains("FROM wallet_transfers WHERE id = $1") && sql.contains("order_body")
            }
            Some(Plant::ResolvedForgotten) => sql.contains("FROM wallet_transfers WHERE pending"),
            _ => false,
        }
    }
}

impl Sql for Between<'_> {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, DbError> {
        let head = self.plant == Some(Plant::HeadNotWritten)
            && sql.contains("UPDATE wallet_streams SET seq = $2");
        if head && self.now_and_then() {
            return Ok(1);
        }
        let text = self.text(sql);
        self.inner.execute(&text, params)
    }

    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DbError> {
        if self.forgets(sql) {
            return Ok(Vec::new());
        }
        let text = self.text(sql);
        self.inner.query(&text, params)
    }

    fn each(
        &mut self,
        sql: &str,
        take: &mut dyn FnMut(Row) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        self.inner.each(sql, take)
    }

    fn execute_each(
        &mut self,
        sql: &str,
        all: &mut dyn Iterator<Item = Vec<Value>>,
    ) -> Result<(), DbError> {
        let text = self.text(sql);
        let kept: Vec<_> = all.filter_map(|params| self.planted(sql, params)).collect();
        self.inner.execute_each(&text, &mut kept.into_iter())
    }

    fn insert(
        &mut self,
        into: &str,
        rows: &mut dyn Iterator<Item = Vec<Value>>,
    ) -> Result<(), DbError> {
        let text = self.text(into);
        let kept: Vec<_> = rows.filter_map(|row| self.planted(into, row)).collect();
        self.inner.insert(&text, &mut kept.into_iter())
    }

    fn is_alone(&self) -> bool {
        self.inner.is_alone()
    }

    fn lane(&self) -> i64 {
        self.lane
    }

    fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.inner.batch(sql)
    }
}
