//! The simulation in small: trials hold, and every bug that is planted is found.

use sampan_rsvp_trial::{Engine, PLANTS, Wanted, run};

fn engines() -> Vec<Engine> {
    let postgres = std::env::var("SAMPAN_TEST_POSTGRES").ok().map(Engine::Postgres);
    std::iter::once(Engine::Sqlite).chain(postgres).collect()
}

fn wanted(engine: Engine) -> Wanted {
    Wanted { engine, people: 40, places: 8, seed: 3, plant: None }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn everybody_asks_at_once_and_exactly_so_many_get_a_place() {
    for engine in engines() {
        let counts = run(wanted(engine.clone())).await.expect("it takes place");
        assert_eq!(counts.violations, Vec::<String>::new(), "{engine:?}");
        assert_eq!((counts.asked, counts.going), (40, 8), "{engine:?}");
        assert!(counts.outages > 0, "things went wrong: {counts:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_planted_bug_is_found() {
    for plant in PLANTS {
        let counts = run(Wanted { plant: Some(plant), ..wanted(Engine::Sqlite) }).await;
        let found = counts.map_or(true, |counts| !counts.violations.is_empty());
        assert!(found, "{plant:?} is not found");
    }
}
