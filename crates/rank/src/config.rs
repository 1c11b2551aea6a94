//! Every weight of the model, in one place: the device, the service and the evaluation use this one.

use crate::Balance;

/// The weights. Scores have no unit: the best taste among the candidates counts 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Config {
    /// Neighbours an item is described by.
    pub neighbours: usize,
    /// Ridge penalty, in multiples of the mean number of likes an item has.
    pub ridge: f64,
    /// Likes added to both sides of the cosine that chooses the neighbours.
    pub shrinkage: f64,
    /// The share of a co-like that counts however far apart the two likes were.
    pub apart: f64,
    /// Likes between two likes of one person until the rest of a co-like has fallen to 1/e.
    pub close: f64,
    /// Newest likes of a person that take part in co-likes: bounds what one person can change.
    pub basket: usize,
    /// Items liked since until the freshness of a like has fallen to 1/e.
    pub freshness: f64,
    /// Seconds in which a like's part in recent popularity falls to 1/e.
    pub recent: f64,
    /// Seconds of absence after which half the weight of what is popular now is reached.
    pub absence: f64,
    /// Likes added to an item's number of likes before its age is judged by it.
    pub known: f64,
    /// What to trust where nothing was learned.
    pub balance: Balance,
    /// Weight of how the person took to the author, from -1 to 1.
    pub author: f64,
    /// Weight of how the person took to the topics, from -1 to 1.
    pub topic: f64,
    /// Added where the author is followed.
    pub followed: f64,
    /// Added where it was made near.
    pub near: f64,
    /// Weight of a Thompson draw for an item or an author nobody knows yet.
    pub explore: f64,
    /// Times shown (or author's videos watched) after which nothing is new any more.
    pub new_until: f64,
    /// Likes and impressions that a new item starts with: Beta(first, second).
    pub prior: (f64, f64),
    /// Taken off what has been seen three times just now.
    pub fatigue: f64,
    /// Seconds in which fatigue for an item falls to 1/e.
    pub fatigue_item: f64,
    /// Seconds in which fatigue for an author falls to 1/e.
    pub fatigue_author: f64,
    /// Seconds in which what was learned of authors and topics falls to 1/e.
    pub memory: f64,
    /// Taken off a refused item.
    pub refused_item: f64,
    /// Taken off each item of a refused author.
    pub refused_author: f64,
    /// Taken off for each refused topic.
    pub refused_topic: f64,
    /// Taken off for each of the last items in the feed that has the same author.
    pub same_author: f64,
    /// Taken off for each of the last items in the feed that has the same topic.
    pub same_topic: f64,
    /// How many of the last items in the feed count for variety.
    pub variety: usize,
    /// The most items, authors and topics a profile remembers.
    pub remembered: (usize, usize, usize),
}

const DAY: f64 = 86_400.0;

/// The one configuration.
pub const CONFIG: Config = Config {
    neighbours: 100,
    ridge: 8.0,
    shrinkage: 5.0,
    apart: 0.5,
    close: 10.0,
    basket: 1_000,
    freshness: 6.0,
    recent: 14.0 * DAY,
    absence: DAY,
    known: 5.0,
    balance: Balance { fresh: 0.05, away: 2.0, tail: 0.02, novelty: 0.4, floor: 0.2, recall: 0.4 },
    author: 0.4,
    topic: 0.3,
    followed: 0.3,
    near: 0.1,
    explore: 0.5,
    new_until: 100.0,
    prior: (1.0, 9.0),
    fatigue: 1.0,
    fatigue_item: 2.0 * DAY,
    fatigue_author: DAY / 12.0,
    memory: 60.0 * DAY,
    refused_item: 8.0,
    refused_author: 4.0,
    refused_topic: 2.0,
    same_author: 0.25,
    same_topic: 0.1,
    variety: 8,
    remembered: (1_000, 400, 400),
};
