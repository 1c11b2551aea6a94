//! A world to rank in: somebody who watched much, and 10,000 candidates.

use sampan_rank::{
    Balance, Candidate, Event, Key, Mode, Neighbour, Popularity, Profile, Random, Signal, Source,
    observe, rank,
};

/// Ranks the world once; answers how many are shown.
pub(crate) fn turn((profile, candidates): &(Profile, Vec<Candidate>), seed: u64) -> usize {
    let (mut random, balance) = (Random::seeded(seed), Balance::default());
    rank(profile, candidates, 2_000_000, &balance, Mode::ForYou, 50, &mut random).len()
}

/// Somebody who has seen 1,000 items, and candidates of which each tenth is new.
pub(crate) fn world(near: usize) -> (Profile, Vec<Candidate>) {
    let mut random = Random::seeded(1);
    let name = |kind: &str, number: u64| Key::of(&format!("{kind}{number}"));
    let mut profile = Profile::default();
    for at in 0..1_000 {
        let signal = [Signal::Liked, Signal::Watched { completion: 0.9 }, Signal::Skipped][at % 3];
        let event = Event {
            item: name("item", random.bits() % 20_000),
            author: Some(name("author", random.bits() % 500)),
            topics: vec![name("topic", random.bits() % 40)],
            at: 1_000_000 + at as i64,
            signal,
        };
        profile = observe(profile, &event);
    }
    let candidates = (0..10_000_u64)
        .map(|number| Candidate {
            item: name("item", number),
            author: Some(name("author", random.bits() % 2_000)),
            topics: vec![name("topic", random.bits() % 40), name("topic", random.bits() % 40)],
            created: random.bits() as i64 % 2_000_000,
            sources: vec![Source::Popular],
            popularity: Popularity {
                likes: (random.bits() % 500) as f32,
                recent: random.unit() as f32 * 20.0,
            },
            shown: Some(if number % 10 == 0 { 20 } else { 5_000 }),
            neighbours: (0..near)
                .map(|_| Neighbour {
                    item: name("item", random.bits() % 20_000),
                    weight: random.unit() as f32 * 0.1,
                })
                .collect(),
        })
        .collect();
    (profile, candidates)
}
