//! What holds for every feed.

use proptest::prelude::*;
use sampan_rank::{
    Balance, Candidate, Event, Key, Mode, Neighbour, Popularity, Profile, Random, Ranked, Refusal,
    Signal, Source, Why, observe, rank, score,
};

const NOW: i64 = 1_700_000_000;

fn item(number: u128) -> Candidate {
    Candidate {
        item: Key(number),
        author: Some(Key(1_000 + number)),
        created: NOW - number as i64,
        popularity: Popularity { likes: 50.0, recent: 5.0 },
        shown: Some(1_000),
        ..Candidate::default()
    }
}

fn after(candidate: &Candidate, signal: Signal) -> Profile {
    observe(Profile::default(), &event(candidate, signal))
}

fn event(candidate: &Candidate, signal: Signal) -> Event {
    let Candidate { item, author, topics, .. } = candidate.clone();
    Event { item, author, topics, at: NOW - 60, signal }
}

fn feed(profile: &Profile, candidates: &[Candidate]) -> Vec<Ranked> {
    rank(profile, candidates, NOW, &Balance::default(), Mode::ForYou, 100, &mut Random::seeded(4))
}

fn order(feed: &[Ranked]) -> Vec<u128> {
    feed.iter().map(|ranked| ranked.item.0).collect()
}

#[test]
fn what_is_like_what_was_liked_comes_first_and_says_so() {
    let mut near = item(9);
    near.neighbours = vec![Neighbour { item: Key(77), weight: 0.3 }];
    let profile = after(&item(77), Signal::Liked);
    let feed = feed(&profile, &[item(1), item(2), near]);
    assert_eq!(feed[0].item, Key(9));
    assert_eq!((feed[0].reasons[0].why, feed[0].reasons[0].because), (Why::Taste, Some(Key(77))));
}

#[test]
fn fatigue_and_refusal_put_an_item_last() {
    let mut about = item(1);
    about.topics = vec![Key(5)];
    for signal in [
        Signal::Shown,
        Signal::Skipped,
        Signal::NotInterested(Refusal::Item),
        Signal::NotInterested(Refusal::Author),
        Signal::NotInterested(Refusal::Topic(Key(5))),
    ] {
        let feed = feed(&after(&about, signal), &[about.clone(), item(2), item(3)]);
        assert_eq!(feed[2].item, Key(1), "{signal:?}");
    }
}

#[test]
fn fatigue_passes() {
    let seen = after(&item(1), Signal::Shown);
    let at = |days: i64| {
        let now = NOW + days * 86_400;
        score(
            &seen,
            &[item(1)],
            now,
            &Balance { fresh: 0.0, away: 0.0, ..Balance::default() },
            &mut Random::seeded(1),
        )[0]
    };
    assert!(at(0) < at(1) && at(1) < at(30));
}

#[test]
fn authors_take_turns() {
    let mut candidates: Vec<Candidate> = (0..8).map(item).collect();
    for candidate in &mut candidates[..4] {
        candidate.author = Some(Key(7));
        candidate.popularity.recent = 6.0;
    }
    let profile = after(&item(99), Signal::Liked);
    let feed = feed(&profile, &candidates);
    let first: Vec<bool> = order(&feed)[..4].iter().map(|item| *item < 4).collect();
    assert!(first.contains(&false), "not all from one author: {first:?}");
    assert!(feed.iter().flat_map(|r| &r.reasons).any(|reason| reason.why == Why::Variety));
}

#[test]
fn a_followed_author_and_a_near_place_count() {
    let profile = after(&item(3), Signal::Followed);
    assert_eq!(feed(&profile, &[item(1), item(2), item(3)])[0].item, Key(3));
    let mut near = item(2);
    near.sources = vec![Source::Near];
    let feed = feed(&after(&item(50), Signal::Liked), &[near, item(60)]);
    assert!(feed.iter().flat_map(|r| &r.reasons).any(|reason| reason.why == Why::Near));
}

#[test]
fn new_items_are_tried_now_and_then() {
    let mut new = item(1);
    new.shown = Some(0);
    new.popularity = Popularity::default();
    let others: Vec<Candidate> = std::iter::once(new).chain((2..6).map(item)).collect();
    let first = |seed| {
        let mut random = Random::seeded(seed);
        let balance = Balance::default();
        rank(
            &Profile::default(),
            &others,
            NOW,
            &Balance { away: 0.0, ..balance },
            Mode::ForYou,
            1,
            &mut random,
        )[0]
        .item
    };
    let tried = (0..200).filter(|seed| first(*seed) == Key(1)).count();
    assert!((5..195).contains(&tried), "sometimes, not always: {tried} of 200");
}

#[test]
fn the_chronological_mode_knows_nobody() {
    let candidates: Vec<Candidate> = (1..6).map(item).collect();
    let of = |profile: &Profile| {
        rank(
            profile,
            &candidates,
            NOW,
            &Balance::default(),
            Mode::Chronological,
            3,
            &mut Random::seeded(1),
        )
    };
    assert_eq!(order(&of(&Profile::default())), [1, 2, 3]);
    assert_eq!(of(&after(&item(3), Signal::Liked)), of(&Profile::default()));
}

