//! Screen `collect`: the code that others scan to pay me.

use super::amount_sheet::{AmountSheet, Asked};
use super::code::CodeCard;
use crate::answer::read;
use crate::clock::now;
use crate::features::wallet::countdown::Left;
use crate::features::wallet::overview::my_person;
use crate::features::wallet::reads::{Read, read_wallet};
use crate::features::wallet::{clipboard, links};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::{CollectCode, MakeCode, Wallet};
use sampan_protocol::{Currency, Error, Timestamp};
use std::time::Duration;

/// My code.
#[component]
pub(crate) fn CollectScreen() -> View {
    let wallet = read_wallet();
    let first = wallet.part(|w| w.accounts.first().map(|a| a.account.currency));
    let me = my_person();
    let state = wallet.state(|w| w.accounts.is_empty());
    let body = move || match (first.get(), me.get_untracked()) {
        (Some(currency), Some(me)) => view! { <Collect wallet currency me /> },
        _ => match state.get() {
            ScreenState::Loading => view! { <SkeletonBlock lines=6 /> },
            ScreenState::Offline | ScreenState::Error => {
                wallet.answer.with(|answer| match answer {
                    Some(Err(error)) => failed(error, wallet.again),
                    _ => View::none(),
                })
            }
            _ => {
                view! { <StateView icon="wallet" title=t!("wallet.empty") text=t!("wallet.empty.hint") /> }
            }
        },
    };
    view! { <Screen name="collect" title=t!("wallet.collect.title") back=links::WALLET state>{body}</Screen> }
}

#[component]
fn Collect(wallet: Read<Wallet>, currency: Currency, me: Person) -> View {
    let asked = RwSignal::new(Asked { currency, amount: None, note: String::new() });
    let edition = RwSignal::new(0_u32);
    let code = read(&[], move || {
        edition.track();
        let Asked { currency, amount, note } = asked.get();
        MakeCode { amount, currency, note }
    });
    let again = Callback::new(move |()| edition.update(|n| *n += 1));
    let left = countdown(move || match code.get() {
        Some(Ok(code)) => code.expires,
        _ => None,
    });
    let currencies =
        wallet.part(|w| w.accounts.iter().map(|a| a.account.currency).collect::<Vec<_>>());
    let sheet = RwSignal::new(false);
    let handle = me.handle.clone();
    let card = move |code: CollectCode| {
        view! { <CodeCard code me=me.clone() asked left again /> }
    };
    view! {
        <div class="collect">
            {move || currencies.with(|all| (all.len() > 1).then(|| currency_pick(all, asked)))}
            <div class="collect-code">{move || shown(code.get(), again, card.clone())}</div>
            <div class="collect-actions">
                <Button kind=ButtonKind::Soft icon="pencil" on_press=move |()| sheet.set(true) test="set-amount">
                    {move || match asked.with(|a| a.amount.is_some()) {
                        true => t!("wallet.collect.change"),
                        false => t!("wallet.collect.set"),
                    }}
                </Button>
                {move || asked.with(|a| a.amount.is_some() || !a.note.is_empty()).then(|| view! {
                    <Button kind=ButtonKind::Soft icon="x" on_press=move |()| asked.update(Asked::clear) test="clear-amount">
                        {t!("wallet.collect.clear")}
                    </Button>
                })}
                <Button kind=ButtonKind::Soft icon="copy" on_press=move |()| {
                    if let Some(Ok(code)) = untrack(|| code.get()) {
                        copy(code.payload);
                    }
                } test="copy-code">{t!("wallet.collect.copy")}</Button>
                <Button kind=ButtonKind::Soft icon="link" on_press=move |()| {
                    copy(asked.with_untracked(|asked| asked.link(&handle)));
                } test="copy-link">{t!("wallet.collect.link")}</Button>
            </div>
            <p class="collect-how">{t!("wallet.collect.how")}</p>
            <AmountSheet wallet asked open=sheet />
        </div>
    }
}

fn shown(
    code: Option<Result<CollectCode, Error>>,
    again: Callback<()>,
    card: impl FnOnce(CollectCode) -> View,
) -> View {
    match code {
        None => view! { <div class="collect-card"><SkeletonBlock lines=8 /></div> },
        Some(Err(error)) => failed(&error, again),
        Some(Ok(code)) => card(code),
    }
}

fn currency_pick(currencies: &[Currency], asked: RwSignal<Asked>) -> View {
    let value = RwSignal::new(asked.with_untracked(|a| a.currency));
    Effect::new(move |_| {
        let currency = value.get();
        if asked.with_untracked(|a| a.currency != currency) {
            asked.set(Asked { currency, amount: None, note: String::new() });
        }
    });
    let options = currencies.iter().map(|c| (*c, c.to_string())).collect();
    view! { <Segmented label=t!("wallet.currency") options value test="collect-currency" /> }
}

/// What is left of the code's time, told every second.
fn countdown(expires: impl Fn() -> Option<Timestamp> + Send + Sync + 'static) -> Memo<Left> {
    let time = RwSignal::new(now());
    if let Ok(ticker) = set_interval_with_handle(
        move || {
            time.try_set(now());
        },
        Duration::from_secs(1),
    ) {
        on_cleanup(move || ticker.clear());
    }
    Memo::new(move || Left::at(expires(), time.get()))
}

fn copy(text: String) {
    let toasts = use_toasts();
    spawn_local(async move {
        match clipboard::copy(&text).await {
            Ok(()) => toasts.say(t!("wallet.copied")),
            Err(error) => toasts.fail(&error),
        }
    });
}
