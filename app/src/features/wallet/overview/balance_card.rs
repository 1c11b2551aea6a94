//! What each account holds: what can be spent, and where that differs, what the ledger has.

use crate::features::wallet::pots::POTS;
use crate::features::wallet::reads::{Read, accounts, read_wallet};
use crate::prelude::*;
use crate::session::{change_settings, use_live, use_session};
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::{AccountView, Wallet};
use sampan_protocol::{Currency, Money};

/// Whether balances are hidden.
pub(crate) fn hidden_balances() -> Signal<bool> {
    let session = use_session();
    Signal::derive(move || session.with(|s| s.settings.hide_balance))
}

/// The balance cards for the home screen, which has not read the wallet itself.
#[component]
pub(crate) fn Balances() -> View {
    let wallet = read_wallet();
    let some = Memo::new(move || {
        wallet.answer.with(|a| matches!(a, Some(Ok(w)) if !w.accounts.is_empty()))
    });
    move || some.get().then(|| view! { <BalanceCards wallet /> })
}

/// One card for each account, side by side.
#[component]
pub(crate) fn BalanceCards(
    /// The wallet.
    wallet: Read<Wallet>,
) -> View {
    let accounts = accounts(wallet);
    let play = wallet.part(|w| w.play_money);
    let currencies = Memo::new(move || {
        accounts.with(|all| all.iter().map(|a| a.account.currency).collect::<Vec<_>>())
    });
    let card = move |currency: Currency| {
        let account = Memo::new(move || {
            accounts.with(|all| all.iter().find(|a| a.account.currency == currency).cloned())
        });
        view! { <Card currency account play /> }
    };
    view! {
        <div class="balances" class:several=move || currencies.with(|c| c.len() > 1) aria-label=t!("wallet.accounts")>
            <For each=move || currencies.get() key=|c| c.code().to_owned() children=card />
        </div>
    }
}

#[component]
fn Card(currency: Currency, account: Memo<Option<AccountView>>, play: Memo<bool>) -> View {
    let hidden = hidden_balances();
    let live = use_live();
    let minor = move |of: fn(&AccountView) -> i64| {
        Signal::derive(move || Money::new(account.with(|a| a.as_ref().map_or(0, of)), currency))
    };
    let available = minor(|a| a.available);
    let posted = minor(|a| a.account.balance);
    let pots = minor(|a| a.in_pots);
    let eye = move || {
        let (icon, label) = if hidden.get() {
            ("eye-off", "wallet.balance.show")
        } else {
            ("eye", "wallet.balance.hide")
        };
        let on_press = move |()| change_settings(live, |s| s.hide_balance = !s.hide_balance);
        view! { <IconButton icon label=t!(label) on_press test="hide-balance" /> }
    };
    view! {
        <article class="balance-card" data-test=format!("account-{currency}")>
            <header class="balance-head">
                <span class="balance-name">
                    <span class="balance-code">{currency.to_string()}</span>
                    <span>{format::currency_name(currency)}</span>
                </span>
                {move || play.get().then(|| view! {
                    <span class="balance-play" title=t!("wallet.play_money.why")>{t!("wallet.play_money")}</span>
                })}
                {eye}
            </header>
            <p class="balance-label">{t!("wallet.available")}</p>
            <p class="balance-amount" data-test=format!("available-{currency}")>
                <MoneyText money=available size=MoneySize::Display hidden />
            </p>
            {move || balance_more(posted.get(), available.get(), hidden.get())}
            {move || in_pots(pots.get(), hidden.get())}
        </article>
    }
}

/// What the ledger has, and what is on its way, where that is not what can be spent.
fn balance_more(posted: Money, available: Money, hidden: bool) -> Option<View> {
    let underway = Money::new(posted.minor.saturating_sub(available.minor), posted.currency);
    (underway.minor != 0 && !hidden).then(|| {
        view! {
            <p class="balance-more" data-test=format!("posted-{}", posted.currency)>
                <span>{t!("wallet.posted", amount = format::money(posted))}</span>
                <span>{t!("wallet.underway", amount = format::money(underway))}</span>
            </p>
        }
    })
}

/// What lies in savings pots, where anything does; it leads to them.
fn in_pots(money: Money, hidden: bool) -> Option<View> {
    (money.minor > 0).then(|| {
        let amount = if hidden { "••••".to_owned() } else { format::money(money) };
        let test = format!("in-pots-{}", money.currency);
        view! {
            <a class="balance-pots" href=POTS data-test=test>
                <Icon name="piggy-bank" size=16 />
                <span>{t!("wallet.pot.in_pots", amount = amount)}</span>
                <Icon name="chevron-right" size=16 />
            </a>
        }
    })
}
