//! The service and the devices of an evaluation: what would be offered, and how it would be ranked.

use super::dataset::Row;
use crate::{
    Balance, Basket, Candidate, Event, Key, Like, Mode, Privacy, Profile, Random, Signal, Sweep,
    neighbours, observe, rank,
};

/// What is known after training.
pub(crate) struct Model<'a> {
    rows: &'a [Row],
    likes: Vec<Like>,
    by_user: Vec<Vec<Row>>,
    /// Each item that has a row, with its neighbours.
    candidates: Vec<Candidate>,
    items: usize,
}

/// Somebody who opens the feed, with what their device knows then.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) user: usize,
    pub(crate) at: i64,
    profile: Profile,
}

impl<'a> Model<'a> {
    /// Computes neighbours from `rows`, which are in the order of time.
    pub(crate) fn train(rows: &'a [Row], users: usize, items: usize) -> Self {
        let likes = likes(rows);
        let mut baskets: Vec<Basket> = vec![Basket::new(); users];
        for like in &likes {
            baskets[like.user].push((key(like.item), like.at));
        }
        let mut near = neighbours(&baskets, &Privacy::EVALUATION, &mut Random::seeded(0));
        let mut by_user = vec![Vec::new(); users];
        let mut known = vec![false; items];
        for row in rows {
            by_user[row.user].push(*row);
            known[row.item] = true;
        }
        let candidates = (0..items)
            .filter(|item| known[*item])
            .map(|item| Candidate {
                item: key(item),
                neighbours: near.remove(&key(item)).unwrap_or_default(),
                ..Candidate::default()
            })
            .collect();
        Self { rows, likes, by_user, candidates, items }
    }

    /// The rows it was trained with.
    pub(crate) fn rows(&self) -> &'a [Row] {
        self.rows
    }

    /// The likes it was trained with, in the order of time.
    pub(crate) fn likes(&self) -> &[Like] {
        &self.likes
    }

    /// The training rows of each user, in the order of time.
    pub(crate) fn by_user(&self) -> &[Vec<Row>] {
        &self.by_user
    }

    /// A request of `user` at `at`; without it, at the time of their last training row.
    pub(crate) fn request(&self, user: usize, at: Option<i64>) -> Request {
        let rows = &self.by_user[user];
        let at = at.or_else(|| rows.last().map(|row| row.at)).unwrap_or_else(|| self.end());
        Request { user, at, profile: profile(rows, at) }
    }

    /// How many items there are to choose from.
    pub(crate) fn offered(&self) -> usize {
        self.candidates.len()
    }

    /// The time of the last training row.
    pub(crate) fn end(&self) -> i64 {
        self.rows.last().map_or(0, |row| row.at)
    }

    /// Serves each request `k` items that are in no training row of its user, in the order of requests.
    pub(crate) fn serve(
        &mut self,
        requests: &[Request],
        balance: &Balance,
        k: usize,
    ) -> Vec<Vec<usize>> {
        let mut order: Vec<usize> = (0..requests.len()).collect();
        order.sort_by_key(|place| requests[*place].at);
        let mut sweep = Sweep::new(&self.likes, self.items);
        let mut served = vec![Vec::new(); requests.len()];
        let mut told = None;
        for place in order {
            let Request { user, at, profile } = &requests[place];
            let (user, at) = (*user, *at);
            if told != Some(at) {
                sweep.advance(at);
                for candidate in &mut self.candidates {
                    candidate.popularity = sweep.popularity(candidate.item.0 as usize, at);
                }
                told = Some(at);
            }
            let mut met = vec![false; self.items];
            for row in &self.by_user[user] {
                met[row.item] = true;
            }
            let offered: Vec<&Candidate> =
                self.candidates.iter().filter(|c| !met[c.item.0 as usize]).collect();
            let mut random = Random::seeded(user as u64);
            served[place] = rank(profile, &offered, at, balance, Mode::ForYou, k, &mut random)
                .into_iter()
                .map(|ranked| ranked.item.0 as usize)
                .collect();
        }
        served
    }
}

/// The likes among rows, each user and item once, the first time it was liked.
pub(crate) fn likes(rows: &[Row]) -> Vec<Like> {
    let mut met = std::collections::BTreeSet::new();
    rows.iter()
        .filter(|row| row.liked && met.insert((row.user, row.item)))
        .map(|row| Like { user: row.user, item: row.item, at: row.at })
        .collect()
}

/// What the device of somebody would know at `now`.
fn profile(rows: &[Row], now: i64) -> Profile {
    rows.iter().filter(|row| row.at <= now).fold(Profile::default(), |profile, row| {
        let signal = if row.liked { Signal::Liked } else { Signal::Shown };
        let event =
            Event { item: key(row.item), author: None, topics: Vec::new(), at: row.at, signal };
        observe(profile, &event)
    })
}

/// Numbers are in the order of ids, and keys in the order of numbers: so ties go by id.
fn key(item: usize) -> Key {
    Key(item as u128)
}
