//! Parts of lists: where the next one begins, and a tag by which a device knows that nothing changed.

use sampan_protocol::Error;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::page::{Page, Part};
use serde::Serialize;
use std::str::FromStr;

/// How many items a part has.
pub(crate) const ITEMS: usize = 20;

/// Where a part begins: behind the item of this rank and identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct After<I> {
    /// By what the list is ordered, from the highest down.
    pub(crate) rank: i64,
    /// Which of those with the same rank.
    pub(crate) id: I,
}

/// Where a part begins; none for the first.
///
/// # Errors
/// `Invalid` for what no part has said.
pub(crate) fn after<I: FromStr>(part: &Part) -> Result<Option<After<I>>, Error> {
    if part.after.is_empty() {
        return Ok(None);
    }
    let read = || {
        let (rank, id) = part.after.split_once('.')?;
        Some(After { rank: rank.parse().ok()?, id: id.parse().ok()? })
    };
    read().map(Some).ok_or_else(|| Error::invalid("error.request.malformed"))
}

/// A part of items that were found, each with its rank and identifier; one more than [`ITEMS`] says
/// that there is a next one.
///
/// # Errors
/// `Internal` where items cannot be written.
pub(crate) fn of<T: Serialize, I: ToString>(
    mut found: Vec<(After<I>, T)>,
    part: &Part,
) -> Result<Page<T>, Error> {
    let more = found.len() > ITEMS;
    found.truncate(ITEMS);
    let last = found.last().filter(|_| more);
    let next = last.map(|(after, _)| format!("{}.{}", after.rank, after.id.to_string()));
    told(found.into_iter().map(|(_, item)| item).collect(), next, part)
}

/// A part of these items, and how the next one is asked for.
///
/// # Errors
/// `Internal` where items cannot be written.
pub(crate) fn told<T: Serialize>(
    items: Vec<T>,
    next: Option<String>,
    part: &Part,
) -> Result<Page<T>, Error> {
    let written = serde_json::to_vec(&(&items, &next)).map_err(|_| Error::internal())?;
    let etag = sha256_hex(&written);
    let unchanged = etag == part.etag;
    Ok(Page { items: if unchanged { Vec::new() } else { items }, next, etag, unchanged })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_says_where_the_next_begins_and_whether_it_changed() {
        let item = |n: i64| (After { rank: 100 - n, id: n.to_string() }, n);
        let page = of((0..21).map(item).collect(), &Part::default()).expect("it is written");
        assert_eq!((page.items.len(), page.unchanged), (ITEMS, false), "twenty, and more behind");
        let next = Part { after: page.next.expect("there is more"), etag: String::new() };
        let begins = after::<String>(&next).expect("it was said");
        assert_eq!(begins, Some(After { rank: 81, id: "19".into() }), "behind the last one");
        let known = Part { after: String::new(), etag: page.etag };
        let again = of((0..21).map(item).collect(), &known).expect("it is written");
        assert_eq!((again.items.len(), again.unchanged), (0, true), "nothing is sent twice");
        let changed = of((0..20).map(item).collect(), &known).expect("it is written");
        assert_eq!((changed.next, changed.unchanged), (None, false), "the end is told, too");
        assert!(
            after::<String>(&Part { after: "7".into(), etag: String::new() }).is_err(),
            "nobody said that"
        );
    }
}
