//! Putting things in order: the standard library's sort takes 4 KB of the WASM for each type.

use std::cmp::Ordering;

/// The things in order; equal ones stay as they were.
pub(crate) fn sorted<T>(things: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let places = places(things.len(), &|a, b| compare(&things[a], &things[b]));
    let mut things: Vec<Option<T>> = things.into_iter().map(Some).collect();
    places.into_iter().filter_map(|place| things[place].take()).collect()
}

/// The places of so many things in order: each put among those before it, found by halving.
fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places = Vec::with_capacity(count);
    for new in 0..count {
        let at = places.partition_point(|&old| compare(old, new) != Ordering::Greater);
        places.insert(at, new);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_a_stable_sort(numbers in proptest::collection::vec(0..20u8, 0..60)) {
            let things: Vec<(u8, usize)> = numbers.into_iter().zip(0..).collect();
            let mut expected = things.clone();
            expected.sort_by_key(|(number, _)| *number);
            prop_assert_eq!(sorted(things, |a, b| a.0.cmp(&b.0)), expected);
        }
    }
}
