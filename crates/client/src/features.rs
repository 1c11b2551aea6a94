//! The only file of the client that names features: what each of them adds to the whole.

#[path = "communities/mod.rs"]
mod communities;
#[path = "feed/mod.rs"]
mod feed;
#[path = "wallet/mod.rs"]
mod wallet;

use crate::core::Known;
use crate::db::{Fault, Transaction};
use crate::{messages, moderation, notices, operate, people};
use sampan_protocol::search::Hit;
use sampan_protocol::sync::Scope;
use sampan_protocol::{Error, media};
use std::sync::Arc;
use tokio::task::JoinHandle;

/// Schema of the tables in the cache that are made out of rows.
pub(crate) const SCHEMA: &[&str] = &[wallet::SCHEMA, messages::SCHEMA];

/// Schema of what is posted, in the outbox's file.
pub(crate) const POSTINGS: &str = feed::POSTINGS;

/// The scopes that a person's device keeps.
///
/// # Errors
/// `Refused` before there is a person.
pub(crate) fn scopes(known: &Known) -> Result<Vec<Scope>, Error> {
    let operates = known.me.as_ref().is_some_and(|me| me.operator) && known.service.is_some();
    let operate = operates.then_some(operate::SCOPE);
    let base = [people::SCOPE, notices::SCOPE, messages::SCOPE, moderation::SCOPE, media::SCOPE];
    let features = [wallet::SCOPE, communities::SCOPE, feed::SCOPE];
    let words = base.into_iter().chain(features).chain(operate);
    words.map(|word| scope(known, word)).collect()
}

/// The scope of a word: the operators' is the service's, every other one the person's own.
///
/// # Errors
/// `Refused` before there is a person, `Offline` before the service was seen.
pub(crate) fn scope(known: &Known, word: &str) -> Result<Scope, Error> {
    if word == operate::SCOPE {
        return Ok(Scope::of(word, known.service()?.service_id));
    }
    Ok(Scope::of(word, known.person()?.id))
}

/// Says whether an operation of this name needs the payment PIN.
pub(crate) fn needs_pin(name: &str) -> bool {
    people::needs_pin(name)
        || sampan_protocol::operate::ops::needs_pin(name)
        || sampan_protocol::wallet::ops::needs_pin(name)
        || sampan_protocol::communities::ops::needs_pin(name)
}

/// Says whether fingerprint or face may stand for the PIN in an operation of this name.
pub(crate) fn may_be_biometric(name: &str) -> bool {
    sampan_protocol::wallet::ops::may_be_biometric(name)
}

/// Kinds of rows that look different because of an operation of this name.
pub(crate) fn kinds_of(name: &str) -> Vec<String> {
    let kinds = match name.split_once('.').map_or("", |(module, _)| module) {
        "communities" => communities::KINDS,
        "feed" => feed::KINDS,
        // What is hidden is left out of every list.
        "moderation" => return all_kinds(),
        "messages" => messages::KINDS,
        "notices" => notices::KINDS,
        "operate" => operate::KINDS,
        "people" => people::KINDS,
        "wallet" => wallet::KINDS,
        _ => &[],
    };
    kinds.iter().map(|kind| (*kind).to_owned()).collect()
}

/// Everything that this device has of what people look for.
///
/// # Errors
/// `Refused` before there is a person, or that the cache cannot be read.
pub(crate) async fn found(core: &crate::core::Core) -> Result<Vec<Hit>, Error> {
    let mut hits = people::found(core).await?;
    hits.extend(communities::found(core).await?);
    hits.extend(feed::found(core).await?);
    Ok(hits)
}

/// Starts what goes on in the background while a profile is open; it ends when it is aborted.
pub(crate) fn start(core: &Arc<crate::core::Core>) -> Vec<JoinHandle<()>> {
    vec![tokio::spawn(feed::upload(core.clone()))]
}

/// Asks for what is wanted ahead of being offline, once everything is up to date.
pub(crate) async fn keep_up(core: &Arc<crate::core::Core>) {
    communities::keep_up(core).await;
    feed::keep_up(core).await;
    wallet::keep_up(core).await;
}

/// The kinds of rows that are told when a list that is asked for in parts has changed.
pub(crate) fn page_kinds() -> Vec<String> {
    use sampan_protocol::{communities, feed, messages, moderation};
    [communities::rows::PAGE, feed::rows::PAGE, messages::rows::PAGE, moderation::rows::PAGE]
        .map(str::to_owned)
        .into()
}

/// Every kind of row.
pub(crate) fn all_kinds() -> Vec<String> {
    people::KINDS
        .iter()
        .chain(moderation::KINDS)
        .chain(messages::KINDS)
        .chain(notices::KINDS)
        .chain(operate::KINDS)
        .chain(wallet::KINDS)
        .chain(communities::KINDS)
        .chain(feed::KINDS)
        .chain(&[media::rows::VIDEO])
        .map(|kind| (*kind).to_owned())
        .collect()
}

/// Brings tables that are made out of rows up to date: the row of this key is now `value`.
pub(crate) fn project(
    tx: &Transaction<'_>,
    scope: &Scope,
    kind: &str,
    key: &str,
    value: Option<&str>,
) -> Result<(), Fault> {
    people::project(tx, kind, value)?;
    messages::project(tx, kind, key, value)?;
    operate::project(tx, kind, value)?;
    wallet::project(tx, scope, kind, key, value)
}

/// Forgets what tables hold of a scope.
pub(crate) fn clear(tx: &Transaction<'_>, scope: &Scope) -> Result<(), Fault> {
    messages::clear(tx, scope)?;
    wallet::clear(tx, scope)
}
