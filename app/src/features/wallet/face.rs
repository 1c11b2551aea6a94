//! How a bill is told in a line: its name, its picture, its state.

use super::bills::query::kind_word;
use sampan_protocol::people::Kind;
use sampan_protocol::wallet::{Bill, BillKind, BillState, Category};

/// Key of what a bill without another side is called.
pub(crate) fn kind_key(kind: BillKind) -> String {
    format!("wallet.kind.{}", kind_word(kind))
}

/// Key of a category's name.
pub(crate) fn category_key(category: Category) -> String {
    format!("wallet.category.{}", category.word())
}

/// Icon of a category.
pub(crate) const fn category_icon(category: Category) -> &'static str {
    match category {
        Category::Transfer => "arrow-left-right",
        Category::Food => "utensils",
        Category::Groceries => "shopping-basket",
        Category::Transport => "bus",
        Category::Shopping => "shopping-bag",
        Category::Home => "house",
        Category::Health => "heart-pulse",
        Category::Leisure => "clapperboard",
        Category::Education => "graduation-cap",
        Category::Travel => "plane",
        Category::Cash => "landmark",
        Category::Pot => "piggy-bank",
        Category::Other => "circle-ellipsis",
    }
}

/// How loudly a state is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// As it should be.
    Quiet,
    /// It waits, for itself or for the person.
    Waiting,
    /// It went wrong.
    Bad,
}

impl Tone {
    /// The word for it in the style sheet.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Waiting => "waiting",
            Self::Bad => "bad",
        }
    }
}

/// Key of a state's name, and its tone.
pub(crate) const fn state(state: &BillState) -> (&'static str, Tone) {
    match state {
        BillState::Settled => ("wallet.state.settled", Tone::Quiet),
        BillState::Pending => ("wallet.state.pending", Tone::Waiting),
        BillState::NeedsPin => ("wallet.state.needs_pin", Tone::Waiting),
        BillState::Failed(_) => ("wallet.state.failed", Tone::Bad),
        BillState::Underway(_) => ("wallet.state.underway", Tone::Waiting),
        BillState::CalledBack => ("wallet.state.called_back", Tone::Waiting),
        BillState::AtRail(_) => ("wallet.state.at_rail", Tone::Waiting),
        BillState::Held(_) => ("wallet.state.held", Tone::Waiting),
        BillState::Released => ("wallet.state.released", Tone::Waiting),
    }
}

/// What is written below the name: what was noted, else what it is about where the name does not
/// say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Below<'a> {
    /// The note.
    Note(&'a str),
    /// The name of the category.
    Category(Category),
    /// The name of the kind.
    Kind(BillKind),
    /// The name of the rail.
    Rail(&'a str),
}

/// The second line of a bill.
pub(crate) fn below(bill: &Bill) -> Below<'_> {
    let merchant = bill.other.as_ref().is_some_and(|other| other.kind == Kind::Merchant);
    match (&bill.rail, bill.note.trim()) {
        (_, note) if !note.is_empty() => Below::Note(note),
        (Some(rail), _) => Below::Rail(rail),
        (None, _) if merchant => Below::Category(bill.category),
        (None, _) => Below::Kind(bill.kind),
    }
}

/// Key of a rail's name; the rail's own word where the catalogue has none.
pub(crate) fn rail_key(rail: &str) -> String {
    format!("wallet.rail.{rail}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::wallet::bills::query::KINDS;
    use sampan_protocol::locale::Language;

    #[test]
    fn every_kind_category_and_state_has_a_name() {
        let states = [
            BillState::Settled,
            BillState::Pending,
            BillState::NeedsPin,
            BillState::Underway(sampan_protocol::Timestamp(0)),
            BillState::CalledBack,
            BillState::Held(sampan_protocol::Timestamp(0)),
            BillState::Released,
        ];
        let keys = KINDS
            .into_iter()
            .map(|(kind, _)| kind_key(kind))
            .chain(Category::ALL.into_iter().map(category_key))
            .chain(states.iter().map(|s| state(s).0.to_owned()))
            .chain([rail_key("sandbox")]);
        for key in keys {
            for language in Language::ALL {
                assert_ne!(language.text(&key, &[]), key, "{} has {key}", language.tag());
            }
        }
    }
}
