//! A charge of my code that is more than the code alone may pay: yes with the PIN, or no.

use crate::act::Act;
use crate::clock::new_op;
use crate::features::wallet::charge::time_left;
use crate::features::wallet::links;
use crate::features::wallet::reads::{Read, read_wallet};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::{AnswerCharge, Charge, Wallet};

/// Asks me whether a charge may have the money.
#[component]
pub(crate) fn Asked(
    /// The charge.
    charge: Charge,
) -> View {
    let pin = RwSignal::new(false);
    let (yes, no) = (Act::new(), Act::new());
    let (op_yes, op_no) = (new_op(), new_op());
    let id = charge.id;
    let confirm = move |given: String| {
        let command = AnswerCharge { op: op_yes, charge: id, pin: Some(given) };
        yes.run_aloud(command, move |_| {
            pin.try_set(false);
        });
    };
    let refuse = move |()| no.run_aloud(AnswerCharge { op: op_no, charge: id, pin: None }, |_| {});
    let (name, amount) = (charge.merchant.name.clone(), charge.amount);
    let person = charge.merchant.clone();
    let summary = move || {
        view! {
            <PersonAvatar person=person.clone() size=40 />
            <MoneyText money=amount size=MoneySize::Display />
        }
    };
    view! {
        <article class="pay-code-asked" role="alert" data-test="charge-asked" data-charge=id.to_string()>
            <PersonAvatar person=charge.merchant.clone() size=64 />
            <p class="payee-name">{t!("wallet.code.asks", name = name)}</p>
            <p class="payee-handle">{format!("@{}", charge.merchant.handle)}</p>
            <NameWarning name=charge.merchant.name.clone() />
            <MoneyText money=amount size=MoneySize::Display />
            {(!charge.note.is_empty()).then(|| view! { <p class="receipt-note">{charge.note.clone()}</p> })}
            <p class="pay-code-why">{t!("wallet.code.asks.why")}</p>
            {time_left(&charge, || {})}
            <div class="pay-code-answers">
                <Button block=true kind=ButtonKind::Soft busy=no.busy() on_press=refuse test="charge-refuse">{t!("wallet.code.refuse")}</Button>
                <Button block=true busy=yes.busy() on_press=move |()| pin.set(true) test="charge-confirm">{t!("wallet.code.confirm")}</Button>
            </div>
        </article>
        <PinSheet open=pin title=t!("wallet.code.confirm") summary touch=true on_pin=confirm busy=yes.busy() error=yes.error() />
    }
}

/// Charges that ask me, wherever the wallet is shown: the code's screen may have been left.
#[component]
pub(crate) fn AskedBanner() -> View {
    let wallet: Read<Wallet> = read_wallet();
    let asking = wallet.part(|w| w.asking.clone());
    move || {
        asking.get().into_iter().map(|charge| {
            let says = t!("wallet.code.asks", name = charge.merchant.name);
            view! {
                <a class="pay-code-banner" role="alert" href=links::PAY_CODE data-test="charge-banner">
                    <PersonAvatar person=charge.merchant size=40 />
                    <span class="pay-code-banner-text"><span>{says}</span><MoneyText money=charge.amount size=MoneySize::Title /></span>
                    <Icon name="chevron-right" size=20 />
                </a>
            }
        }).collect_view()
    }
}
