//! Screen `bank-withdraw`: takes money out to an account at a bank.

use super::kept::KeepSheet;
use super::{BANKS, named, read_banks};
use crate::bridge;
use crate::features::wallet::bill_row::without_sign;
use crate::features::wallet::costs::Costs;
use crate::features::wallet::links;
use crate::features::wallet::money::{AmountForm, Confirmation, Form, Place, first_currency};
use crate::features::wallet::pay::receipt;
use crate::features::wallet::reads::{Read, accounts, read_wallet};
use crate::prelude::*;
use crate::router::use_navigate;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::bank::{Banks, RAIL, house};
use sampan_protocol::wallet::fee::FeeOn;
use sampan_protocol::wallet::{TakeMoney, Wallet};
use sampan_protocol::{Currency, Money};

/// Takes money out to a bank.
#[component]
pub(crate) fn BankWithdrawScreen() -> View {
    let (wallet, banks) = (read_wallet(), read_banks());
    // Only what the form starts with: it must not be made anew while somebody types.
    let first = Memo::new(move || {
        let banks = banks.get()?.ok()?;
        wallet.answer.with(|answer| {
            let wallet = answer.as_ref()?.as_ref().ok()?;
            let houses = banks.house.iter().map(|house| house.currency);
            let fits = |c: &Currency| wallet.accounts.iter().any(|a| a.account.currency == *c);
            Some(
                houses
                    .clone()
                    .find(fits)
                    .or_else(|| first_currency(wallet, None).filter(|_| false)),
            )
        })
    });
    move || match first.get() {
        None => view! {
            <Screen name="bank-withdraw" title=t!("wallet.bank.withdraw") back=links::WITHDRAW state=Signal::stored(ScreenState::Loading)>
                <SkeletonBlock lines=4 />
            </Screen>
        },
        Some(None) => view! {
            <Screen name="bank-withdraw" title=t!("wallet.bank.withdraw") back=links::WITHDRAW state=Signal::stored(ScreenState::Empty)>
                <StateView icon="landmark" title=t!("wallet.bank.no_house") text=t!("wallet.bank.no_house.hint") />
            </Screen>
        },
        Some(Some(currency)) => view! { <WithdrawForm wallet currency /> },
    }
}

#[component]
fn WithdrawForm(wallet: Read<Wallet>, currency: Currency) -> View {
    let banks = read_banks();
    let there = Memo::new(move || banks.get().and_then(Result::ok));
    let limits = wallet.part(|w| w.limits.clone());
    let form = Form::open(accounts(wallet), limits, currency, true);
    receipt::follow(form.movement, use_navigate());
    let picked = RwSignal::new(None::<OpId>);
    let chosen = Memo::new(move || {
        let kept = there.get().map_or(Vec::new(), |banks| banks.kept);
        let fits = |id: &OpId| kept.iter().any(|kept| kept.id == *id);
        picked.get().filter(fits).or_else(|| kept.first().map(|kept| kept.id))
    });
    let taken =
        move || there.get().is_some_and(|b| house::of(&b.house, form.currency.get()).is_some());
    let blocked = Signal::derive(move || chosen.get().is_none() || !taken());
    let confirm = Callback::new(move |()| {
        if !blocked.get_untracked() {
            form.movement.ask_pin();
        }
    });
    let words = form.words("wallet.withdraw.confirm", "wallet.withdraw.confirm.amount");
    let confirmation = move |place| {
        view! {
            <Confirmation form place short=t!("wallet.withdraw.confirm") confirm=words blocked on_confirm=confirm />
        }
    };
    let hint = Signal::derive(move || {
        (!taken()).then(|| t!("wallet.bank.not_in", currency = form.currency.get()))
    });
    let send = move |pin: String| {
        let (Some(amount), bank) = (form.money(), chosen.get_untracked()) else { return };
        form.movement.send(Some(amount), move |op| async move {
            let rail = RAIL.to_owned();
            let command = TakeMoney { op, amount, rail, bank, pin: Some(pin) };
            bridge::call(&command).await.map(|receipt| Some(receipt.bill))
        });
    };
    let summary = move || {
        let money = form.money().unwrap_or(Money::new(0, form.currency.get_untracked()));
        let to = untrack(|| name_of(there.get(), chosen.get())).unwrap_or_default();
        view! {
            <p class="pin-for">{t!("wallet.bank.withdraw.pin", name = to)}</p>
            <MoneyText money=without_sign(money) size=MoneySize::Display />
        }
    };
    let foot = move || confirmation(Place::Foot);
    view! {
        <Screen name="bank-withdraw" title=t!("wallet.bank.withdraw") back=links::WITHDRAW foot>
            <AmountForm form account_label=t!("wallet.withdraw.from") hint on_enter=confirm>
                <BankPick there chosen picked />
                <Costs form on=FeeOn::Withdrawal(RAIL.to_owned()) />
                <p class="list-foot">{t!("wallet.bank.withdraw.hint")}</p>
            </AmountForm>
            {confirmation(Place::Behind)}
            <PinSheet open=form.movement.pin_open title=t!("wallet.bank.withdraw") summary on_pin=send busy=form.movement.is_sending() error=form.movement.pin_problem() />
        </Screen>
    }
}

fn name_of(there: Option<Banks>, chosen: Option<OpId>) -> Option<String> {
    let kept = there?.kept.into_iter().find(|kept| Some(kept.id) == chosen)?;
    Some(named(&kept.account))
}

/// Shows the account that the money goes to, and lets another be picked or kept.
#[component]
fn BankPick(
    there: Memo<Option<Banks>>,
    chosen: Memo<Option<OpId>>,
    picked: RwSignal<Option<OpId>>,
) -> View {
    let (open, adding) = (RwSignal::new(false), RwSignal::new(false));
    let none = Memo::new(move || there.get().is_some_and(|banks| banks.kept.is_empty()));
    let press = move |_| if none.get() { adding.set(true) } else { open.set(true) };
    let name = move || match none.get() {
        true => t!("wallet.bank.add"),
        false => name_of(there.get(), chosen.get()).unwrap_or_default(),
    };
    let option = move |kept: sampan_protocol::wallet::bank::KeptBank| {
        let id = kept.id;
        let tail =
            move || (chosen.get() == Some(id)).then(|| view! { <Icon name="check" size=20 /> });
        let pick = move |()| {
            picked.set(Some(id));
            open.set(false);
        };
        view! { <ListItem title=kept.account.holder.clone() detail=kept.account.number.shown() tail on_press=pick test="bank-option" /> }
    };
    let options = move || {
        let kept = there.get().map_or(Vec::new(), |banks| banks.kept);
        kept.into_iter().map(option).collect_view()
    };
    view! {
        <button class="account-pick" type="button" on:click=press data-test="bank-pick">
            <span class="account-pick-label">{t!("wallet.bank.to")}</span>
            <span class="account-pick-name">{name}</span>
            <Icon name="chevron-right" size=20 />
        </button>
        <Sheet open title=t!("wallet.bank.to") test="bank-pick-sheet">
            <ul class="list">{options}</ul>
            <Button kind=ButtonKind::Quiet block=true href=BANKS test="banks">{t!("wallet.bank.title")}</Button>
        </Sheet>
        <KeepSheet open=adding />
    }
}
