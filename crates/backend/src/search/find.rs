//! Answers what somebody looks for, in parts: the best first, of what they may see.

use super::Searched;
use super::document::{Document, named, owner};
use super::table::term;
use crate::db::{DbError, Sql};
use crate::endpoint::Caller;
use crate::messages::table::block;
use crate::module::Refusal;
use crate::page::{self, After, ITEMS};
use crate::service;
use sampan_protocol::Error;
use sampan_protocol::ids::PersonId;
use sampan_protocol::page::{Page, Part};
use sampan_protocol::search::{
    AskHits, Hit, HitsPart, Kind, Query, check_text, excerpt, plain, rank,
};
use sampan_protocol::{auth::sha256_hex, features};

/// How many that somebody may not see are passed over in one part.
const PASSED: usize = 200;

pub(super) fn answer(caller: &Caller, asked: &HitsPart) -> Result<Page<Hit>, Error> {
    check_text(&asked.list.text)?;
    let after: Option<After<String>> = page::after(&asked.part)?;
    let query = Query::new(&asked.list.text);
    let (hits, next) = match query.is_empty() {
        true => (Vec::new(), None),
        false => caller.backend.db().read(|sql| {
            let kinds = kinds(caller, sql, &asked.list)?;
            let mut ranked = ranked(sql, &query, &kinds)?;
            if let Some(after) = &after {
                ranked.retain(|one| (one.rank, &one.id) < (after.rank, &after.id));
            }
            shown(caller, sql, &query, ranked)
        })?,
    };
    told(hits, next, &asked.part)
}

/// The kinds that are wanted and not switched off.
fn kinds(caller: &Caller, sql: &mut dyn Sql, wanted: &AskHits) -> Result<Vec<Kind>, DbError> {
    let off = service::settings(sql)?.features_off;
    let modules = caller.backend.modules().iter();
    let on = modules.filter(|module| {
        let name = module.name();
        !features::ALL.contains(&name) || features::is_on(name, &off, &[])
    });
    let kinds = on.filter_map(|module| module.searched()).flat_map(Searched::kinds).copied();
    let is_wanted = |kind: &Kind| wanted.kinds.is_empty() || wanted.kinds.contains(kind);
    Ok(kinds.filter(is_wanted).collect())
}

/// Everything that has all words, the best first.
fn ranked(sql: &mut dyn Sql, query: &Query, kinds: &[Kind]) -> Result<Vec<After<String>>, DbError> {
    let mut words = Vec::with_capacity(query.words.len());
    for wanted in &query.words {
        let whole = term::meeting(sql, wanted)?;
        let things = term::count(sql, &whole)?;
        words.push((term::Word { whole: wanted.term.clone(), terms: whole }, things));
    }
    if kinds.is_empty() || words.iter().any(|(_, things)| *things == 0) {
        return Ok(Vec::new());
    }
    // The rarest one says where to look.
    words.sort_by_key(|(_, things)| *things);
    let (words, things): (Vec<_>, Vec<_>) = words.into_iter().unzip();
    let found = term::with_all(sql, &words, kinds)?;
    let rank = |found: term::Met| {
        let rarities = things.iter().map(|things| rank::rarity(*things));
        let relevance = rank::relevance(found.weights.into_iter().zip(rarities));
        After { rank: rank::rank(relevance, found.standing), id: found.document }
    };
    let mut ranked: Vec<After<String>> = found.into_iter().map(rank).collect();
    ranked.sort_by(|a, b| (b.rank, &b.id).cmp(&(a.rank, &a.id)));
    Ok(ranked)
}

/// The first of them that somebody may see, and behind which the next part begins.
fn shown(
    caller: &Caller,
    sql: &mut dyn Sql,
    query: &Query,
    ranked: Vec<After<String>>,
) -> Result<(Vec<Hit>, Option<After<String>>), Refusal> {
    let (mut hits, total) = (Vec::new(), ranked.len());
    for (at, one) in ranked.into_iter().enumerate() {
        if let Some(found) = visible(caller, sql, &one.id)? {
            let text = excerpt(&plain(&found.hit.text), query);
            hits.push(Hit { text, ..found.hit });
        }
        let is_full = hits.len() == ITEMS || at + 1 - hits.len() >= PASSED;
        if is_full && at + 1 < total {
            return Ok((hits, Some(one)));
        }
    }
    Ok((hits, None))
}

/// What there is to be found under a name, if whoever asks may see it.
fn visible(caller: &Caller, sql: &mut dyn Sql, name: &str) -> Result<Option<Document>, Refusal> {
    let Some((kind, id)) = named(name) else { return Ok(None) };
    let Some(owner) = owner(caller.backend.modules(), kind) else { return Ok(None) };
    let people = caller.backend.ports().people.clone();
    let Some(found) = owner.document(sql, people.as_ref(), (kind, id))? else { return Ok(None) };
    for whose in [found.of, found.to] {
        if is_blocked(sql, whose, caller.me)? {
            return Ok(None);
        }
    }
    Ok(owner.may_find(sql, &found, caller.me)?.then_some(found))
}

fn is_blocked(sql: &mut dyn Sql, of: Option<PersonId>, me: PersonId) -> Result<bool, DbError> {
    of.map_or(Ok(false), |of| block::is_blocked(sql, of, me))
}

fn told(hits: Vec<Hit>, next: Option<After<String>>, part: &Part) -> Result<Page<Hit>, Error> {
    let next = next.map(|after| format!("{}.{}", after.rank, after.id));
    let written = serde_json::to_vec(&(&hits, &next)).map_err(|_| Error::internal())?;
    let etag = sha256_hex(&written);
    let unchanged = etag == part.etag;
    Ok(Page { items: if unchanged { Vec::new() } else { hits }, next, etag, unchanged })
}
