//! Screen `splits`: the bills that I split, and how much of each has come back.

use super::{NEW, called, path};
use crate::answer::read;
use crate::features::wallet::links;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::rows;
use sampan_protocol::wallet::split::{ListSplits, ROW, Split};

/// The bills that I split.
#[component]
pub(crate) fn SplitsScreen() -> View {
    let splits = read(&[ROW, rows::REQUEST], || ListSplits {});
    let state = Signal::derive(move || ScreenState::of(&splits.get(), Vec::is_empty));
    let again = Callback::new(move |()| splits.refetch());
    let list = |splits: Vec<Split>| {
        if splits.is_empty() {
            return view! {
                <StateView icon="split" title=t!("wallet.split.none") text=t!("wallet.split.none.hint")
                    action=t!("wallet.split.new") href=NEW test="split-first" />
            };
        }
        view! { <ul class="list">{splits.iter().map(row).collect_view()}</ul> }
    };
    let actions = || view! { <IconButton icon="plus" label=t!("wallet.split.new") href=NEW test="split-new" /> };
    view! {
        <Screen name="splits" title=t!("wallet.split.title") back=links::WALLET state actions>
            {move || loaded(splits.get(), again, list)}
        </Screen>
    }
}

fn row(split: &Split) -> View {
    let (asked, paid) = split.progress();
    let how = if split.pending {
        t!("wallet.requests.unsent")
    } else {
        t!("wallet.split.paid_of", paid = format::money(paid), all = format::money(asked))
    };
    let detail = format!("{} · {how}", format::day(split.at));
    let people = split.parts.iter().map(|part| part.person.clone()).take(3).collect::<Vec<_>>();
    let faces = move || {
        let face = |person: &sampan_protocol::people::Person| {
            view! { <PersonAvatar person=person.clone() size=28 /> }
        };
        view! { <span class="choice-faces">{people.iter().map(face).collect_view()}</span> }
    };
    let money = split.amount;
    view! {
        <ListItem title=called(split) detail href=path(split.id) lead=faces
            tail=move || view! { <MoneyText money /> } test="split" />
    }
}
