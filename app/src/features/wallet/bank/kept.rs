//! Screen `banks`: the accounts that money can be taken out to.

use super::form::{AccountFields, Typed};
use super::{named, read_banks};
use crate::act::Act;
use crate::clock::new_op;
use crate::features::wallet::links;
use crate::features::wallet::overview::my_person;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::wallet::bank::{DropBank, KeepBank, KeptBank};

/// The kept accounts.
#[component]
pub(crate) fn BanksScreen() -> View {
    let all = read_banks();
    let adding = RwSignal::new(false);
    let state = Signal::derive(move || ScreenState::of(&all.get(), |banks| banks.kept.is_empty()));
    let body = move || {
        loaded(
            all.get(),
            move |()| all.refetch(),
            |banks| match banks.kept.is_empty() {
                true => view! {
                    <StateView icon="landmark" title=t!("wallet.bank.empty") text=t!("wallet.bank.empty.hint") />
                },
                false => {
                    let rows = banks.kept.into_iter().map(row).collect_view();
                    view! { <ListSection foot=t!("wallet.bank.kept.foot")>{rows}</ListSection> }
                }
            },
        )
    };
    view! {
        <Screen name="banks" title=t!("wallet.bank.title") back=links::WALLET state>
            <div class="stack bank">
                {body}
                <Button block=true kind=ButtonKind::Soft icon="plus" on_press=move |()| adding.set(true) test="bank-add">{t!("wallet.bank.add")}</Button>
            </div>
            <KeepSheet open=adding />
        </Screen>
    }
}

fn row(kept: KeptBank) -> View {
    let (asked, act, id) = (RwSignal::new(false), Act::new(), kept.id);
    let what = named(&kept.account);
    let drop = move |()| act.run_aloud(DropBank { op: new_op(), bank: id }, |()| {});
    let pending = kept.pending;
    let said = what.clone();
    let tail = move || {
        let label = t!("wallet.bank.remove", name = said.clone());
        view! {
            {pending.then(|| view! { <Badge tone=Tone::Warning>{t!("wallet.state.pending")}</Badge> })}
            <IconButton icon="trash-2" label on_press=move |()| asked.set(true) test="bank-remove" />
        }
    };
    let lead = || view! { <Icon name="landmark" size=24 /> };
    view! {
        <ListItem title=kept.account.holder.clone() detail=kept.account.number.shown() lead tail test="bank">
            <Confirm open=asked danger=true title=t!("wallet.bank.remove", name = what) text=t!("wallet.bank.remove.text") confirm=t!("wallet.bank.remove.yes") on_confirm=drop />
        </ListItem>
    }
}

/// Keeps another account.
#[component]
pub(crate) fn KeepSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> View {
    view! {
        <Sheet open title=t!("wallet.bank.add") test="bank-sheet">
            <KeepForm open />
        </Sheet>
    }
}

#[component]
fn KeepForm(open: RwSignal<bool>) -> View {
    let me = my_person().get_untracked().map_or(String::new(), |me| me.name);
    let typed = Typed::new(me, None);
    let (act, op) = (Act::new(), new_op());
    let incomplete = Signal::derive(move || typed.account().is_err());
    let keep = move |()| {
        let Ok(account) = untrack(|| typed.account()) else { return };
        act.run(KeepBank { op, account }, move |()| {
            open.try_set(false);
        });
    };
    let wrong = move || {
        act.error().get().map(|e| view! { <p class="callout danger" role="alert">{tell(&e)}</p> })
    };
    view! {
        <div class="form">
            <AccountFields typed />
            {wrong}
            <Button block=true busy=act.busy() disabled=incomplete on_press=keep test="bank-keep">{t!("ui.save")}</Button>
        </div>
    }
}
