//! What a module of the backend is: tables, requests, operations, and what it adds for newcomers.

use crate::backend::Backend;
use crate::changes::Changes;
use crate::db::{self, DbError, Migration, Sql};
use crate::endpoint::Endpoint;
use crate::jobs::table::job;
use crate::jobs::{Job, NewJob};
use crate::media::Shows;
use crate::moderation::Moderated;
use crate::ports::Ports;
pub use crate::refusal::Refusal;
use crate::search::Searched;
use axum::http::HeaderMap;
use sampan_protocol::ids::{DeviceId, OpId, PersonId};
use sampan_protocol::media::Video;
use sampan_protocol::operate::{self, Act};
use sampan_protocol::people::Person;
use sampan_protocol::rails::RailInfo;
use sampan_protocol::service::Settings;
use sampan_protocol::sync::{BoxFuture, Operation, Scope, SignedOperation};
use sampan_protocol::{Clock, Code, Error, Money, Random, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Display;

/// A kind of act of operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActKind {
    /// Its name, beginning with the module's word: `wallet.issue`.
    pub name: &'static str,
    /// Whether it takes two operators, as everything does that moves or freezes money.
    pub two: bool,
}

/// A feature, or a base module that people act upon.
pub trait Module: Send + Sync {
    /// Its one word; the names of its operations begin with it: `wallet.transfer`.
    fn name(&self) -> &'static str;

    /// The word of its scopes: `wallet` in `wallet:<person>`.
    fn scope_word(&self) -> &'static str;

    /// The steps by which its tables come to be.
    fn migrations(&self) -> &'static [Migration];

    /// What may be asked of it.
    fn endpoints(&self) -> Vec<Endpoint>;

    /// Whether an operation that was not applied halts the following ones of its scope.
    fn halts(&self) -> bool;

    /// Whether the operation of this name needs an approval by PIN.
    fn needs_approval(&self, name: &str) -> bool;

    /// Whether nothing may be kept from which one could tell, or guess, what the operation of this name
    /// said: what is left is that somebody handed one in.
    fn leaves_no_trace(&self, name: &str) -> bool {
        let _ = name;
        false
    }

    /// The rails that it has.
    fn rails(&self) -> Vec<RailInfo> {
        Vec::new()
    }

    /// Whether fingerprint or face may stand for the PIN in the operation of this name.
    fn may_be_biometric(&self, name: &str) -> bool {
        let _ = name;
        false
    }

    /// Whether `me` may read the scope, and act in it. Unless it says otherwise: their own only.
    fn may_read(&self, me: PersonId, scope: &Scope) -> bool {
        scope.id() == me.to_string()
    }

    /// Whether its one scope is the operators': [`Context::operators_scope`].
    fn for_operators(&self) -> bool {
        false
    }

    /// What moderators decide about, of what it owns.
    fn moderated(&self) -> Option<&dyn Moderated> {
        None
    }

    /// What people find, of what it owns.
    fn searched(&self) -> Option<&dyn Searched> {
        None
    }

    /// Which of the things that it owns show media, and to whom.
    fn shows(&self) -> Option<&dyn Shows> {
        None
    }

