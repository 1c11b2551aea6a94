//! A few people with wallets, without devices and network: operations go straight to the module.

use crate::changes::Changes;
use crate::db::{Db, DbError};
use crate::jobs::table::job;
use crate::media::table::gone;
use crate::media::table::item as media;
use crate::module::{Context, Module, Refusal};
use crate::ports::{Payments, People, Ports};
use crate::sync::table as sync;
use crate::wallet::payments::LedgerPayments;
use crate::wallet::{Audit, Wallet, audit};
use sampan_protocol::ids::OpId;
use sampan_protocol::service::{Registration, Settings};
use sampan_protocol::sync::{Operation, Scope, SignedOperation};
use sampan_protocol::wallet::charge::CHARGE;
use sampan_protocol::wallet::dispute;
use sampan_protocol::wallet::mandate::{MANDATE, Mandate};
use sampan_protocol::wallet::methods::{METHODS, Method, Methods};
use sampan_protocol::wallet::rows::{self, Account, Bill, MoneyRequest};
use sampan_protocol::wallet::{Category, Charge, ops};
use sampan_protocol::{Clock, Currency, Error, Money, Random, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use uuid::Uuid;

use super::townsfolk::Everybody;
pub(super) use super::townsfolk::{device, id, key, person};

pub(super) const SERVICE: &str = "5a3fa101";

/// The town: a database, a clock that is set by hand, and a count that makes identifiers.
pub(super) struct Town {
    pub(super) db: Db,
    now: Arc<AtomicI64>,
    count: Arc<AtomicU64>,
    pub(super) settings: Settings,
    ports: Ports,
    wallet: Wallet,
    pub(super) play_money: bool,
    /// Whether fingerprint or face stand for the PIN.
    pub(super) biometric: bool,
}

struct Hand(Arc<AtomicI64>);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}

struct Count(Arc<AtomicU64>);

impl Random for Count {
    fn fill(&self, bytes: &mut [u8]) {
        let count = self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        for (byte, value) in bytes.iter_mut().zip(count.iter().rev().cycle()) {
            *byte = *value;
        }
    }
}

pub(super) fn cny(minor: i64) -> Money {
    money(minor, "CNY")
}

pub(super) fn money(minor: i64, code: &str) -> Money {
    Money::new(minor, Currency::new(code).expect("listed"))
}

pub(super) fn pay(to: u128, amount: Money) -> ops::Transfer {
    ops::Transfer { to: id(to), amount, note: String::new(), request: None, code: None, chat: None }
}

pub(super) fn op_id(n: u128) -> OpId {
    OpId(Uuid::from_u128(1_000_000 + n))
}

impl Town {
    /// A town in which the people 1, 2 and 3 have registered, and 1 has 1,000.00.
    pub(super) fn new(db: &Db) -> Self {
        let town = Self {
            db: db.clone(),
            now: Arc::new(AtomicI64::new(1_790_000_000_000_000)),
            count: Arc::default(),
            settings: Settings {
                name: "Town".to_owned(),
                registration: Registration::Open,
                currencies: ["CNY", "JPY"].map(|code| money(0, code).currency).to_vec(),
                terms: String::new(),
                features_off: Vec::new(),
                caps: sampan_protocol::caps::Caps::default(),
                exchange: Default::default(),
                fees: Default::default(),
                tiers: Default::default(),
                points: Default::default(),
                bank: Vec::new(),
            },
            ports: Ports {
                people: Arc::new(Everybody),
                presence: Arc::default(),
                payments: Arc::new(LedgerPayments),
            },
            wallet: Wallet::default(),
            play_money: true,
            biometric: false,
        };
        town.db
            .write(|sql| -> Result<(), DbError> {
                sql.batch(sync::scope::CREATE)?;
                sql.batch(sync::row::CREATE)?;
                sql.batch(media::CREATE)?;
                sql.batch(media::THUMB)?;
                sql.batch(media::SPARE)?;
                sql.batch(gone::CREATE)?;
                sql.batch(job::CREATE)
            })
            .expect("the change log is made");
        for n in 1..=3 {
            town.with(n, op_id(n), None, Wallet::on_register).expect("registers");
        }
        let top_up = ops::TopUp { amount: cny(100_000), rail: "sandbox".to_owned() };
        town.act(1, 900, ops::TOP_UP, &top_up).expect("the sandbox gives");
        town
    }

    /// Applies an operation of a person.
    pub(super) fn act(
        &self,
        who: u128,
        op: u128,
        name: &str,
        args: &impl Serialize,
    ) -> Result<(), Error> {
        let operation = Operation {
            op_id: op_id(op),
            device: device(who),
            scope: Scope::of("wallet", id(who)),
            client_seq: 1,
            name: name.to_owned(),
            args: serde_json::to_value(args).expect("arguments are plain data"),
            schema: 1,
        };
        let body = serde_json::to_string(&operation).expect("operations are plain data");
        let signed = SignedOperation { body, signature: "5a".repeat(64) };
        let approved = ops::needs_pin(name);
        self.within(who, op_id(op), Some(&signed), approved, |wallet, cx| {
            wallet.apply(cx, &operation)
        })
    }

