//! Learns of likes, once an hour: which short videos speak for which, and how much what is popular
//! counts. It is reckoned with no transaction open, for it takes a while.

use crate::backend::Backend;
use crate::feed::table::learned::{self, Speaks};
use crate::feed::table::like::{self, OfFilm};
use sampan_protocol::feed::film::NEIGHBOURS;
use sampan_protocol::ids::{NoteId, PersonId};
use sampan_protocol::{Error, Timestamp};
use sampan_rank::{Basket, CONFIG, Key, Like, Privacy, Random, eval, neighbours};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How often, in seconds.
const EVERY: i64 = 3_600;
/// The most likes that are learned of: the latest.
const MOST: i64 = 200_000;

/// Learns, if its time has come and nobody else does.
///
/// # Errors
/// What the database says.
pub(in crate::feed) async fn keep(backend: &Backend, now: Timestamp) -> Result<usize, Error> {
    backend.blocking(move |backend| once(backend, now)).await?;
    // Nobody outside was asked.
    Ok(0)
}

fn once(backend: &Backend, now: Timestamp) -> Result<(), Error> {
    let due = backend.db().read(learned::due)?;
    let again = now.plus_seconds(EVERY);
    if due > now || !backend.db().write(|sql| learned::claim(sql, due, again))? {
        return Ok(());
    }
    let likes = bounded(backend.db().read(|sql| like::of_films(sql, MOST))?);
    let mut seed = [0; 8];
    backend.random().fill(&mut seed);
    let speaks = speaking(&likes, &mut Random::seeded(u64::from_be_bytes(seed)));
    let balance = if likes.is_empty() { None } else { Some(eval::learn(&numbered(&likes))) };
    let balance = balance.map(|balance| serde_json::to_string(&balance)).transpose();
    let balance = balance.map_err(|_| Error::internal())?.unwrap_or_default();
    backend.db().write(|sql| learned::put(sql, &speaks, &balance))?;
    Ok(())
}

/// The latest likes of each person, the oldest first: nobody has more say than others.
fn bounded(latest_first: Vec<OfFilm>) -> Vec<OfFilm> {
    let mut counts: BTreeMap<PersonId, usize> = BTreeMap::new();
    let mut likes = latest_first;
    likes.retain(|like| {
        let count = counts.entry(like.person).or_default();
        *count += 1;
        *count <= CONFIG.basket
    });
    likes.reverse();
    likes
}

/// What speaks for what, behind which there are enough people, with noise.
fn speaking(likes: &[OfFilm], random: &mut Random) -> Vec<Speaks> {
    let mut baskets: BTreeMap<PersonId, Basket> = BTreeMap::new();
    for like in likes {
        let item = Key(like.note.0.as_u128());
        baskets.entry(like.person).or_default().push((item, like.at.seconds()));
    }
    let baskets: Vec<Basket> = baskets.into_values().collect();
    let found = neighbours(&baskets, &Privacy::SERVICE, random);
    let id = |key: Key| NoteId(Uuid::from_u128(key.0));
    let mut speaks = Vec::new();
    for (item, others) in found {
        let told = others.into_iter().take(NEIGHBOURS).map(|other| Speaks {
            note: id(item),
            other: id(other.item),
            weight: (f64::from(other.weight) * 1e6).round() as i32,
        });
        speaks.extend(told.filter(|one| one.weight != 0));
    }
    speaks
}

/// Likes with people and videos by number.
fn numbered(likes: &[OfFilm]) -> Vec<Like> {
    let (mut users, mut items) = (BTreeMap::new(), BTreeMap::new());
    let mut all = Vec::with_capacity(likes.len());
    for like in likes {
        let next = users.len();
        let user = *users.entry(like.person).or_insert(next);
        let next = items.len();
        let item = *items.entry(like.note).or_insert(next);
        all.push(Like { user, item, at: like.at.seconds() });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(person: u128, note: u128, at: i64) -> OfFilm {
        let (person, note) = (PersonId(Uuid::from_u128(person)), NoteId(Uuid::from_u128(note)));
        OfFilm { person, note, at: Timestamp::from_seconds(at) }
    }

    #[test]
    fn what_enough_people_like_together_speaks_for_one_another() {
        let pairs = |people: u128| -> Vec<OfFilm> {
            (0..people).flat_map(|who| [like(who, 1, 5), like(who, 2, 6)]).collect()
        };
        let speaks = |likes: &[OfFilm]| speaking(likes, &mut Random::seeded(7));
        assert!(speaks(&pairs(4)).is_empty(), "four are few");
        let found = speaks(&pairs(40));
        let told: Vec<_> = found.iter().map(|one| (one.note.0.as_u128(), one.weight > 0)).collect();
        assert_eq!(told, [(1, true), (2, true)], "forty are not");
        assert!(speaks(&[]).is_empty(), "nothing of nothing");
    }

    #[test]
    fn nobody_has_more_say_than_others() {
        let most = CONFIG.basket;
        let many = (0..most as u128 + 5).map(|n| like(1, n, 1_000_000 - n as i64));
        let all: Vec<OfFilm> = many.chain([like(2, 1, 3)]).collect();
        let kept = bounded(all);
        assert_eq!(kept.len(), most + 1, "the latest of one, and all of the other");
        assert!(kept.is_sorted_by_key(|like| like.at), "the oldest first");
        let likes = numbered(&kept);
        assert_eq!(likes.len(), kept.len(), "all of them");
        assert!(likes.iter().all(|like| like.user < 2 && like.item <= most), "by number");
    }
}
