//! Tags of a community: what its posts can be marked with, so that one finds those about one thing.

use crate::error::Error;
use crate::ids::TagId;
use crate::words::line;
use serde::{Deserialize, Serialize};

/// The most tags of a community.
pub const MOST: usize = 20;
/// The most tags on a post.
pub const MOST_ON_POST: usize = 3;
/// The longest name, in characters.
pub const TAG_LIMIT: usize = 24;
/// How many colours there are; each is readable in light and dark.
pub const HUES: u8 = 9;

/// A tag of a community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tag {
    /// Identifier.
    pub id: TagId,
    /// What it is called; no two of a community are called alike.
    pub name: String,
    /// Its colour, below [`HUES`].
    pub hue: u8,
}

/// The tags with these identifiers, in the community's order; those that are gone are left out.
#[must_use]
pub fn named(known: &[Tag], ids: &[TagId]) -> Vec<Tag> {
    known.iter().filter(|tag| ids.contains(&tag.id)).cloned().collect()
}

/// The tags of a community with this one made or changed.
///
/// # Errors
/// `Invalid` for a name or a colour that no tag has, or a name that another one has; `Refused` where
/// there are as many as there may be.
pub fn with(mut known: Vec<Tag>, tag: Tag) -> Result<Vec<Tag>, Error> {
    line(&tag.name, (1, TAG_LIMIT), "error.communities.tag_name")?;
    if tag.hue >= HUES {
        return Err(Error::invalid("error.sync.arguments"));
    }
    let name = tag.name.to_lowercase();
    if known.iter().any(|other| other.id != tag.id && other.name.to_lowercase() == name) {
        return Err(Error::invalid("error.communities.tag_alike"));
    }
    let place = known.iter().position(|one| one.id == tag.id);
    match place {
        Some(at) => known[at] = tag,
        None if known.len() >= MOST => {
            return Err(Error::refused("error.communities.tags").with("limit", MOST as i64));
        }
        None => known.push(tag),
    }
    Ok(known)
}

/// The tags of a community without this one.
#[must_use]
pub fn without(mut known: Vec<Tag>, id: TagId) -> Vec<Tag> {
    known.retain(|tag| tag.id != id);
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(id: u128, name: &str, hue: u8) -> Tag {
        Tag { id: TagId(uuid::Uuid::from_u128(id)), name: name.to_owned(), hue }
    }

    #[test]
    fn tags_are_told_apart_and_few() {
        let known = with(Vec::new(), tag(1, "Question", 0)).expect("the first");
        assert!(with(known.clone(), tag(2, "question", 1)).is_err(), "called alike");
        assert!(with(known.clone(), tag(2, "", 1)).is_err(), "called nothing");
        assert!(with(known.clone(), tag(2, "Recipe", HUES)).is_err(), "no such colour");
        let renamed = with(known, tag(1, "Questions", 3)).expect("its own name is its own");
        assert_eq!(renamed, [tag(1, "Questions", 3)], "changed where it stood");
        let mut many = renamed;
        for n in 2..=MOST as u128 {
            many = with(many, tag(n, &format!("tag {n}"), 1)).expect("there is room");
        }
        assert!(with(many.clone(), tag(99, "one more", 1)).is_err(), "there is none any more");
        let (first, last) = (many[0].id, many[MOST - 1].id);
        let found = named(&many, &[last, first, tag(77, "gone", 0).id]);
        assert_eq!(found.len(), 2, "what is gone is left out");
        assert_eq!(found[0].id, first, "in the community's order");
        assert_eq!(without(many, first).len(), MOST - 1, "one less");
    }
}
