//! Interests nested under one another: each topic has branches, and a community grows on one of them.

use super::Topic;

/// The branches of each topic, in the order in which people choose.
pub const TREE: [(Topic, [&str; 4]); 12] = [
    (Topic::Food, ["cooking", "baking", "coffee_tea", "eating_out"]),
    (Topic::Outdoors, ["hiking", "cycling", "camping", "gardening"]),
    (Topic::Sports, ["running", "ball_games", "swimming", "martial_arts"]),
    (Topic::Games, ["board_games", "video_games", "role_playing", "puzzles"]),
    (Topic::Music, ["singing", "instruments", "concerts", "records"]),
    (Topic::Arts, ["photography", "drawing", "crafts", "dancing"]),
    (Topic::Reading, ["novels", "comics", "films", "writing"]),
    (Topic::Pets, ["dogs", "cats", "birds", "aquariums"]),
    (Topic::Family, ["babies", "school", "elders", "weddings"]),
    (Topic::Technology, ["programming", "gadgets", "science", "electronics"]),
    (Topic::Travel, ["city_trips", "road_trips", "backpacking", "languages"]),
    (Topic::Local, ["neighbourhood", "campus", "workplace", "second_hand"]),
];

/// The branches of a topic; none of one that has none.
#[must_use]
pub fn branches(topic: Topic) -> &'static [&'static str] {
    TREE.iter().find(|(of, _)| *of == topic).map_or(&[], |(_, branches)| branches)
}

/// Whether this is a branch of that topic, or none.
#[must_use]
pub fn grows_on(topic: Topic, branch: &str) -> bool {
    branch.is_empty() || branches(topic).contains(&branch)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;
    use std::collections::BTreeSet;

    #[test]
    fn every_topic_but_the_rest_has_branches_with_words() {
        let mut all = BTreeSet::new();
        for topic in Topic::ALL {
            assert_eq!(branches(topic).is_empty(), topic == Topic::Other, "{topic:?}");
            for branch in branches(topic) {
                assert!(all.insert(*branch), "{branch} grows on one topic only");
                assert!(grows_on(topic, branch) && !grows_on(Topic::Other, branch), "{branch}");
                let key = format!("communities.branch.{branch}");
                for language in Language::ALL {
                    assert_ne!(language.text(&key, &[]), key, "{branch} in {}", language.tag());
                }
            }
        }
        assert!(grows_on(Topic::Food, ""), "a topic alone will do");
    }
}
