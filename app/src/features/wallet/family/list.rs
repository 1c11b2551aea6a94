//! Screen `family`: cards that others gave me, and those that I gave.

use super::face::face;
use super::{GIVE, KINDS, path};
use crate::answer::read;
use crate::features::wallet::links;
use crate::features::wallet::overview::my_person;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::family::{CardState, FamilyCard, ListCards};

/// All family cards.
#[component]
pub(crate) fn FamilyScreen() -> View {
    let cards = read(KINDS, || ListCards {});
    let state = Signal::derive(move || ScreenState::of(&cards.get(), Vec::is_empty));
    let again = Callback::new(move |()| cards.refetch());
    let actions = || view! { <IconButton icon="plus" label=t!("wallet.family.give") href=GIVE test="family-new" /> };
    view! {
        <Screen name="family" title=t!("wallet.family.title") back=links::WALLET state actions>
            {move || loaded(cards.get(), again, lists)}
        </Screen>
    }
}

fn lists(all: Vec<FamilyCard>) -> View {
    if all.is_empty() {
        return view! {
            <StateView icon="heart-handshake" title=t!("wallet.family.none") text=t!("wallet.family.none.hint")
                action=t!("wallet.family.give") href=GIVE test="family-first" />
        };
    }
    let me = my_person().get_untracked().map(|me| me.id);
    let over = |card: &FamilyCard| card.state == CardState::Ended;
    let (ended, open): (Vec<_>, Vec<_>) = all.into_iter().partition(over);
    let (given, got): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|card| Some(card.giver.id) == me);
    let section = |title: &'static str, cards: &[FamilyCard]| {
        let card = |card: &FamilyCard| {
            let mine = Some(card.giver.id) == me;
            view! { <a class="family-link" href=path(card.id) data-test="family-card">{face(card, mine)}</a> }
        };
        (!cards.is_empty()).then(|| {
            view! {
                <section class="list-section">
                    <h2 class="list-title">{t!(title)}</h2>
                    <div class="family-cards">{cards.iter().map(card).collect_view()}</div>
                </section>
            }
        })
    };
    view! {
        <div class="stack">
            {section("wallet.family.got", &got)}
            {section("wallet.family.given", &given)}
            {section("wallet.family.over", &ended)}
            <p class="list-foot">{t!("wallet.family.foot")}</p>
        </div>
    }
}
