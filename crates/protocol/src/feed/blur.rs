//! Counts that tell nothing of single people: what is too small is told as "fewer than five".

use serde::{Deserialize, Serialize};

/// The smallest number that is told exactly.
pub const LEAST: i64 = 5;

/// How many, as an owner may know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Fewer than [`LEAST`], none included.
    Few,
    /// So many.
    Exactly(i64),
}

impl Count {
    /// A number, blurred if it is small.
    #[must_use]
    pub const fn of(number: i64) -> Self {
        if number < LEAST { Self::Few } else { Self::Exactly(number) }
    }

    /// How high it stands in a chart: what is blurred stands on the ground.
    #[must_use]
    pub const fn height(self) -> i64 {
        match self {
            Self::Few => 0,
            Self::Exactly(number) => number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn small_numbers_look_all_the_same(number in -3i64..40) {
            let told = serde_json::to_string(&Count::of(number)).expect("it is written");
            if number < LEAST {
                prop_assert_eq!(told, "\"few\"");
            } else {
                prop_assert_eq!(Count::of(number), Count::Exactly(number));
            }
        }
    }
}
