//! The world behind the double: a small ledger that keeps the contract of `protocol::sync`.

use super::shown::Shown;
use super::uploads::Uploads;
use sampan_protocol::auth::{REPLAY_WINDOW, Signed, sha256_hex};
use sampan_protocol::feed::{KeepShot, KeptShot};
use sampan_protocol::ids::{AccountId, BillId, DeviceId, OpId, PersonId};
use sampan_protocol::media::{RetryVideo, UPLOADS_PATH};
use sampan_protocol::messages::{KeepVoice, KeptVoice};
use sampan_protocol::people::{self, Kind, Me, Person, rows as people_rows};
use sampan_protocol::request::Request;
use sampan_protocol::service::{
    Info, KeepPicture, KeptPicture, Register, Settings, Thumb, Thumbs, WhoAmI,
};
use sampan_protocol::sync::{
    Answer, Authorize, Change, Headers, Operation, Outcome, Pull, Pulled, Push, Scope,
    ScopeChanges, row_checksum,
};
use sampan_protocol::wallet::rows::{ACCOUNT, BILL};
use sampan_protocol::wallet::{
    Account, AskPayToken, Bill, BillKind, BillState, Category, CheckCode, PayToken, code,
};
use sampan_protocol::{Code, Currency, Error, Money, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// The only PIN that is right.
pub(crate) const PIN: &str = "271828";

/// One scope's change log.
#[derive(Debug, Clone, Default)]
pub(crate) struct Log {
    pub(crate) epoch: u64,
    pub(crate) seq: u64,
    pub(crate) last_applied: u64,
    pub(crate) rows: BTreeMap<(String, String), (u64, Option<String>)>,
}

/// Everything that the service knows.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) now: Timestamp,
    pub(crate) me: Option<Me>,
    pub(crate) scopes: BTreeMap<Scope, Log>,
    pub(crate) decided: HashMap<OpId, Outcome>,
    /// How often each operation moved something.
    pub(crate) applied: HashMap<OpId, u32>,
    pub(crate) approvals: BTreeSet<String>,
    pub(crate) balance: i64,
    pub(crate) media: HashMap<String, Vec<u8>>,
    pub(crate) registrations: Vec<(PersonId, String)>,
    pub(crate) lost: Vec<Scope>,
    /// What every signed request is refused with.
    pub(crate) refuse: Option<Error>,
    /// The most changes of one answer.
    pub(crate) page: usize,
    /// What was handed in.
    pub(crate) uploads: Uploads,
    /// What everybody may see.
    pub(crate) shown: Shown,
    /// Operations of other modules, as they were taken.
    pub(crate) taken: Vec<Operation>,
    counters: BTreeMap<DeviceId, (u64, BTreeSet<u64>)>,
}

pub(crate) fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::new("CNY").expect("listed"))
}

pub(crate) fn person(number: u128, handle: &str) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(number)),
        handle: handle.to_owned(),
        name: handle.to_uppercase(),
        avatar: None,
        kind: Kind::Person,
        mcc: None,
    }
}

/// Somebody to be paid.
pub(crate) fn baker() -> Person {
    person(77, "baker")
}

fn told(error: &Error) -> Answer {
    let status = if error.code == Code::Internal { 500 } else { 400 };
    Answer { status, body: serde_json::to_vec(error).expect("JSON") }
}

fn fine(reply: &impl Serialize) -> Answer {
    Answer { status: 200, body: serde_json::to_vec(reply).expect("JSON") }
}

impl World {
    pub(crate) fn new(now: Timestamp) -> Self {
        Self {
            now,
            me: None,
            scopes: BTreeMap::new(),
            decided: HashMap::new(),
            applied: HashMap::new(),
            approvals: BTreeSet::new(),
            balance: 0,
            media: HashMap::new(),
            registrations: Vec::new(),
            lost: Vec::new(),
            refuse: None,
            page: 1_000,
            uploads: Uploads::default(),
            shown: Shown::default(),
            taken: Vec::new(),
            counters: BTreeMap::new(),
        }
    }

    pub(crate) fn wallet(&self) -> Scope {
        Scope::of("wallet", self.me.as_ref().expect("registered").person.id)
    }

    pub(crate) fn log(&mut self, scope: &Scope) -> &mut Log {
        self.scopes.entry(scope.clone()).or_insert_with(|| Log { epoch: 41, ..Log::default() })
    }