    /// What operators may do in it; see [`sampan_protocol::operate`].
    fn act_kinds(&self) -> &'static [ActKind] {
        &[]
    }

    /// Whether an act with these arguments takes two operators. Unless it says otherwise: as its
    /// kind.
    ///
    /// # Errors
    /// As [`Module::apply`].
    fn takes_two(
        &self,
        cx: &mut Context<'_>,
        kind: &ActKind,
        args: &Value,
    ) -> Result<bool, Refusal> {
        let _ = (cx, args);
        Ok(kind.two)
    }

    /// Refuses an act that could not be carried out now, before it is proposed.
    ///
    /// # Errors
    /// As [`Module::apply`].
    fn check_act(&self, cx: &mut Context<'_>, kind: &str, args: &Value) -> Result<(), Refusal> {
        let _ = (cx, kind, args);
        Err(Error::internal().into())
    }

    /// Carries an act out. Inside, `cx.me` is the operator who decided, and `cx.op_id` the act's
    /// identifier, so that what it moves is moved once.
    ///
    /// # Errors
    /// As [`Module::apply`]; nothing of it has happened then.
    fn carry_out(&self, cx: &mut Context<'_>, act: &Act) -> Result<(), Refusal> {
        let _ = (cx, act);
        Err(Error::internal().into())
    }

    /// Applies an operation. What it did is taken back if it refuses.
    ///
    /// # Errors
    /// `Rejected` with the reason for the person, `Failed` where the database does not answer.
    fn apply(&self, cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal>;

    /// Adds what a person has from the first day, such as an account. Inside, `cx.me` is the new
    /// person, and `cx.op_id` the person's own identifier.
    ///
    /// # Errors
    /// As [`Module::apply`]; the registration does not happen then.
    fn on_register(&self, cx: &mut Context<'_>) -> Result<(), Refusal> {
        let _ = cx;
        Ok(())
    }

    /// Does what has to be done from time to time, a minute apart at most, by any process.
    ///
    /// # Errors
    /// What the database says; it is tried again later.
    fn keep(&self, sql: &mut dyn Sql, now: Timestamp) -> Result<(), DbError> {
        let _ = (sql, now);
        Ok(())
    }

    /// Asks the world outside what has to be asked of it, with no transaction open; says how much
    /// was asked.
    ///
    /// # Errors
    /// What the database says; it is tried again later.
    fn reach_out<'a>(
        &'a self,
        backend: &'a Backend,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<usize, Error>> {
        let _ = (backend, now);
        Box::pin(async { Ok(0) })
    }

    /// Takes note that a video is done, or failed for good, in the transaction in which it is.
    /// Inside, `cx.me` is its owner.
    ///
    /// # Errors
    /// As [`Module::apply`]; the video is worked on again then.
    fn video_ended(&self, cx: &mut Context<'_>, video: &Video) -> Result<(), Refusal> {
        let _ = (cx, video);
        Ok(())
    }

    /// When the world outside has to be asked next.
    ///
    /// # Errors
    /// What the database says.
    fn next_reach(&self, sql: &mut dyn Sql) -> Result<Option<Timestamp>, DbError> {
        let _ = sql;
        Ok(None)
    }

    /// Takes in what somebody who says to be a rail tells; none where it has no such rail.
    fn hear<'a>(
        &'a self,
        backend: &'a Backend,
        rail: &'a str,
        headers: &'a HeaderMap,
        body: &'a [u8],
    ) -> BoxFuture<'a, Option<Result<(), Error>>> {
        let _ = (backend, rail, headers, body);
        Box::pin(async { None })
    }

    /// A page on which somebody pays an order to a rail; none where there is none.
    fn rail_page<'a>(
        &'a self,
        backend: &'a Backend,
        rail: &'a str,
        order: OpId,
    ) -> BoxFuture<'a, Result<Option<String>, Error>> {
        let _ = (backend, rail, order);
        Box::pin(async { Ok(None) })
    }

    /// Somebody's calendar (RFC 5545), by the address that nobody can guess; none where the module
    /// keeps no calendars. It blocks.
    fn calendar(&self, backend: &Backend, token: &str) -> Option<Result<String, Error>> {
        let _ = (backend, token);
        None
    }

    /// Does a job of its own whose time has come. Inside, `cx.me` is the person in whose name it
    /// is done, and `cx.op_id` the job's identifier: the same each time it is tried.
    ///
    /// # Errors
    /// As [`Module::apply`]; nothing of it has happened then, and it is tried again later.
    fn due(&self, cx: &mut Context<'_>, job: &Job) -> Result<(), Refusal> {
        let _ = (cx, job);
        Err(Error::internal().into())
    }
}

/// What an operation is applied with, inside the push's transaction.
pub struct Context<'a> {
    /// The open transaction.
    pub sql: &'a mut dyn Sql,
    /// Who acts.
    pub me: &'a Person,
    /// By which device; none for what happens by itself.
    pub device: Option<DeviceId>,
    /// When, the same for the whole transaction.
    pub now: Timestamp,
    /// The operation's identifier.
    pub op_id: OpId,
    /// Whether who acts approved this very operation by PIN.
    pub approved: bool,
    /// The operation as it was signed, the proof to keep; none inside [`Module::on_register`]
    /// and [`Module::due`].
    pub signed: Option<&'a SignedOperation>,
    /// Whether fingerprint or face stood for the PIN.
    pub biometric: bool,
    /// Time, for making identifiers.
    pub clock: &'a dyn Clock,
    /// Randomness fit for cryptography.
    pub random: &'a dyn Random,
    /// What changes for those who read: see [`Context::put`] and [`Context::delete`].
    pub changes: &'a mut Changes,
    /// What may be asked of other modules.
    pub ports: &'a Ports,
    /// The modules, for who carries out what only another one knows.
    pub modules: &'a [Box<dyn Module>],
    /// How the service is set up.
    pub settings: &'a Settings,
    /// The service's identifier in codes.
    pub service_id: &'a str,
    /// Whether the service's money is play money.
    pub play_money: bool,
    /// The most that one transfer may move, by currency.
    pub limits: &'a [Money],
}

