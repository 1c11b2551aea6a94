//! How posts are looked at: whose, in which order, how many; it stands in the address, so that one
//! comes back to the same place.

use crate::prelude::*;
use crate::router::{NavigateOptions, use_location, use_navigate, use_query_map};
use crate::t;
use crate::ui::Chip;
use sampan_protocol::communities::{Sort, Span};
use sampan_protocol::ids::TagId;

/// How posts are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Looking {
    /// Whether at those of every community, instead of those that one belongs to.
    pub(super) everything: bool,
    /// In which order.
    pub(super) sort: Sort,
    /// Since when, where votes make the order.
    pub(super) span: Span,
    /// At those with a tag of the community only.
    pub(super) tag: Option<TagId>,
    /// How many parts; one is none more.
    pub(super) further: u32,
}

impl Looking {
    /// What a query says.
    fn of(value: impl Fn(&str) -> Option<String>) -> Self {
        let span = value("span").and_then(|word| Span::ALL.into_iter().find(|s| s.word() == word));
        let sort = value("sort").and_then(|word| Sort::from_word(&word));
        Self {
            everything: value("all").is_some(),
            sort: sort.unwrap_or_default(),
            span: span.unwrap_or_default(),
            tag: value("tag").and_then(|id| id.parse().ok()),
            further: value("further").and_then(|n| n.parse().ok()).unwrap_or_default(),
        }
    }

    /// The query that says it, without what goes without saying.
    fn query(self) -> String {
        let mut query = String::new();
        let mut say = |text: &str| {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(text);
        };
        if self.everything {
            say("all");
        }
        if self.sort != Sort::default() {
            say(&format!("sort={}", self.sort.word()));
        }
        if self.span != Span::default() {
            say(&format!("span={}", self.span.word()));
        }
        if let Some(tag) = self.tag {
            say(&format!("tag={tag}"));
        }
        if self.further > 0 {
            say(&format!("further={}", self.further));
        }
        query
    }

    /// How many parts are wanted.
    pub(super) fn parts(self) -> u32 {
        self.further.saturating_add(1)
    }

    /// Whether votes make the order, so that a span says something.
    pub(super) fn by_votes(self) -> bool {
        matches!(self.sort, Sort::Top | Sort::Controversial)
    }

    /// How this screen's address says that it looks; a change is written into the address.
    pub(super) fn here() -> RwSignal<Self> {
        let looking =
            RwSignal::new(use_query_map().with_untracked(|query| Self::of(|name| query.get(name))));
        let path = use_location().pathname.get_untracked();
        let navigate = use_navigate();
        Effect::new(move |before: Option<Self>| {
            let now = looking.get();
            if before.is_some_and(|before| before != now) {
                let options = NavigateOptions { replace: true, still: true };
                navigate(&format!("{path}{}", now.query()), options);
            }
            now
        });
        looking
    }
}

/// Chips to choose an order, and the span where votes make it.
#[component]
pub(super) fn SortChips(
    /// How it is looked.
    looking: RwSignal<Looking>,
    /// Whether spans can be chosen.
    #[prop(optional)]
    spans: bool,
) -> View {
    let chip = |label: String, test, selected: Signal<bool>, choose: Callback<()>| {
        view! { <Chip label selected on_press=choose test /> }
    };
    let sort = move |(sort, test): (Sort, &'static str)| {
        let choose = move |()| looking.update(|now| *now = Looking { sort, further: 0, ..*now });
        let label = t!(&format!("communities.sort.{}", sort.word()));
        chip(label, test, Signal::derive(move || looking.get().sort == sort), choose.into())
    };
    let span = move |(span, test): (Span, &'static str)| {
        let choose = move |()| looking.update(|now| *now = Looking { span, further: 0, ..*now });
        let label = t!(&format!("communities.span.{}", span.word()));
        chip(label, test, Signal::derive(move || looking.get().span == span), choose.into())
    };
    let shown = Memo::new(move || spans && looking.get().by_votes());
    view! {
        <div class="chips" role="group" aria-label=t!("communities.sort")>
            {SORTS.into_iter().map(sort).collect_view()}
            {move || shown.get().then(|| view! {
                <span class="chips-line" aria-hidden="true"></span>
                {SPANS.into_iter().map(span).collect_view()}
            })}
        </div>
    }
}

/// Every order, and its name for tests.
const SORTS: [(Sort, &str); 4] = [
    (Sort::Hot, "sort-hot"),
    (Sort::New, "sort-new"),
    (Sort::Top, "sort-top"),
    (Sort::Controversial, "sort-controversial"),
];

/// Every span, and its name for tests.
const SPANS: [(Span, &str); 4] = [
    (Span::Day, "span-day"),
    (Span::Week, "span-week"),
    (Span::Month, "span-month"),
    (Span::All, "span-all"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_how_one_looks() {
        assert_eq!(Looking::default().query(), "", "what goes without saying");
        let all = [true, false].into_iter().flat_map(|everything| {
            SORTS.into_iter().flat_map(move |(sort, _)| {
                SPANS.into_iter().map(move |(span, _)| Looking {
                    everything,
                    sort,
                    span,
                    tag: everything.then(|| TagId(Default::default())),
                    further: 2,
                })
            })
        });
        for looking in all {
            let query = looking.query();
            let value = |name: &str| {
                let mut pairs = query.trim_start_matches('?').split('&');
                pairs.find_map(|pair| {
                    let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                    (key == name).then(|| value.to_owned())
                })
            };
            assert_eq!(Looking::of(value), looking, "{query} is read as it was written");
        }
    }
}
