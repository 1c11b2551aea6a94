//! The only file of the client that names features: what each of them adds to the whole.

#[path = "wallet/mod.rs"]
mod wallet;

use crate::db::{Fault, Transaction};
use crate::people;
use sampan_protocol::ids::PersonId;
use sampan_protocol::sync::Scope;

/// Schema of the features' tables in the cache.
pub(crate) const SCHEMA: &[&str] = &[wallet::SCHEMA];

/// The scopes that a person's device keeps.
pub(crate) fn scopes(me: PersonId) -> Vec<Scope> {
    [people::SCOPE, wallet::SCOPE].map(|word| Scope::of(word, me)).to_vec()
}

/// Says whether an operation of this name needs the payment PIN.
pub(crate) fn needs_pin(name: &str) -> bool {
    people::needs_pin(name) || sampan_protocol::wallet::ops::needs_pin(name)
}

/// Says whether fingerprint or face may stand for the PIN in an operation of this name.
pub(crate) fn may_be_biometric(name: &str) -> bool {
    sampan_protocol::wallet::ops::may_be_biometric(name)
}

/// Kinds of rows that look different because of an operation of this name.
pub(crate) fn kinds_of(name: &str) -> Vec<String> {
    let kinds = match name.split_once('.').map_or("", |(module, _)| module) {
        "people" => people::KINDS,
        "wallet" => wallet::KINDS,
        _ => &[],
    };
    kinds.iter().map(|kind| (*kind).to_owned()).collect()
}

/// Asks for what is wanted ahead of being offline, once everything is up to date.
pub(crate) async fn keep_up(core: &crate::core::Core) {
    wallet::keep_up(core).await;
}

/// Every kind of row.
pub(crate) fn all_kinds() -> Vec<String> {
    people::KINDS.iter().chain(wallet::KINDS).map(|kind| (*kind).to_owned()).collect()
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
    wallet::project(tx, scope, kind, key, value)
}

/// Forgets what tables hold of a scope.
pub(crate) fn clear(tx: &Transaction<'_>, scope: &Scope) -> Result<(), Fault> {
    wallet::clear(tx, scope)
}
