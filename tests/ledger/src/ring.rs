//! Simulates a ring of ten new accounts that votes one post of theirs up, among people who mean it.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use sampan_protocol::Timestamp;
use sampan_protocol::communities::rank;
use sampan_protocol::moderation::trust::{Record, level};
use sampan_protocol::moderation::weight::{FULL, weight};

/// How many accounts are in the ring.
pub const RING: usize = 10;
const PEOPLE: usize = 30;
const POSTS: usize = 40;
/// Within how many seconds the posts were written.
const SPAN: i64 = 6 * 3_600;
const NOW: Timestamp = Timestamp::from_seconds(1_790_000_000);

/// What became of one world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Whether the ring's post stands first, of those that are hot or at the top.
    pub lifted: bool,
    /// Whether what honest people like most stands first at the top.
    pub honest_first: bool,
}

struct Post {
    honest: i64,
    weighed: i64,
    written: Timestamp,
}

/// Has one community vote; with `weighed`, votes weigh as they do in the service, else all the same.
#[must_use]
pub fn world(seed: u64, weighed: bool) -> Outcome {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let of =
        |level, votes, for_author| if weighed { weight(level, votes, for_author) } else { FULL };
    let mut posts: Vec<Post> = (0..POSTS)
        .map(|_| {
            let written = NOW.plus_seconds(-random.random_range(0..SPAN));
            Post { honest: FULL, weighed: FULL, written }
        })
        .collect();
    let liked: Vec<u32> = (0..POSTS).map(|_| random.random_range(2..25)).collect();
    for _ in 0..PEOPLE {
        let written = random.random_range(0..80);
        let (days, upheld) = (random.random_range(2..400), random.random_range(0..4));
        let trusted = level(Record { days, written, taken: 0, upheld });
        let mut votes = 0;
        for (post, liked) in posts.iter_mut().zip(&liked) {
            if random.random_range(0..100) < *liked {
                votes += 1;
                let weight = of(trusted, votes, 1);
                post.honest += weight;
                post.weighed += weight;
            }
        }
    }
    let written = NOW.plus_seconds(-random.random_range(0..SPAN));
    let mut pushed = Post { honest: FULL, weighed: FULL, written };
    for _ in 1..RING {
        // To look like others they vote on a few posts more.
        let others = random.random_range(0..3);
        for _ in 0..others {
            posts[random.random_range(0..POSTS)].weighed += of(0, 1, 1);
        }
        pushed.weighed += of(0, 1 + i64::from(others), 1);
    }
    let hot = |post: &Post| rank::hot_weighed(post.weighed, 0, post.written);
    let above = |by: &dyn Fn(&Post) -> i64| posts.iter().any(|post| by(post) >= by(&pushed));
    let best = posts.iter().map(|post| post.honest).max().unwrap_or(FULL);
    let top = posts.iter().map(|post| post.weighed).max().unwrap_or(FULL);
    let popular = posts.iter().filter(|post| post.weighed == top).map(|post| post.honest).max();
    let kept = above(&|post| post.weighed) && above(&hot);
    // Votes of the ring on others may decide between two that are liked alike.
    let nearly = popular.is_some_and(|honest| best - honest <= FULL);
    Outcome { lifted: !kept, honest_first: top > pushed.weighed && nearly }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_lifts_nothing_unless_all_votes_weigh_the_same() {
        let worlds = || 0..400;
        assert!(worlds().all(|seed| !world(seed, true).lifted), "no ring stands first");
        assert!(worlds().all(|seed| world(seed, true).honest_first), "what people like does");
        assert!(worlds().any(|seed| world(seed, false).lifted), "weights are what prevents it");
    }
}
