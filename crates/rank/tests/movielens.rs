//! MovieLens-100k, where its file is given: `SAMPAN_MOVIELENS=ml-100k.csv cargo test --release`.

use sampan_rank::eval::{Protocol, Scores, evaluate_under};
use std::{fs::File, io::BufReader};

fn best_baseline(scores: &Scores) -> f64 {
    scores.popularity.max(scores.popularity_14d).max(scores.item_cosine)
}

#[test]
fn the_model_is_above_each_baseline_and_above_what_others_reach() {
    let Some(path) = std::env::var_os("SAMPAN_MOVIELENS") else { return };
    for (all_rows, newcomers) in [(false, false), (true, false), (false, true), (true, true)] {
        let file = BufReader::new(File::open(&path).expect("the file that is named"));
        let protocol = Protocol { all_rows, newcomers };
        let report = evaluate_under(file, protocol).expect("a sound file");
        let (own, all) = (report.per_user_temporal, report.global_temporal);
        assert!(own.ours > best_baseline(&own) + 0.015, "{protocol:?} {own:?}");
        assert!(all.ours > best_baseline(&all) + 0.01, "{protocol:?} {all:?}");
        assert!(own.ours > 0.163, "EASE, per user");
        assert!(all.ours > 0.223, "the popularity of 14 days, globally");
    }
}
