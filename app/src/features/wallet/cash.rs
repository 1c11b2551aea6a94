//! Screens `top-up` and `withdraw`: money in and out through a rail.

use super::bank::ByBank;
use super::bill_row::without_sign;
use super::links;
use super::money::{AmountForm, Confirmation, Form, Place, first_currency};
use super::pay::receipt;
use super::rail_pick::{RailChoice, RailPick};
use super::reads::{Read, accounts, available, read_wallet};
use crate::bridge;
use crate::prelude::*;
use crate::router::{use_navigate, use_query_map};
use crate::t;
use crate::ui::*;
use sampan_protocol::rails::Way;
use sampan_protocol::wallet::{AddMoney, OrderMoney, TakeMoney, Wallet};
use sampan_protocol::{Currency, Money};

const fn screen(way: Way) -> &'static str {
    match way {
        Way::In => "top-up",
        Way::Out => "withdraw",
    }
}

/// Keys of title, account, and what is confirmed without and with an amount.
const fn keys(way: Way) -> [&'static str; 4] {
    match way {
        Way::In => [
            "wallet.top_up.title",
            "wallet.top_up.to",
            "wallet.top_up.confirm",
            "wallet.top_up.confirm.amount",
        ],
        Way::Out => [
            "wallet.withdraw.title",
            "wallet.withdraw.from",
            "wallet.withdraw.confirm",
            "wallet.withdraw.confirm.amount",
        ],
    }
}

/// Puts money in.
#[component]
pub(crate) fn TopUpScreen() -> View {
    view! { <CashScreen way=Way::In /> }
}

/// Takes money out.
#[component]
pub(crate) fn WithdrawScreen() -> View {
    view! { <CashScreen way=Way::Out /> }
}

#[component]
fn CashScreen(way: Way) -> View {
    let wallet = read_wallet();
    let query = use_query_map();
    let wished =
        query.with_untracked(|q| q.get("currency").and_then(|code| code.parse::<Currency>().ok()));
    // Only what the form starts with: it must not be made anew while somebody types.
    let first = Memo::new(move || {
        wallet.answer.with(|answer| match answer {
            Some(Ok(w)) => {
                let held = wished.filter(|wished| available(&w.accounts, *wished).is_some());
                first_currency(w, held)
            }
            _ => None,
        })
    });
    let state = wallet.state(|w| w.accounts.is_empty());
    move || match first.get() {
        Some(currency) => view! { <CashForm way wallet currency /> },
        None => {
            let content = move || match state.get() {
                ScreenState::Empty => view! {
                    <StateView icon="wallet" title=t!("wallet.empty") text=t!("wallet.empty.hint") />
                },
                ScreenState::Offline | ScreenState::Error => {
                    wallet.answer.with(|answer| match answer {
                        Some(Err(error)) => failed(error, wallet.again),
                        _ => View::none(),
                    })
                }
                _ => view! { <SkeletonBlock lines=4 /> },
            };
            view! { <Screen name=screen(way) title=t!(keys(way)[0]) back=links::WALLET state>{content}</Screen> }
        }
    }
}

#[component]
fn CashForm(way: Way, wallet: Read<Wallet>, currency: Currency) -> View {
    let [title, account, verb, verb_amount] = keys(way);
    let accounts = accounts(wallet);
    let limits = wallet.part(|w| w.limits.clone());
    let form = Form::open(accounts, limits, currency, way == Way::Out);
    let choice = RailChoice::open(wallet.part(|w| w.rails.clone()), way, form);
    receipt::follow(form.movement, use_navigate());
    let confirm = Callback::new(move |()| match way {
        Way::In => send(form, choice, way, None),
        Way::Out => form.movement.ask_pin(),
    });
    let words = form.words(verb, verb_amount);
    let blocked = choice.blocked(form);
    let confirmation = move |place| {
        view! {
            <Confirmation form place short=t!(verb) confirm=words blocked on_confirm=confirm />
        }
    };
    let foot = move || confirmation(Place::Foot);
    view! {
        <Screen name=screen(way) title=t!(title) back=links::WALLET foot>
            <AmountForm form account_label=t!(account) on_enter=confirm>
                {(way == Way::Out).then(|| view! { <AllOfIt form /> })}
                <RailPick choice form />
                <ByBank way currency=form.currency />
            </AmountForm>
            {confirmation(Place::Behind)}
            <WithdrawPin form choice />
        </Screen>
    }
}

fn send(form: Form, choice: RailChoice, way: Way, pin: Option<String>) {
    let (Some(amount), Some(rail)) = (form.money(), choice.rail()) else { return };
    let Some(quote) = choice.quote(form) else { return };
    let detail = choice.detail.get_untracked();
    form.movement.send(Some(amount), move |op| async move {
        let name = rail.name;
        let receipt = match way {
            _ if !rail.instant => {
                let fee = quote.fee;
                let order = OrderMoney { op, rail: name, way, amount, fee, detail, pin };
                bridge::call(&order).await
            }
            Way::In => bridge::call(&AddMoney { op, amount, rail: name }).await,
            Way::Out => bridge::call(&TakeMoney { op, amount, rail: name, bank: None, pin }).await,
        };
        receipt.map(|receipt| Some(receipt.bill))
    });
}

/// Types everything that can be taken out.
#[component]
fn AllOfIt(form: Form) -> View {
    let rest = Signal::derive(move || {
        let currency = form.currency.get();
        let rest = form.accounts.with(|all| available(all, currency)).unwrap_or(0);
        Money::new(rest, currency)
    });
    move || {
        (rest.get().minor > 0).then(|| {
            view! {
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    on_press=move |()| form.typed.set(rest.get_untracked().to_plain())
                    test="withdraw-all"
                >
                    {t!("wallet.withdraw.all")}
                </Button>
            }
        })
    }
}

#[component]
fn WithdrawPin(form: Form, choice: RailChoice) -> View {
    let movement = form.movement;
    let summary = move || {
        let money = form.money().unwrap_or(Money::new(0, form.currency.get_untracked()));
        view! {
            <p class="pin-for">{t!("wallet.withdraw.pin", amount = format::money(money))}</p>
            <MoneyText money=without_sign(money) size=MoneySize::Display />
        }
    };
    view! {
        <PinSheet
            open=movement.pin_open
            title=t!("wallet.withdraw.title")
            summary
            on_pin=move |pin| send(form, choice, Way::Out, Some(pin))
            busy=movement.is_sending()
            error=movement.pin_problem()
        />
    }
}
