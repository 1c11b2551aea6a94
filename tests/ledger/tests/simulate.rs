//! The simulator in small: worlds hold, and every bug that is planted is found.

use sampan_ledger_trial::simulate::{PLANTS, World};

/// The worlds of a seed that people remember, and one that nobody chose.
const SEEDS: [u64; 2] = [1, 0x9e37_79b9];

#[test]
fn worlds_hold_through_crashes_and_clocks_that_jump() {
    for seed in SEEDS {
        let mut world = World::new(seed, None).expect("a world is made");
        if let Err(violation) = world.run(3_000) {
            panic!("seed {seed}, request {}: {}", violation.at, violation.what);
        }
        assert!(world.counts.crashes > 3, "the power went: {:?}", world.counts);
        assert!(world.counts.made > 500, "much was made: {:?}", world.counts);
    }
}

#[test]
fn the_same_seed_is_the_same_world() {
    let counts = |seed| {
        let mut world = World::new(seed, None).expect("a world is made");
        world.run(1_000).expect("it holds");
        format!("{:?}", world.counts)
    };
    assert_eq!(counts(5), counts(5), "nothing comes from outside");
    assert_ne!(counts(5), counts(6), "another seed is another world");
}

#[test]
fn every_planted_bug_is_found() {
    for plant in PLANTS {
        let found = (0..4).any(|seed| match World::new(seed, Some(plant)) {
            Ok(mut world) => world.run(5_000).is_err(),
            Err(_) => true,
        });
        assert!(found, "{plant:?} is not found");
    }
}
