//! Looking among things that are at hand, by the same rules as the service does.

use super::rank::{rank, rarity, relevance, standing};
use super::{Hit, Query, plain, terms};
use std::cmp::Reverse;

/// Those that have all words, the best first, each once: the first of those that are the same.
#[must_use]
pub fn among(hits: Vec<Hit>, query: &Query) -> Vec<Hit> {
    let mut seen = std::collections::BTreeSet::new();
    let mut met: Vec<(Hit, Vec<i64>)> = Vec::new();
    let mut things = vec![0; query.words.len()];
    for hit in hits {
        if query.is_empty() || !seen.insert((hit.kind, hit.id.clone())) {
            continue;
        }
        let terms = terms(hit.kind, hit.own_title(), &plain(&hit.words()));
        for (word, count) in query.words.iter().zip(&mut things) {
            *count += i64::from(terms.keys().any(|term| word.is_met_by(term)));
        }
        if let Some(weights) = query.weigh(&terms) {
            met.push((hit, weights));
        }
    }
    let score = |hit: &Hit, weights: &[i64]| {
        let rarities = things.iter().copied().map(rarity);
        let relevance = relevance(weights.iter().copied().zip(rarities));
        rank(relevance, standing(hit.at.unwrap_or_default(), hit.count.unwrap_or_default()))
    };
    met.sort_by_cached_key(|(hit, weights)| Reverse((score(hit, weights), hit.id.clone())));
    met.into_iter().map(|(hit, _)| hit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Timestamp;
    use crate::search::Kind;

    fn hit(id: &str, title: &str, text: &str, at: i64) -> Hit {
        Hit {
            kind: Kind::Post,
            id: id.into(),
            title: title.into(),
            text: text.into(),
            by: None,
            place: "Hikers".into(),
            inside: None,
            picture: None,
            at: Some(Timestamp::from_seconds(at * 86_400)),
            count: None,
            verified: false,
            link: String::new(),
        }
    }

    fn found(typed: &str) -> Vec<String> {
        let all = vec![
            hit("text", "Sunday", "We walk along the **river**", 900),
            hit("old", "River walk", "", 1),
            hit("new", "River boats", "", 800),
            hit("new", "River boats, as they were", "", 800),
            hit("river", "Sunset", "over the sea", 700),
        ];
        among(all, &Query::new(typed)).into_iter().map(|hit| hit.id).collect()
    }

    #[test]
    fn titles_come_before_texts_and_then_what_is_newer() {
        assert_eq!(found("river"), ["new", "old", "text"], "each once");
        assert_eq!(found("walk river"), ["old", "text"], "all words have to be there");
        assert_eq!(found("su"), ["text", "river"], "while it is typed");
        assert!(found("hikers").is_empty(), "where it stands is another thing");
        assert!(found("").is_empty() && found("—").is_empty(), "nothing is looked for");
    }

    #[test]
    fn what_is_said_is_not_found_by_what_it_is_said_to() {
        let said = |kind| Hit { kind, ..hit("one", "River walk", "Bring good boots", 1) };
        for kind in [Kind::Comment, Kind::NoteComment, Kind::Message] {
            let among = |typed: &str| among(vec![said(kind)], &Query::new(typed)).len();
            assert_eq!(among("boots"), 1, "{kind:?} by its own words");
            assert_eq!(among("river"), 0, "{kind:?} is not what it is said to");
        }
    }
}
