//! Synchronisation: after what waits is pushed, pulls what changed, and notices when sides differ.
//!
//! Cache and outbox are two files, and SQLite commits two WAL files one after the other. So the
//! cache commits first: rows, cursor and `last_applied` together; then what they contain leaves the
//! outbox. A crash in between leaves an operation that is in both: the view counts it once, and
//! the next round removes it.

use crate::core::{Core, Turn};
use crate::db::{Fault, Store, Transaction, blocking};
use crate::table::{row, scope};
use crate::view::healed;
use crate::wire::garbage;
use crate::{features, outbox, people};
use sampan_protocol::service::{INFO_PATH, Info, NEWS, WhoAmI};
use sampan_protocol::sync::{Pull, Pulled, Scope, ScopeChanges};
use sampan_protocol::{Code, Error};
use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

/// How many changes are pulled at once.
const PULL_LIMIT: u32 = 1_000;
/// For how many seconds the service need not present itself again.
const LOOK_SECONDS: i64 = 600;
/// By how many seconds the two clocks may differ before the person is told.
const CLOCK_SECONDS: i64 = 300;

impl Core {
    /// Pushes and pulls everything.
    pub(crate) async fn round(&self) -> Result<(), Error> {
        let mut turn = self.turn.lock().await;
        self.round_in(&mut turn).await
    }

    /// Pushes and pulls everything, for whoever has the turn.
    pub(crate) async fn round_in(&self, turn: &mut Turn) -> Result<(), Error> {
        let result = self.try_round(turn).await;
        match &result {
            Ok(()) => self.status.synced(self.clock.now()),
            Err(error) => {
                // The service presents itself again when it is back.
                turn.looked = None;
                if error.code == Code::Storage {
                    self.status.problem(error.clone());
                }
            }
        }
        result
    }

    async fn try_round(&self, turn: &mut Turn) -> Result<(), Error> {
        self.look(turn).await?;
        if self.known().linking.is_some() {
            self.ask_whether_let_in().await?;
        }
        if self.known().me.is_none() {
            return Ok(());
        }
        self.push_all().await?;
        self.pull_all(turn).await?;
        Ok(())
    }

    /// Lets the service present itself, if it has not lately, or has news.
    pub(crate) async fn look(&self, turn: &mut Turn) -> Result<(), Error> {
        let now = self.clock.now();
        let fresh = |at: sampan_protocol::Timestamp| {
            (0..LOOK_SECONDS).contains(&(now.seconds() - at.seconds()))
        };
        let woken = self.news.swap(false, Ordering::Relaxed);
        if turn.looked.is_some_and(fresh) && !woken {
            return Ok(());
        }
        let info: Info = self.wire.get(INFO_PATH).await?;
        if info.protocol != sampan_protocol::auth::PROTOCOL_VERSION {
            let error = Error::new(Code::Incompatible, "error.device.incompatible");
            self.status.heard::<()>(&Err(error.clone()));
            return Err(error);
        }
        let after = self.clock.now();
        // The answer was written half-way between question and receipt.
        let offset = info.now.micros() - now.micros() - (after.micros() - now.micros()) / 2;
        let wrong = offset.saturating_abs() > CLOCK_SECONDS * 1_000_000;
        self.status.clock(wrong.then(|| {
            Error::refused("error.device.clock")
                .with("minutes", offset.saturating_abs() / 60_000_000)
        }));
        let before = self.known().service;
        let told = before.as_ref().map(|b| (&b.settings, &b.service_id, &b.version));
        let news = told != Some((&info.settings, &info.service_id, &info.version));
        self.learn(move |known| {
            known.service = Some(info);
            known.clock_offset = offset;
        })
        .await?;
        if news {
            self.status.tell(sampan_protocol::device::Event::Session);
        }
        if news || woken {
            self.status.tell_rows(vec![NEWS.to_owned()]);
        }
        turn.looked = Some(after);
        Ok(())
    }

    async fn ask_whether_let_in(&self) -> Result<(), Error> {
        let Some(me) = self.wire.ask(&WhoAmI {}).await? else {
            return Ok(());
        };
        self.learn(|known| {
            known.me = Some(me);
            known.linking = None;
        })
        .await?;
        self.status.tell(sampan_protocol::device::Event::Session);
        self.arrived.notify_one();
        Ok(())
    }

    /// Pulls every scope to its end.
    pub(crate) async fn pull_all(&self, turn: &mut Turn) -> Result<(), Error> {
        let mut diverged_before = BTreeSet::new();
        loop {
            let wanted = features::scopes(&self.known())?;
            let (cache, mut scopes) = (self.cache.clone(), wanted.clone());
            let (scopes, cursors) = blocking(move || {
                let read = cache.read(|db| {
                    // What is here and not wanted any more is asked for, too: it may be lost.
                    let here = scope::all(db)?.into_iter();
                    scopes.extend(here.filter(|scope| !wanted.contains(scope)));
                    let cursors = scopes.iter().map(|s| scope::cursor(db, s));
                    let cursors = cursors.collect::<Result<Vec<_>, _>>()?;
                    Ok((scopes, cursors))
                });
                healed(&cache, read)
            })
            .await?;
            let pulled = self.wire.ask(&Pull { cursors, limit: PULL_LIMIT }).await?;
            let applied = self.apply(&scopes, pulled, !turn.checked).await?;
            self.drop_contained(applied.standings).await?;
            people::learn_me(self, &applied.kinds).await?;
            self.status.tell_rows(applied.kinds);
            if let Some(scope) = applied.diverged.into_iter().next() {
                if !diverged_before.insert(scope) {
                    let error = Error::new(Code::Internal, "error.device.diverged");
                    self.status.problem(error.clone());
                    return Err(error);
                }
            } else if !applied.more && !self.wants_others_than(&scopes)? {
                turn.checked = true;
                return Ok(());
            }
        }
    }