    /// Does something with the port of payments, in an operation of a person's that they approved,
    /// or did not.
    pub(super) fn payments(
        &self,
        who: u128,
        op: u128,
        approved: bool,
        work: impl Fn(&dyn Payments, &mut Context<'_>) -> Result<(), Refusal>,
    ) -> Result<(), Error> {
        self.within(who, op_id(op), None, approved, |_, cx| {
            let payments = cx.ports.payments.clone();
            work(payments.as_ref(), cx)
        })
    }

    /// Does what operators decided, as one of them.
    pub(super) fn decide(
        &self,
        op: u128,
        args: &dispute::ops::ResolveDispute,
    ) -> Result<(), Error> {
        self.within(9, op_id(op), None, true, |_, cx| crate::wallet::dispute::decide(cx, args))
    }

    /// Does something as the module does, in a transaction of its own.
    pub(super) fn with(
        &self,
        who: u128,
        op_id: OpId,
        signed: Option<&SignedOperation>,
        work: impl Fn(&Wallet, &mut Context<'_>) -> Result<(), Refusal>,
    ) -> Result<(), Error> {
        self.within(who, op_id, signed, false, work)
    }

    fn within(
        &self,
        who: u128,
        op_id: OpId,
        signed: Option<&SignedOperation>,
        approved: bool,
        work: impl Fn(&Wallet, &mut Context<'_>) -> Result<(), Refusal>,
    ) -> Result<(), Error> {
        let (clock, random) = (Hand(self.now.clone()), Count(self.count.clone()));
        let limits = [cny(5_000_000), money(1_000_000, "JPY")];
        let done = self.db.write(|sql| {
            let mut changes = Changes::default();
            let mut cx = Context {
                sql,
                me: &person(who),
                device: Some(device(who)),
                now: clock.now(),
                op_id,
                approved,
                signed,
                biometric: self.biometric,
                clock: &clock,
                random: &random,
                changes: &mut changes,
                ports: &self.ports,
                modules: &[],
                settings: &self.settings,
                service_id: SERVICE,
                play_money: self.play_money,
                limits: &limits,
            };
            work(&self.wallet, &mut cx)?;
            changes.flush(sql, &random)?;
            Ok::<(), Refusal>(())
        });
        done.map_err(Error::from)
    }

    /// Lets a device of somebody listen.
    pub(super) fn arrives(&self, who: u128) -> impl Drop + use<> {
        self.ports.presence.arrive(id(who))
    }

    /// The charges in somebody's wallet, oldest first.
    pub(super) fn charges(&self, who: u128) -> Vec<Charge> {
        let mut all: Vec<Charge> = self.rows(who, CHARGE);
        all.sort_by_key(|charge| (charge.at, charge.id));
        all
    }

    /// The mandates in somebody's wallet.
    pub(super) fn mandates(&self, who: u128) -> Vec<Mandate> {
        self.rows(who, MANDATE)
    }

    /// The order of somebody's payment methods.
    pub(super) fn methods(&self, who: u128) -> Vec<Method> {
        let rows: Vec<Methods> = self.rows(who, METHODS);
        rows.into_iter().flat_map(|row| row.order).collect()
    }

    /// Who is who.
    pub(super) fn people(&self) -> Arc<dyn People> {
        self.ports.people.clone()
    }

    /// Has the service give points.
    pub(super) fn give_points(&mut self, each: u32) {
        self.settings.points.each = each;
    }

    /// Lets time pass.
    pub(super) fn wait(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    pub(super) fn now(&self) -> Timestamp {
        Hand(self.now.clone()).now()
    }

    /// Does what is due.
    pub(super) fn run_due(&self) {
        let next = |town: &Self| town.db.read(|sql| job::first_due(sql, town.now()));
        while let Some(due) = next(self).expect("the database answers") {
            self.with(due.person.0.as_u128(), due.id, None, |wallet, cx| {
                wallet.due(cx, &due)?;
                Ok(job::done(cx.sql, due.id)?)
            })
            .expect("what is due can be done");
        }
    }

    /// What a person sees of one kind.
    pub(super) fn rows<T: DeserializeOwned>(&self, who: u128, kind: &str) -> Vec<T> {
        self.rows_of(&Scope::of("wallet", id(who)), kind)
    }

    /// What stands in a scope, of one kind.
    pub(super) fn rows_of<T: DeserializeOwned>(&self, scope: &Scope, kind: &str) -> Vec<T> {
        let changes = self
            .db
            .read(|sql| sync::row::after(sql, scope, 0, usize::MAX))
            .expect("the change log can be read");
        changes
            .into_iter()
            .filter(|change| change.kind == kind)
            .filter_map(|change| change.value)
            .map(|value| serde_json::from_str(&value).expect("rows are what they promise"))
            .collect()
    }

    pub(super) fn bills(&self, who: u128) -> Vec<Bill> {
        self.rows(who, rows::BILL)
    }

    pub(super) fn requests(&self, who: u128) -> Vec<MoneyRequest> {
        self.rows(who, rows::REQUEST)
    }

    /// How much of what they have is held.
    pub(super) fn held(&self, who: u128) -> i64 {
        let accounts: Vec<Account> = self.rows(who, rows::ACCOUNT);
        accounts.iter().map(|account| account.held).sum()
    }

    /// What a person's wallet says they have; none without an account.
    pub(super) fn balance(&self, who: u128, code: &str) -> Option<i64> {
        let accounts: Vec<Account> = self.rows(who, rows::ACCOUNT);
        accounts.iter().find(|a| a.currency.code() == code).map(|a| a.balance)
    }

    pub(super) fn audit(&self) -> Audit {
        audit::audit(&self.db).expect("the database answers")
    }

    /// Checks that the ledger is whole.
    pub(super) fn is_whole(&self) {
        let audit = self.audit();
        assert_eq!(audit.first_bad, None, "the ledger is whole");
        assert!(audit.totals.values().all(|sum| *sum == 0), "{:?} are zero", audit.totals);
    }
}

/// The key of the error, for comparing.
pub(super) fn key_of(result: Result<(), Error>) -> String {
    result.map_or_else(|error| error.key, |()| "applied".to_owned())
}

/// The category that a bill fell into.
pub(super) fn category_of(bill: &Bill) -> Category {
    bill.category
}