#[test]
fn a_profile_is_exported_and_bounded() {
    let mut profile = Profile::default();
    for number in 0..1_500 {
        profile = observe(profile, &event(&item(number), Signal::Liked));
    }
    assert!(profile.items.len() <= 1_000 && profile.authors.len() <= 400);
    let json = serde_json::to_string(&profile).expect("sound JSON");
    assert_eq!(serde_json::from_str::<Profile>(&json).expect("sound JSON"), profile);
    assert_eq!(serde_json::from_str::<Profile>("{}").expect("sound JSON"), Profile::default());
}

#[test]
fn a_like_taken_back_leaves_nothing() {
    let mut near = item(9);
    near.neighbours = vec![Neighbour { item: Key(77), weight: 0.3 }];
    let liked = after(&item(77), Signal::Liked);
    let back = observe(liked.clone(), &event(&item(77), Signal::Unliked));
    let tastes = |profile: &Profile| {
        let feed = feed(profile, &[near.clone(), item(1)]);
        feed.iter().flat_map(|r| &r.reasons).any(|reason| reason.why == Why::Taste)
    };
    assert!(tastes(&liked) && !tastes(&back));
    assert!(back.authors[&Key(1_077)].good < 1e-9, "nor of its author");
}

fn signals() -> impl Strategy<Value = Signal> {
    prop_oneof![
        Just(Signal::Shown),
        any::<f32>().prop_map(|completion| Signal::Watched { completion }),
        Just(Signal::Rewatched),
        Just(Signal::Skipped),
        Just(Signal::Liked),
        Just(Signal::Unliked),
        Just(Signal::Collected),
        Just(Signal::Shared),
        Just(Signal::Followed),
        Just(Signal::Unfollowed),
        Just(Signal::NotInterested(Refusal::Item)),
        Just(Signal::NotInterested(Refusal::Author)),
        (0..6_u128).prop_map(|topic| Signal::NotInterested(Refusal::Topic(Key(topic)))),
    ]
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let times = prop_oneof![NOW - 1_000_000..NOW, any::<i64>()];
    let topics = prop::collection::vec((0..6_u128).prop_map(Key), 0..3);
    let event = (0..20_u128, prop::option::of(0..6_u128), topics, times, signals());
    prop::collection::vec(event, 0..40).prop_map(|events| {
        let event =
            |(item, author, topics, at, signal): (u128, Option<u128>, Vec<Key>, i64, Signal)| {
                Event { item: Key(item), author: author.map(Key), topics, at, signal }
            };
        events.into_iter().map(event).collect()
    })
}

fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
    let near = prop::collection::vec((0..20_u128, any::<f32>()), 0..5);
    let counts = (any::<f32>(), any::<f32>(), prop::option::of(any::<u32>()), any::<i64>());
    let topics = prop::collection::vec((0..6_u128).prop_map(Key), 0..3);
    let all = prop::collection::vec((prop::option::of(0..6_u128), topics, counts, near), 0..30);
    all.prop_map(|all| {
        all.into_iter()
            .enumerate()
            .map(|(item, (author, topics, (likes, recent, shown, created), near))| Candidate {
                item: Key(item as u128),
                author: author.map(Key),
                topics,
                created,
                sources: Vec::new(),
                popularity: Popularity { likes, recent },
                shown,
                neighbours: near
                    .into_iter()
                    .map(|(item, weight)| Neighbour { item: Key(item), weight })
                    .collect(),
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn scores_are_finite_sums_of_their_reasons(
        events in events(), candidates in candidates(), now in any::<i64>(), seed in any::<u64>(), take in 0..40_usize,
    ) {
        let profile = events.iter().fold(Profile::default(), observe);
        for mode in [Mode::ForYou, Mode::Chronological] {
            let of = |candidates: &[Candidate]| {
                rank(&profile, candidates, now, &Balance::default(), mode, take, &mut Random::seeded(seed))
            };
            let feed = of(&candidates);
            prop_assert_eq!(feed.len(), take.min(candidates.len()));
            for ranked in &feed {
                prop_assert!(ranked.score.is_finite());
                let sum: f64 = ranked.reasons.iter().map(|reason| reason.part).sum();
                prop_assert!((sum - ranked.score).abs() <= 1e-9 * ranked.score.abs().max(1.0));
                let shares: f64 = ranked.reasons.iter().map(|r| r.share.max(0.0)).sum();
                prop_assert!(shares < 1.0 + 1e-9, "shares of what adds sum to one");
            }
            let mut turned = candidates.clone();
            turned.reverse();
            prop_assert_eq!(of(&turned), feed, "the order of candidates does not matter");
        }
    }

    #[test]
    fn not_interested_lowers(events in events(), candidates in candidates(), seed in any::<u64>()) {
        let profile = events.iter().fold(Profile::default(), observe);
        let of = |profile: &Profile| score(profile, &candidates, NOW, &Balance::default(), &mut Random::seeded(seed));
        if let Some(first) = candidates.first() {
            let refusal = Signal::NotInterested(Refusal::Item);
            let refused = observe(profile.clone(), &Event { at: NOW, ..event(first, refusal) });
            let already = profile.items.get(&first.item).is_some_and(|interest| interest.refused);
            if !already {
                prop_assert!(of(&refused)[0] < of(&profile)[0]);
            }
        }
    }
}
