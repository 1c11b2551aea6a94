//! What is recommended from any file: nothing known already, never more than asked, always the same.

use proptest::prelude::*;
use sampan_rank::eval::{evaluate, line, recommend};
use std::fmt::Write;

type Row = (u8, u8, u8, i64);

fn csv(rows: &[Row]) -> String {
    let mut text = "user,item,rating,timestamp\n".to_owned();
    for (user, item, rating, at) in rows {
        writeln!(text, "u{user},i{item},{rating},{at}").expect("text can be written");
    }
    text
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let at = prop_oneof![0..5_i64, 0..10_000_000_i64, any::<i64>()];
    prop::collection::vec((0..9_u8, 0..15_u8, 1..6_u8, at), 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_that_is_known_is_recommended(rows in rows(), k in 0..20_usize, at in prop::option::of(any::<i64>())) {
        let text = csv(&rows);
        let served = recommend(text.as_bytes(), k, at).expect("a sound file");
        let known = |user: &str, item: &str| {
            rows.iter().any(|row| format!("u{}", row.0) == user && format!("i{}", row.1) == item)
        };
        let users: std::collections::BTreeSet<u8> = rows.iter().map(|row| row.0).collect();
        let items: std::collections::BTreeSet<u8> = rows.iter().map(|row| row.1).collect();
        prop_assert_eq!(served.len(), users.len());
        for (user, got) in &served {
            let open = items.iter().filter(|item| !known(user, &format!("i{item}"))).count();
            prop_assert_eq!(got.len(), k.min(open), "as many as there are, up to k");
            prop_assert!(got.iter().all(|item| !known(user, item)));
            let distinct: std::collections::BTreeSet<_> = got.iter().collect();
            prop_assert_eq!(distinct.len(), got.len());
        }
        prop_assert_eq!(&recommend(text.as_bytes(), k, at).expect("a sound file"), &served);
    }

    #[test]
    fn any_file_is_evaluated_or_refused(rows in rows()) {
        if let Ok(report) = evaluate(csv(&rows).as_bytes()) {
            for scores in [report.per_user_temporal, report.global_temporal] {
                for figure in [scores.ours, scores.popularity, scores.popularity_14d, scores.item_cosine] {
                    prop_assert!((0.0..=1.0 + 1e-9).contains(&figure));
                }
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,80}") {
        let _ = recommend(text.as_bytes(), 3, None);
        let _ = recommend(format!("user,item,rating,timestamp\n{text}").as_bytes(), 3, None);
    }
}

#[test]
fn ties_go_by_item() {
    let text = csv(&[(0, 1, 5, 1), (1, 3, 5, 1), (1, 2, 5, 1)]);
    let served = recommend(text.as_bytes(), 5, None).expect("a sound file");
    assert_eq!(served[0], ("u0".to_owned(), vec!["i2".to_owned(), "i3".to_owned()]));
}

#[test]
fn a_line_can_be_read_again() {
    assert_eq!(line("u", &["a".to_owned(), "b,\"c".to_owned()]), "u,a,\"b,\"\"c\"");
}