    pub(crate) fn put(&mut self, scope: &Scope, kind: &str, key: &str, value: Option<String>) {
        let log = self.log(scope);
        log.seq += 1;
        log.rows.insert((kind.to_owned(), key.to_owned()), (log.seq, value));
    }

    /// Money that comes in from elsewhere.
    pub(crate) fn give(&mut self, id: u128, minor: i64) {
        let bill =
            self.bill(BillId(Uuid::from_u128(id)), BillKind::Transfer, minor, Some(baker()), "");
        self.move_money(&bill);
    }

    pub(super) fn bill(
        &self,
        id: BillId,
        kind: BillKind,
        minor: i64,
        other: Option<Person>,
        note: &str,
    ) -> Bill {
        Bill {
            id,
            account: None,
            kind,
            amount: cny(minor),
            other,
            rail: None,
            note: note.to_owned(),
            category: Category::Transfer,
            at: self.now,
            state: BillState::Settled,
            balance_after: Some(self.balance + minor),
            linked: Vec::new(),
            label: None,
            through: None,
        }
    }

    pub(super) fn move_money(&mut self, bill: &Bill) {
        let scope = self.wallet();
        self.balance += bill.amount.minor;
        let account = Account {
            id: AccountId(Uuid::from_u128(5)),
            currency: bill.amount.currency,
            balance: self.balance,
            held: 0,
        };
        let account_text = serde_json::to_string(&account).expect("JSON");
        let bill_text = serde_json::to_string(bill).expect("JSON");
        self.put(&scope, ACCOUNT, &account.id.to_string(), Some(account_text));
        self.put(&scope, BILL, &bill.id.to_string(), Some(bill_text));
    }

    /// Answers a request that has headers of its own.
    pub(crate) fn answer_with(&mut self, request: &Signed, headers: &Headers) -> (Answer, Headers) {
        match request.path.as_str() {
            path if path.starts_with(UPLOADS_PATH) => self.uploading(request, headers),
            path if path.starts_with("/media/") => self.serve(request, headers),
            _ => (self.answer(request), Headers::new()),
        }
    }

    pub(crate) fn answer(&mut self, request: &Signed) -> Answer {
        if request.path == sampan_protocol::service::INFO_PATH {
            return fine(&self.info());
        }
        if let Err(error) = self.take_counter(request) {
            return told(&error);
        }
        if let Some(error) = &self.refuse {
            return told(error);
        }
        if let Some(sha256) = request.path.strip_prefix("/media/") {
            return match self.media.get(sha256) {
                Some(bytes) => Answer { status: 200, body: bytes.clone() },
                None => told(&Error::not_found("error.media.none")),
            };
        }
        let body = &request.body;
        match request.path.as_str() {
            Register::PATH => answer(body, |r| self.register(r)),
            WhoAmI::PATH => answer(body, |_: WhoAmI| Ok(self.me.clone())),
            Authorize::PATH => answer(body, |r| self.authorize(r)),
            KeepShot::PATH => answer(body, |r: KeepShot| {
                let sha256 = sha256_hex(r.base64.as_bytes());
                self.media.insert(sha256.clone(), r.base64.into_bytes());
                Ok(KeptShot { sha256, width: 9, height: 16 })
            }),
            RetryVideo::PATH => answer(body, |r: RetryVideo| self.retry(&r)),
            Push::PATH => answer(body, |r: Push| Ok(self.push(&r))),
            Pull::PATH => answer(body, |r| Ok(self.pull(r))),
            KeepPicture::PATH => {
                answer(body, |r: KeepPicture| Ok(KeptPicture { sha256: self.keep(r.base64) }))
            }
            KeepVoice::PATH => {
                answer(body, |r: KeepVoice| Ok(KeptVoice { sha256: self.keep(r.base64) }))
            }
            CheckCode::PATH => answer(body, |r: CheckCode| {
                let terms = code::read(&r.payload)?.terms;
                Ok(Person { id: terms.person, ..baker() })
            }),
            AskPayToken::PATH => answer(body, |_: AskPayToken| {
                Ok(PayToken {
                    id: 7,
                    secret: "5a".repeat(32),
                    shuffle: "a5".repeat(32),
                    renew: self.now.plus_seconds(86_400),
                    expires: self.now.plus_seconds(172_800),
                })
            }),
            people::ByHandle::PATH => answer(body, |r: people::ByHandle| match r.handle.as_str() {
                "baker" => Ok(baker()),
                _ => Err(Error::not_found("error.people.unknown_handle")),
            }),
            people::ById::PATH => answer(body, |r: people::ById| {
                if r.person == baker().id { Ok(baker()) } else { Err(Error::not_found("x")) }
            }),
            people::Find::PATH => answer(body, |_: people::Find| Ok(vec![baker()])),
            Thumbs::PATH => answer(body, |_: Thumbs| Ok(Vec::<Thumb>::new())),
            path if path.starts_with("/v1/feed/") => self.list(path, body),
            other => panic!("nobody asks {other}"),
        }
    }

