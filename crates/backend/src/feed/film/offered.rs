//! Offers short videos that may be of interest: out of several sources, each video once with all of
//! them. The device knows what its person watched, and ranks.

use super::recent::decayed;
use crate::db::{DbError, Sql, Value};
use crate::endpoint::Caller;
use crate::feed::look::seen;
use crate::feed::table::film::{self, Counted};
use crate::feed::table::learned::{self, Speaks};
use crate::feed::table::note::{self, Stored, Which, place_key};
use crate::messages::table::block;
use crate::page::{self, After, ITEMS};
use sampan_protocol::feed::blur::LEAST;
use sampan_protocol::feed::film::{
    NEIGHBOURS, Neighbour, Offered, OfferedPart, Ranking, RankingPart, Source, Tab,
};
use sampan_protocol::ids::{NoteId, PersonId};
use sampan_protocol::page::Page;
use sampan_protocol::{Error, Timestamp};
use sampan_rank::{Balance, Random};
use std::collections::BTreeMap;

/// The most videos of each source: 500 in all.
const LATEST: i64 = 120;
const POPULAR: i64 = 120;
const FOLLOWED: i64 = 100;
const SIMILAR: i64 = 100;
const UNTRIED: i64 = 60;
/// How many of the videos that somebody liked last are looked at for similar ones.
const LIKED: i64 = 64;
const HOUR: i64 = 3_600;

/// A video that is offered, with where it stands and why.
type Found = (After<NoteId>, Stored, Vec<Source>);

pub(super) fn answer(caller: &Caller, asked: &OfferedPart) -> Result<Page<Offered>, Error> {
    let (after, me) = (page::after(&asked.part)?, caller.me);
    // What counts less each second changes once an hour, so that parts stay the same meanwhile.
    let now = caller.backend.now();
    let hour = Timestamp::from_seconds(now.seconds().div_euclid(HOUR) * HOUR);
    let (items, next) = caller.backend.db().read(|sql| {
        let mut reader = Reader { me, blocks: BTreeMap::new() };
        let (found, next) = match &asked.list.tab {
            Tab::ForYou => reader.for_you(sql, hour, after.as_ref())?,
            Tab::Following => {
                let which = (Which::FilmsFollowed, Value::from(me));
                reader.listed(sql, which, Source::Followed, after.as_ref())?
            }
            Tab::Nearby(place) if place_key(place).is_empty() => (Vec::new(), None),
            Tab::Nearby(place) => {
                let which = (Which::FilmsNear, Value::from(place_key(place)));
                reader.listed(sql, which, Source::Near, after.as_ref())?
            }
        };
        Ok::<_, DbError>((told(sql, found, hour)?, next))
    })?;
    page::told(items, next, &asked.part)
}

/// Whoever is offered something.
struct Reader {
    me: PersonId,
    /// Whether there is a block between them and somebody, as far as that was asked.
    blocks: BTreeMap<PersonId, bool>,
}

impl Reader {
    /// A part of what may be of interest. Its order is that of interest, which only goes up, so that no
    /// video stands in two parts unless somebody takes back what they did.
    fn for_you(
        &mut self,
        sql: &mut dyn Sql,
        hour: Timestamp,
        after: Option<&After<NoteId>>,
    ) -> Result<(Vec<Found>, Option<String>), DbError> {
        let mut ranked: Vec<(i64, NoteId, Vec<Source>)> = gather(sql, self.me, hour)?;
        ranked.sort_by_key(|(rank, id, _)| std::cmp::Reverse((*rank, *id)));
        let mut found: Vec<Found> = Vec::with_capacity(ITEMS + 1);
        for (rank, id, sources) in ranked {
            if after.is_some_and(|after| (rank, id) >= (after.rank, after.id)) {
                continue;
            }
            let Some(stored) = seen(sql, id, self.me)? else { continue };
            if self.is_blocked(sql, stored.author)? {
                continue;
            }
            found.push((After { rank, id }, stored, sources));
            if found.len() > ITEMS {
                break;
            }
        }
        let next = next_of(found.iter().map(|(after, ..)| after));
        found.truncate(ITEMS);
        Ok((found, next))
    }

    /// A part of a list that the database orders.
    fn listed(
        &mut self,
        sql: &mut dyn Sql,
        which: (Which, Value),
        source: Source,
        after: Option<&After<NoteId>>,
    ) -> Result<(Vec<Found>, Option<String>), DbError> {
        let listed = note::list(sql, self.me, which, after)?;
        let next = next_of(listed.iter().map(|(after, _)| after));
        let mut found = Vec::with_capacity(ITEMS);
        for (after, stored) in listed.into_iter().take(ITEMS) {
            if !self.is_blocked(sql, stored.author)? {
                found.push((after, stored, vec![source]));
            }
        }
        Ok((found, next))
    }

    /// Whether somebody lets them write no longer, or the other way round.
    fn is_blocked(&mut self, sql: &mut dyn Sql, other: PersonId) -> Result<bool, DbError> {
        if let Some(known) = self.blocks.get(&other) {
            return Ok(*known);
        }
        let is = block::is_blocked(sql, other, self.me)? || block::is_blocked(sql, self.me, other)?;
        self.blocks.insert(other, is);
        Ok(is)
    }
}