    /// Whether what was pulled makes this device want further scopes: its person runs the service
    /// now.
    fn wants_others_than(&self, scopes: &[Scope]) -> Result<bool, Error> {
        let wanted = features::scopes(&self.known())?;
        Ok(wanted.iter().any(|scope| !scopes.contains(scope)))
    }

    async fn apply(
        &self,
        asked: &[Scope],
        pulled: Pulled,
        thorough: bool,
    ) -> Result<Applied, Error> {
        let (cache, asked) = (self.cache.clone(), asked.to_vec());
        blocking(move || {
            let written = cache.write(|tx| {
                let mut applied = Applied::default();
                for changes in pulled.scopes.iter().filter(|c| asked.contains(&c.scope)) {
                    apply_scope(tx, changes, thorough, &mut applied)?;
                }
                for lost in pulled.lost.iter().filter(|scope| asked.contains(scope)) {
                    tracing::warn!(scope = %lost, "no longer readable: purged");
                    applied.kinds.extend(forget(tx, lost)?);
                    // Nothing more will come of what was sent there.
                    let seq = i64::MAX.cast_unsigned();
                    let (scope, another_life) = (lost.clone(), false);
                    applied.standings.push(Reached { scope, seq, another_life });
                }
                Ok(applied)
            });
            healed(&cache, written)
        })
        .await
    }

    /// Takes out of the outbox what the cache contains; see the head of this file for the order.
    async fn drop_contained(&self, standings: Vec<Reached>) -> Result<(), Error> {
        let own = self.own.clone();
        let names = blocking(move || drop_contained(&own, &standings)).await?;
        if !names.is_empty() {
            self.status.tell_rows(names.iter().flat_map(|name| features::kinds_of(name)).collect());
            self.recount().await?;
        }
        Ok(())
    }
}

/// What a page of changes did.
#[derive(Debug, Default)]
struct Applied {
    kinds: Vec<String>,
    standings: Vec<Reached>,
    diverged: Vec<Scope>,
    more: bool,
}

/// Where a scope stands after a page.
#[derive(Debug)]
struct Reached {
    scope: Scope,
    seq: u64,
    another_life: bool,
}

fn apply_scope(
    tx: &Transaction<'_>,
    changes: &ScopeChanges,
    thorough: bool,
    applied: &mut Applied,
) -> Result<(), Fault> {
    let scope = &changes.scope;
    let mut standing = scope::get(tx, scope)?;
    let another_life = standing.epoch != 0 && standing.epoch != changes.epoch;
    if changes.reset || another_life {
        applied.kinds.extend(forget(tx, scope)?);
        standing = scope::Standing::default();
        if !changes.reset {
            // Changes of another life on top of ours: from the beginning, then.
            applied.diverged.push(scope.clone());
            return Ok(());
        }
    }
    if changes.more && changes.seq <= standing.seq {
        return Err(garbage().into());
    }
    for change in &changes.changes {
        let value = change.value.as_deref();
        let by = row::set(tx, scope, &change.kind, &change.key, value)?;
        features::project(tx, scope, &change.kind, &change.key, value)?;
        standing.checksum = standing.checksum.wrapping_add(by);
        applied.kinds.push(change.kind.clone());
    }
    standing.epoch = changes.epoch;
    standing.seq = changes.seq;
    standing.last_applied = changes.last_applied;
    if !changes.more {
        if thorough {
            standing.checksum = row::checksum(tx, scope)?;
        }
        if changes.checksum.is_some_and(|sum| sum != standing.checksum) {
            tracing::warn!(%scope, "diverged: pulled from the beginning");
            applied.kinds.extend(forget(tx, scope)?);
            applied.diverged.push(scope.clone());
            return Ok(());
        }
    }
    scope::set(tx, scope, standing)?;
    applied.more |= changes.more;
    applied.standings.push(Reached { scope: scope.clone(), seq: changes.seq, another_life });
    Ok(())
}

fn forget(tx: &Transaction<'_>, scope: &Scope) -> Result<Vec<String>, Fault> {
    features::clear(tx, scope)?;
    scope::remove(tx, scope)?;
    row::clear(tx, scope)
}

fn drop_contained(own: &Store, standings: &[Reached]) -> Result<Vec<String>, Fault> {
    if !own.read(outbox::has_sent)? {
        return Ok(Vec::new());
    }
    own.write(|tx| {
        let mut names = Vec::new();
        for reached in standings {
            if reached.another_life {
                outbox::send_again(tx, &reached.scope)?;
            }
            names.extend(outbox::remove_contained(tx, &reached.scope, reached.seq)?);
        }
        Ok(names)
    })
}
