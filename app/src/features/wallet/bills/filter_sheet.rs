//! Narrows the bills down: direction, kind, category, currency, tag, the other side.

use super::query::{KINDS, Narrowing};
use crate::answer::read;
use crate::features::wallet::face::{category_icon, category_key, kind_key};
use crate::features::wallet::links;
use crate::features::wallet::reads::{LABELLED, read_wallet};
use crate::prelude::*;
use crate::router::NavigateOptions;
use crate::router::use_navigate;
use crate::t;
use crate::ui::*;
use sampan_protocol::Currency;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::{Category, Facets, GetFacets};

/// The sheet of filters.
#[component]
pub(crate) fn FilterSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What the list is narrowed down to.
    narrowing: Memo<Narrowing>,
) -> View {
    let navigate = StoredValue::new_local(use_navigate());
    let show = Callback::new(move |wanted: Narrowing| {
        open.set(false);
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        navigate.with_value(|navigate| navigate(&wanted.address(links::BILLS), options));
    });
    view! {
        <Sheet open title=t!("wallet.bills.filter") test="filter-sheet">
            <Filters narrowing show />
        </Sheet>
    }
}

#[component]
fn Filters(narrowing: Memo<Narrowing>, show: Callback<Narrowing>) -> View {
    let wanted = RwSignal::new(narrowing.get_untracked());
    let wallet = read_wallet();
    let currencies =
        wallet.part(|w| w.accounts.iter().map(|a| a.account.currency).collect::<Vec<_>>());
    let direction = [None, Some(true), Some(false)].map(|value| {
        let key = match value {
            None => "wallet.bills.filter.all",
            Some(true) => "wallet.bills.in",
            Some(false) => "wallet.bills.out",
        };
        let test = ["direction-all", "direction-in", "direction-out"][value.map_or(0, |v| if v { 1 } else { 2 })];
        let selected = Signal::derive(move || wanted.with(|w| w.incoming == value));
        view! { <Chip label=t!(key) selected on_press=move |()| wanted.update(|w| w.incoming = value) test /> }
    });
    let kinds = KINDS.map(|(kind, word)| {
        let selected = Signal::derive(move || wanted.with(|w| w.kind == Some(kind)));
        let on_press = move |()| wanted.update(|w| w.kind = toggled(w.kind.as_ref(), kind));
        view! { <Chip label=t!(&kind_key(kind)) selected on_press test=kind_test(word) /> }
    });
    let categories = Category::ALL.map(|category| {
        let selected = Signal::derive(move || wanted.with(|w| w.category == Some(category)));
        let on_press = move |()| wanted.update(|w| w.category = toggled(w.category.as_ref(), category));
        view! {
            <Chip label=t!(&category_key(category)) icon=category_icon(category) selected on_press test="filter-category" />
        }
    });
    let currency = move |this: Currency| {
        let selected = Signal::derive(move || wanted.with(|w| w.currency == Some(this)));
        let on_press = move |()| wanted.update(|w| w.currency = toggled(w.currency.as_ref(), this));
        view! { <Chip label=this.to_string() selected on_press test="filter-currency" /> }
    };
    let several = move || {
        currencies.with(|all| (all.len() > 1).then(|| all.clone())).map(|all| view! {
        <Group title=t!("wallet.currency")>{all.into_iter().map(currency).collect_view()}</Group>
    })
    };
    let reset = move |()| {
        let text = wanted.with_untracked(|w| w.text.clone());
        show.run(Narrowing { text, ..Narrowing::default() });
    };
    view! {
        <div class="filters">
            <Group title=t!("wallet.bills.direction")>{direction.into_iter().collect_view()}</Group>
            <Group title=t!("wallet.bills.kind")>{kinds.into_iter().collect_view()}</Group>
            <Group title=t!("wallet.bills.category")>{categories.into_iter().collect_view()}</Group>
            {several}
            <ToldApart wanted />
        </div>
        <div class="filter-actions">
            <Button kind=ButtonKind::Soft on_press=reset test="filter-reset">{t!("wallet.bills.filter.reset")}</Button>
            <Button on_press=move |()| show.run(wanted.get_untracked()) test="filter-show">
                {t!("wallet.bills.filter.show")}
            </Button>
        </div>
    }
}

/// Tags, and who stands on the other side.
#[component]
fn ToldApart(wanted: RwSignal<Narrowing>) -> View {
    let facets = read(LABELLED, || GetFacets {});
    let facets = Memo::new(move || match facets.get() {
        Some(Ok(facets)) => facets,
        _ => Facets::default(),
    });
    move || {
        let Facets { tags, others } = facets.get();
        let tags = tags.into_iter().map(Facet::Tag).collect();
        let others = others.into_iter().map(Facet::Other).collect();
        [pick(wanted, "wallet.order.tags", tags), pick(wanted, "wallet.bills.other", others)]
            .into_iter()
            .flatten()
            .collect_view()
    }
}

/// Something that bills can be told apart by.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Facet {
    Tag(String),
    Other(Person),
}

impl Facet {
    fn is_wanted(&self, wanted: &Narrowing) -> bool {
        match self {
            Self::Tag(tag) => wanted.tag.as_ref() == Some(tag),
            Self::Other(person) => wanted.other == Some(person.id),
        }
    }

    fn toggle(&self, wanted: &mut Narrowing) {
        let gone = self.is_wanted(wanted);
        match self {
            Self::Tag(tag) => wanted.tag = (!gone).then(|| tag.clone()),
            Self::Other(person) => wanted.other = (!gone).then_some(person.id),
        }
    }
}

/// Tags, or people and merchants, under a heading; nothing where there are none.
fn pick(wanted: RwSignal<Narrowing>, title: &'static str, facets: Vec<Facet>) -> Option<View> {
    let chip = move |facet: Facet| {
        let (label, test) = match &facet {
            Facet::Tag(tag) => (format!("#{tag}"), "filter-tag"),
            Facet::Other(person) => (person.name.clone(), "filter-other"),
        };
        let this = facet.clone();
        let selected = Signal::derive(move || wanted.with(|wanted| this.is_wanted(wanted)));
        let on_press = move |()| wanted.update(|wanted| facet.toggle(wanted));
        view! { <Chip label selected on_press test /> }
    };
    (!facets.is_empty()).then(|| {
        view! { <Group title=t!(title)>{facets.into_iter().map(chip).collect_view()}</Group> }
    })
}

/// Chips under a heading.
#[component]
fn Group(title: String, children: Children) -> View {
    view! {
        <fieldset class="filter-group">
            <legend>{title}</legend>
            <div class="chips">{children()}</div>
        </fieldset>
    }
}

/// What is chosen after a chip was pressed: pressing it again lets it go.
fn toggled<T: PartialEq>(now: Option<&T>, pressed: T) -> Option<T> {
    (now != Some(&pressed)).then_some(pressed)
}

/// A chip's name for tests.
const fn kind_test(word: &'static str) -> &'static str {
    match word.as_bytes() {
        b"payment" => "kind-payment",
        b"transfer" => "kind-transfer",
        b"top_up" => "kind-top-up",
        b"packet" => "kind-packet",
        _ => "kind-withdrawal",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chip_pressed_twice_is_let_go() {
        assert_eq!(toggled(None, 1), Some(1), "chosen");
        assert_eq!(toggled(Some(&2), 1), Some(1), "chosen instead");
        assert_eq!(toggled(Some(&1), 1), None, "let go");
    }
}