impl Context<'_> {
    /// The device that acts.
    ///
    /// # Errors
    /// `Rejected` for what happens by itself, and must not ask.
    pub fn my_device(&self) -> Result<DeviceId, Refusal> {
        self.device.ok_or_else(|| Error::internal().into())
    }

    /// The scope that only operators read.
    #[must_use]
    pub fn operators_scope(&self) -> Scope {
        Scope::of(operate::SCOPE, self.service_id)
    }

    /// Refuses to go on where who acts did not approve this very operation: its name is missing
    /// where its module says what needs an approval.
    ///
    /// # Errors
    /// `NeedsPin`.
    pub fn must_be_approved(&self) -> Result<(), Refusal> {
        if self.approved {
            return Ok(());
        }
        Err(Error::new(Code::NeedsPin, "error.pin.needed").into())
    }

    /// Appends the new state of a row to a scope's change log.
    ///
    /// # Errors
    /// `Other` if the row cannot be written as JSON.
    pub fn put(
        &mut self,
        scope: &Scope,
        kind: &str,
        key: impl Display,
        value: &impl Serialize,
    ) -> Result<(), DbError> {
        self.changes.put(scope, kind, key, value, Some(self.op_id))
    }

    /// Appends to a scope's change log that a row is gone.
    pub fn delete(&mut self, scope: &Scope, kind: &str, key: impl Display) {
        self.changes.delete(scope, kind, key, Some(self.op_id));
    }

    /// Puts something off until a time. What the module put off of the same kind and subject makes
    /// room for it.
    ///
    /// # Errors
    /// What the database says.
    pub fn schedule(&mut self, new: &NewJob<'_>) -> Result<(), DbError> {
        self.changes.note_scheduled();
        job::put(self.sql, OpId::new(self.clock, self.random), new)
    }

    /// Takes back what was put off.
    ///
    /// # Errors
    /// What the database says.
    pub fn unschedule(&mut self, module: &str, kind: &str, subject: &str) -> Result<(), DbError> {
        job::remove(self.sql, module, kind, subject)
    }

    /// Does `work` so that nothing is left of it if it is refused, while everything else goes on.
    ///
    /// # Errors
    /// What `work` says.
    pub fn attempt<T>(
        &mut self,
        work: impl FnOnce(&mut Context<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let mut changes = Changes::default();
        let Self { me, ports, modules, settings, service_id, limits, clock, random, .. } = *self;
        let (device, now, op_id, signed) = (self.device, self.now, self.op_id, self.signed);
        let (approved, biometric, play_money) = (self.approved, self.biometric, self.play_money);
        let done = db::attempt(self.sql, |sql| {
            let mut cx = Context {
                sql,
                me,
                device,
                now,
                op_id,
                approved,
                signed,
                biometric,
                clock,
                random,
                changes: &mut changes,
                ports,
                modules,
                settings,
                service_id,
                play_money,
                limits,
            };
            work(&mut cx)
        })?;
        self.changes.absorb(changes);
        Ok(done)
    }
}

/// Reads the arguments of an operation.
///
/// # Errors
/// `Rejected` if they do not have the shape that the operation's name promises.
pub fn arguments<T: DeserializeOwned>(op: &Operation) -> Result<T, Refusal> {
    T::deserialize(&op.args).map_err(|_| Error::invalid("error.sync.arguments").into())
}

/// Refuses an operation that the module does not know.
#[must_use]
pub fn unknown_operation(op: &Operation) -> Refusal {
    Error::invalid("error.sync.unknown_operation").with("name", op.name.as_str()).into()
}