/// How the part behind these is asked for; one more than a part has says that there is one.
fn next_of<'a>(found: impl ExactSizeIterator<Item = &'a After<NoteId>>) -> Option<String> {
    let more = found.len() > ITEMS;
    let last = found.take(ITEMS).last().filter(|_| more)?;
    Some(format!("{}.{}", last.rank, last.id))
}

/// All that may be of interest to somebody, each video with why.
fn gather(
    sql: &mut dyn Sql,
    me: PersonId,
    hour: Timestamp,
) -> Result<Vec<(i64, NoteId, Vec<Source>)>, DbError> {
    let liked = film::liked_by(sql, me, LIKED)?;
    let all = [
        (Source::Recent, film::latest(sql, LATEST)?),
        (Source::Popular, film::popular(sql, POPULAR)?),
        (Source::Followed, film::followed(sql, me, FOLLOWED)?),
        (Source::Similar, film::similar(sql, &liked, SIMILAR)?),
        (Source::Explored, film::untried(sql, lot(me, crate::feed::day(hour)), UNTRIED)?),
    ];
    let mut offers: BTreeMap<NoteId, (i64, Vec<Source>)> = BTreeMap::new();
    for (source, found) in all {
        for (id, rank) in found {
            offers.entry(id).or_insert((rank, Vec::new())).1.push(source);
        }
    }
    Ok(offers.into_iter().map(|(id, (rank, sources))| (rank, id, sources)).collect())
}

/// From where on somebody is offered something new: elsewhere for each person and on each day, and the
/// same all day, so that parts fit together.
fn lot(me: PersonId, day: i64) -> i64 {
    let (high, low) = me.0.as_u64_pair();
    let mut random = Random::seeded(high ^ low.rotate_left(32) ^ day.unsigned_abs());
    (random.bits() >> 1).cast_signed()
}

/// What is told of videos, as things stood at a time.
fn told(sql: &mut dyn Sql, found: Vec<Found>, hour: Timestamp) -> Result<Vec<Offered>, DbError> {
    let ids: Vec<NoteId> = found.iter().map(|(_, stored, _)| stored.note.id).collect();
    let counted: BTreeMap<NoteId, Counted> = film::counted(sql, &ids)?.into_iter().collect();
    let mut speaks: BTreeMap<NoteId, Vec<Neighbour>> = BTreeMap::new();
    for Speaks { note, other, weight } in learned::neighbours(sql, &ids)? {
        let all = speaks.entry(note).or_default();
        if all.len() < NEIGHBOURS {
            all.push(Neighbour { note: other, weight });
        }
    }
    let told = found.into_iter().map(|(_, Stored { note, .. }, sources)| {
        let Counted { shown, recent, since } = counted.get(&note.id).copied().unwrap_or_default();
        Offered {
            sources,
            recent: decayed(recent, since, hour) / 1_000,
            shown: coarse(shown),
            neighbours: speaks.remove(&note.id).unwrap_or_default(),
            note,
        }
    });
    Ok(told.collect())
}

/// A count in steps, so that nobody sees a single person watch.
fn coarse(shown: i64) -> u32 {
    u32::try_from(shown - shown.rem_euclid(LEAST)).unwrap_or_default()
}

pub(super) fn ranking(caller: &Caller, asked: &RankingPart) -> Result<Page<Ranking>, Error> {
    let mut balance = caller.backend.db().read(learned::balance)?;
    if balance.is_empty() {
        let usual = serde_json::to_string(&Balance::default());
        balance = usual.map_err(|_| Error::internal())?;
    }
    page::told(vec![Ranking { balance }], None, &asked.part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn counts_go_in_steps_of_as_many_as_are_told() {
        let told: Vec<u32> = [0, 4, 5, 9, 10, 1_003].map(coarse).to_vec();
        assert_eq!(told, [0, 0, 5, 5, 10, 1_000], "never a single one");
    }

    #[test]
    fn everybody_begins_elsewhere_and_elsewhere_each_day() {
        let of = |person: u128, day| lot(PersonId(Uuid::from_u128(person)), day);
        assert_eq!(of(1, 7), of(1, 7), "the same all day");
        assert!(of(1, 7) != of(1, 8) && of(1, 7) != of(2, 7), "and no other day, for nobody else");
        assert!((0..200).all(|day| of(3, day) >= 0), "where there are any");
    }

    #[test]
    fn a_part_says_where_the_next_begins() {
        let after = |n: u128| After { rank: n as i64, id: NoteId(Uuid::from_u128(n)) };
        let all: Vec<_> = (0..=ITEMS as u128).map(after).collect();
        assert_eq!(next_of(all[..ITEMS].iter()), None, "there is no more");
        let next = next_of(all.iter()).expect("there is more");
        assert!(next.starts_with(&format!("{}.", ITEMS - 1)), "behind the last one: {next}");
    }
}
