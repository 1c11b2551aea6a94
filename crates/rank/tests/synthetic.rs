//! People with tastes that move, in a catalogue that moves: the model is above each baseline.

use sampan_rank::{
    Random,
    eval::{Report, Scores, evaluate, recommend},
};
use std::{collections::BTreeSet, fmt::Write};

/// A world: who, what, and how much it moves.
struct World {
    seed: u64,
    people: u64,
    items: u64,
    likes: u64,
    days: f64,
    /// Days in which what is talked about falls to 1/e; 0: nothing moves.
    fashion: f64,
}

const HEAD: &str = "user,item,rating,timestamp\n";
const TOPICS: u64 = 6;

impl World {
    /// Everybody comes three times, each time for one of two topics, and takes what is liked then.
    fn csv(&self) -> String {
        let mut random = Random::seeded(self.seed);
        let peaks: Vec<f64> = (0..self.items).map(|_| random.unit() * self.days).collect();
        let mut text = HEAD.to_owned();
        for person in 0..self.people {
            let topics = [random.bits() % TOPICS, random.bits() % TOPICS];
            let mut seen = BTreeSet::new();
            for visit in 0..3 {
                let day = (f64::from(visit) + random.unit()) * self.days / 3.0;
                let topic = topics[random.bits() as usize % 2];
                for place in 0..self.likes / 3 {
                    let wanted = (random.unit() < 0.7).then_some(topic);
                    let item = self.choose(wanted, day, &peaks, &seen, &mut random);
                    let at = 1_600_000_000 + (day * 86_400.0) as u64 + place * 30;
                    let rating = 3 + random.bits() % 3;
                    if seen.insert(item) {
                        writeln!(text, "p{person},v{item},{rating},{at}")
                            .expect("text can be written");
                    }
                }
            }
        }
        text
    }

    fn choose(
        &self,
        topic: Option<u64>,
        day: f64,
        peaks: &[f64],
        seen: &BTreeSet<u64>,
        random: &mut Random,
    ) -> u64 {
        let weight = |item: u64| {
            let fits = !seen.contains(&item) && topic.is_none_or(|topic| item % TOPICS == topic);
            let fashion = if self.fashion > 0.0 {
                (-(day - peaks[item as usize]).abs() / self.fashion).exp()
            } else {
                1.0
            };
            if fits { fashion / (1.0 + (item / TOPICS) as f64).sqrt() } else { 0.0 }
        };
        let weights: Vec<f64> = (0..self.items).map(weight).collect();
        let mut left = random.unit() * weights.iter().sum::<f64>();
        let found = weights.iter().position(|weight| {
            left -= weight;
            left <= 0.0
        });
        found.unwrap_or(0) as u64
    }
}

const MOVING: World =
    World { seed: 1, people: 160, items: 150, likes: 30, days: 120.0, fashion: 12.0 };

fn above(scores: &Scores) -> f64 {
    scores.ours - scores.popularity.max(scores.popularity_14d).max(scores.item_cosine)
}

fn report(text: &str) -> Report {
    evaluate(text.as_bytes()).expect("a sound file")
}

#[test]
fn the_model_is_above_each_baseline_on_both_splits() {
    for seed in [1, 2] {
        let report = report(&World { seed, ..MOVING }.csv());
        assert!(above(&report.per_user_temporal) > 0.005, "seed {seed}: {report:?}");
        assert!(above(&report.global_temporal) > 0.005, "seed {seed}: {report:?}");
    }
}

#[test]
fn where_nothing_moves_the_model_is_not_far_from_the_best() {
    let report = report(&World { fashion: 0.0, ..MOVING }.csv());
    assert!(above(&report.per_user_temporal) > -0.03, "{report:?}");
    assert!(above(&report.global_temporal) > -0.03, "{report:?}");
}

#[test]
fn the_report_has_the_shape_that_is_promised() {
    let text = World { people: 12, items: 30, ..MOVING }.csv();
    let json = serde_json::to_value(report(&text)).expect("sound JSON");
    let keys = |value: &serde_json::Value| {
        value.as_object().expect("sound JSON").keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(keys(&json), ["global_temporal", "per_user_temporal"]);
    for split in ["global_temporal", "per_user_temporal"] {
        assert_eq!(keys(&json[split]), ["item_cosine", "ours", "popularity", "popularity_14d"]);
    }
    assert_eq!(report(&text), report(&text), "the same file, the same figures");
}

#[test]
fn few_people_ties_and_newcomers_only_are_no_trouble() {
    let three = format!("{HEAD}a,x,5,1\na,y,5,1\nb,y,5,1\nb,x,5,1\nc,y,5,1\nc,z,5,1\n");
    let report = report(&three);
    assert!(report.per_user_temporal.ours > 0.3, "y and x are left for a and b: {report:?}");
    // In the global split nobody of the test is known.
    let mut cold = HEAD.to_owned();
    for person in 0..10 {
        writeln!(cold, "p{person},a,5,{person}\np{person},b,4,{person}")
            .expect("text can be written");
    }
    assert!(evaluate(cold.as_bytes()).expect("a sound file").global_temporal.ours > 0.9);
    let none = format!("{HEAD}a,x,3,1\nb,y,2,1\n");
    assert!(
        evaluate(none.as_bytes()).expect_err("a fault").to_string().contains("at least two likes")
    );
}

#[test]
fn nothing_after_the_time_of_serving_makes_anything_popular() {
    let mut text = format!("{HEAD}a,seen,5,100\nb,early,5,100\nc,early,5,90\n");
    for person in 0..9 {
        writeln!(text, "p{person},late,5,200").expect("text can be written");
    }
    let first = |at| {
        let all = recommend(text.as_bytes(), 1, at).expect("a sound file");
        all.into_iter().find(|(user, _)| user == "a").expect("a user of the file").1
    };
    assert_eq!(first(None), ["early"], "a was last here at 100");
    assert_eq!(first(Some(300)), ["late"]);
}
