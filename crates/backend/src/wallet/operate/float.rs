//! Says where all money is, and how the journal stands; operators only.

use super::operators_only;
use crate::db::{DbError, Sql};
use crate::endpoint::{Caller, Endpoint};
use crate::wallet::ledger::replay::root_of;
use crate::wallet::ledger::table::{account, seal, stream};
use sampan_protocol::wallet::operate::{AskFloat, Float, FloatLine, SealedHour};
use sampan_protocol::{Currency, Error, Timestamp};
use std::collections::BTreeMap;

/// An hour, in seconds.
const HOUR: i64 = 3_600;

/// The request.
pub(in crate::wallet) fn endpoint() -> Endpoint {
    Endpoint::new("Says where all money is, by currency; operators only.", answer)
}

fn answer(caller: &Caller, _: &AskFloat) -> Result<Float, Error> {
    operators_only(caller)?;
    let at = caller.backend.now();
    Ok(caller.backend.db().read(|sql| float(sql, at))?)
}

fn float(sql: &mut dyn Sql, at: Timestamp) -> Result<Float, DbError> {
    let mut lines: BTreeMap<Currency, FloatLine> = BTreeMap::new();
    let blank = |currency| FloatLine { currency, people: 0, places: Vec::new() };
    for (currency, minor) in account::of_people(sql)? {
        lines.entry(currency).or_insert_with(|| blank(currency)).people += minor;
    }
    for (purpose, currency, minor) in account::of_service(sql)? {
        let line = lines.entry(currency).or_insert_with(|| blank(currency));
        let place = place(&purpose);
        match line.places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, sum)) => *sum += minor,
            None => line.places.push((place, minor)),
        }
    }
    let heads = stream::all(sql)?;
    let entries = heads.iter().map(|head| head.seq.max(0).cast_unsigned()).sum();
    let sealed = seal::last(sql)?.map(|seal| SealedHour {
        hour: Timestamp::from_seconds(seal.hour.saturating_mul(HOUR)),
        root: seal.root,
    });
    let currencies = lines.into_values().collect();
    Ok(Float { currencies, entries, root: root_of(heads.iter()), sealed, at })
}

/// Where money is that is kept for a purpose: each rail by itself, all packets together.
fn place(purpose: &str) -> String {
    match purpose.split_once('/') {
        Some(("rail", _)) | None => purpose.to_owned(),
        Some((first, _)) => first.to_owned(),
    }
}
