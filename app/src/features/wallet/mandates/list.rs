//! Screen `mandates`: who may charge me, and whom I may charge.

use crate::answer::read;
use crate::features::wallet::links;
use crate::features::wallet::overview::my_person;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::mandate::{ListMandates, MANDATE, Mandate, MandateState};

/// All mandates.
#[component]
pub(crate) fn MandatesScreen() -> View {
    let all = read(&[MANDATE], || ListMandates {});
    let state = Signal::derive(move || ScreenState::of(&all.get(), Vec::is_empty));
    let body = move || loaded(all.get(), move |()| all.refetch(), lists);
    view! { <Screen name="mandates" title=t!("wallet.mandates.title") back=links::WALLET state>{body}</Screen> }
}

fn lists(all: Vec<Mandate>) -> View {
    let me = my_person().get_untracked().map(|me| me.id);
    let ask = || {
        view! { <Button block=true kind=ButtonKind::Soft icon="plus" href=links::ASK_MANDATE test="mandate-ask">{t!("wallet.mandates.ask")}</Button> }
    };
    if all.is_empty() {
        return view! {
            <StateView icon="repeat" title=t!("wallet.mandates.empty") text=t!("wallet.mandates.empty.hint") />
            {ask()}
        };
    }
    let (mine, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|mandate| Some(mandate.payer.id) == me);
    let section = |title: String, all: &[Mandate], payer: bool| {
        (!all.is_empty()).then(|| {
            let rows = all.iter().map(|mandate| row(mandate, payer)).collect_view();
            view! { <ListSection title>{rows}</ListSection> }
        })
    };
    let mine = section(t!("wallet.mandates.mine"), &mine, true);
    let others = section(t!("wallet.mandates.others"), &others, false);
    view! {
        <div class="stack">
            {mine}
            {others}
            {ask()}
        </div>
    }
}

fn row(mandate: &Mandate, payer: bool) -> View {
    let other = if payer { mandate.merchant.clone() } else { mandate.payer.clone() };
    let title = format!("{} · {}", other.name, mandate.text);
    let detail = t!(
        "wallet.mandates.caps",
        each = format::money(mandate.each),
        month = format::money(mandate.month)
    );
    let (key, tone) = state_of(mandate);
    let lead = move || view! { <PersonAvatar person=other.clone() size=40 /> };
    let tail = move || view! { <Badge tone>{t!(key)}</Badge> };
    view! { <ListItem title detail lead tail href=links::mandate(mandate.id) test="mandate" /> }
}

/// The word for how a mandate stands.
pub(crate) const fn state_of(mandate: &Mandate) -> (&'static str, Tone) {
    match (mandate.pending, mandate.state) {
        (true, _) => ("wallet.mandates.pending", Tone::Warning),
        (_, MandateState::Asked) => ("wallet.mandates.asked", Tone::Brand),
        (_, MandateState::Agreed) => ("wallet.mandates.agreed", Tone::Success),
        (_, MandateState::Ended) => ("wallet.mandates.ended", Tone::Plain),
    }
}