    fn info(&self) -> Info {
        Info {
            settings: Settings {
                name: "Double".to_owned(),
                registration: Default::default(),
                currencies: vec![cny(0).currency, Currency::new("USD").expect("listed")],
                terms: String::new(),
                features_off: Vec::new(),
                caps: sampan_protocol::caps::Caps::default(),
                exchange: Default::default(),
                fees: Default::default(),
                tiers: Default::default(),
                points: Default::default(),
                bank: Vec::new(),
            },
            service_id: "d0b1e000".to_owned(),
            protocol: 1,
            version: "0".to_owned(),
            play_money: true,
            transfer_limits: vec![cny(1_000_000)],
            rails: Vec::new(),
            now: self.now,
        }
    }

    pub(super) fn take_counter(&mut self, request: &Signed) -> Result<(), Error> {
        let (highest, seen) = self.counters.entry(request.device).or_default();
        let stale = request.counter + REPLAY_WINDOW <= *highest || !seen.insert(request.counter);
        *highest = request.counter.max(*highest);
        if stale {
            let next = i64::try_from(*highest + 1).expect("small");
            return Err(Error::new(Code::Replayed, "error.auth.replayed").with("next", next));
        }
        Ok(())
    }

    fn register(&mut self, request: Register) -> Result<Me, Error> {
        self.registrations.push((request.person, request.recovery_key));
        let me = Me {
            person: Person {
                id: request.person,
                handle: request.handle,
                name: request.name,
                ..person(0, "")
            },
            operator: true,
            frozen: false,
        };
        self.me = Some(me.clone());
        let scope = Scope::of("person", request.person);
        let text = serde_json::to_string(&me).expect("JSON");
        self.put(&scope, people_rows::ME, "me", Some(text));
        Ok(me)
    }

    fn authorize(&mut self, request: Authorize) -> Result<(), Error> {
        if request.pin != PIN {
            return Err(Error::new(Code::WrongPin, "error.pin.wrong").with("left", 4));
        }
        self.approvals.insert(request.digest);
        Ok(())
    }

    fn pull(&mut self, request: Pull) -> Pulled {
        let (mut scopes, mut left) = (Vec::new(), self.page);
        for cursor in request.cursors {
            if self.lost.contains(&cursor.scope) {
                continue;
            }
            let log = self.scopes.get(&cursor.scope).cloned().unwrap_or_default();
            let reset = (cursor.epoch, cursor.seq) != (0, 0) && cursor.epoch != log.epoch;
            let from = if reset { 0 } else { cursor.seq };
            let mut rows: Vec<_> = log.rows.iter().filter(|(_, (seq, _))| *seq > from).collect();
            rows.sort_by_key(|(_, (seq, _))| *seq);
            let more = rows.len() > left;
            rows.truncate(left);
            left -= rows.len();
            let seq = if more { rows.last().map_or(from, |(_, (seq, _))| *seq) } else { log.seq };
            let checksum = log.rows.iter().fold(0u64, |sum, ((kind, key), (_, value))| {
                let row = value.as_ref().map_or(0, |value| row_checksum(kind, key, value));
                sum.wrapping_add(row)
            });
            let changes = rows.into_iter().map(|((kind, key), (seq, value))| Change {
                seq: *seq,
                kind: kind.clone(),
                key: key.clone(),
                value: value.clone(),
                op_id: None,
            });
            scopes.push(ScopeChanges {
                scope: cursor.scope,
                epoch: log.epoch,
                reset,
                changes: changes.collect(),
                seq,
                more,
                last_applied: log.last_applied,
                checksum: (!more).then_some(checksum),
            });
        }
        Pulled { scopes, lost: self.lost.clone() }
    }
}

fn answer<R: DeserializeOwned, T: Serialize>(
    body: &[u8],
    f: impl FnOnce(R) -> Result<T, Error>,
) -> Answer {
    match f(serde_json::from_slice(body).expect("a request")) {
        Ok(reply) => fine(&reply),
        Err(error) => told(&error),
    }
}
