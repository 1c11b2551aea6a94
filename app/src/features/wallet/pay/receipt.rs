//! Screen `receipt`: how a movement ended, or what it waits for.

use crate::answer::read;
use crate::features::wallet::at_rail::{self, RailActions};
use crate::features::wallet::bill_row::{bill_title, without_sign};
use crate::features::wallet::links;
use crate::features::wallet::movement::Movement;
use crate::features::wallet::waiting::SendAgain;
use crate::prelude::*;
use crate::router::NavigateOptions;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::{Bill, BillKind, BillState, GetBill, Linked, rows};

/// Goes to the receipt when a movement is done; the form is not in the history any more.
pub(crate) fn follow(movement: Movement, navigate: impl Fn(&str, NavigateOptions) + 'static) {
    movement.on_done(move |bill| {
        if let Some(bill) = bill {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&links::receipt(bill.id), options);
        }
    });
}

/// The receipt of one bill; it changes by itself when what it tells of is sent.
#[component]
pub(crate) fn ReceiptScreen() -> View {
    let params = use_params_map();
    let id = params.with_untracked(|p| p.get("bill").and_then(|id| id.parse::<BillId>().ok()));
    let id = id.unwrap_or(BillId(Default::default()));
    let bill = read(&[rows::BILL], move || GetBill { id });
    let again = Callback::new(move |()| bill.refetch());
    let state = Signal::derive(move || ScreenState::of(&bill.get(), |_| false));
    view! {
        <Screen name="receipt" title=t!("wallet.receipt.title") state back=links::WALLET>
            {move || loaded(bill.get(), again, |bill| view! { <Receipt bill /> })}
        </Screen>
    }
}

/// Icon, class, title and what it means.
fn outcome(bill: &Bill) -> (&'static str, &'static str, String, Option<String>) {
    match &bill.state {
        BillState::Settled => {
            let key = match bill.kind {
                BillKind::TopUp => "wallet.receipt.in",
                BillKind::Withdrawal => "wallet.receipt.out",
                BillKind::Refund => "wallet.receipt.refunded",
                BillKind::Exchange => "wallet.receipt.exchanged",
                BillKind::Pot if bill.amount.minor < 0 => "wallet.pot.in",
                BillKind::Pot => "wallet.pot.out",
                BillKind::Transfer
                | BillKind::Payment
                | BillKind::Packet
                | BillKind::Fee
                | BillKind::Voucher => "wallet.receipt.paid",
            };
            ("check", "done", t!(key), None)
        }
        BillState::Pending => (
            "clock",
            "waiting",
            t!("wallet.receipt.pending"),
            Some(t!("wallet.receipt.pending.hint")),
        ),
        BillState::NeedsPin => (
            "lock",
            "waiting",
            t!("wallet.receipt.needs_pin"),
            Some(t!("wallet.receipt.needs_pin.hint")),
        ),
        BillState::Underway(until) => (
            "clock",
            "waiting",
            t!("wallet.receipt.underway"),
            Some(t!("wallet.receipt.underway.hint", time = format::moment_within(*until))),
        ),
        BillState::CalledBack => ("undo-2", "waiting", t!("wallet.state.called_back"), None),
        BillState::AtRail(at) => {
            ("clock", "waiting", t!("wallet.receipt.at_rail"), Some(at_rail::why(bill.kind, at)))
        }
        BillState::Held(until) => (
            "clock",
            "waiting",
            t!("wallet.state.held"),
            Some(t!("wallet.held.until", time = format::moment_within(*until))),
        ),
        BillState::Released => ("undo-2", "waiting", t!("wallet.state.released"), None),
        BillState::Failed(error) => {
            ("x", "bad", t!("wallet.state.failed"), Some(crate::words::tell(error)))
        }
    }
}

/// What belongs to it: its fee, or what was got for it.
fn receipt_linked(bill: &Bill) -> Vec<View> {
    let line = |linked: &Linked| {
        let amount = format::money(without_sign(linked.amount));
        view! { <p class="receipt-text" data-test="receipt-linked">{t!(linked.why.key())}" "<strong>{amount}</strong></p> }
    };
    bill.linked.iter().map(line).collect_view()
}

#[component]
fn Receipt(bill: Bill) -> View {
    let (icon, class, title, text) = outcome(&bill);
    let needs_pin = bill.state == BillState::NeedsPin;
    let address = links::bill(bill.id);
    let give_pin = needs_pin
        .then(|| view! { <SendAgain bill=bill.clone() label=t!("wallet.receipt.give_pin") /> });
    let waits = matches!(bill.state, BillState::AtRail(_));
    let rail_actions = waits.then(|| view! { <RailActions bill=bill.clone() /> });
    let other = bill.other.clone().map(|person| {
        view! {
            <div class="receipt-other">
                <span class="receipt-to">{t!("wallet.receipt.to")}</span>
                <PersonAvatar person size=24 />
                <span>{bill_title(&bill)}</span>
            </div>
        }
    });
    view! {
        <div class=format!("receipt {class}") role="status" data-test="receipt" data-bill=bill.id.to_string()>
            <span class="receipt-icon"><Icon name=icon size=36 /></span>
            <p class="receipt-title">{title}</p>
            <p class="receipt-amount"><MoneyText money=without_sign(bill.amount) size=MoneySize::Display /></p>
            {text.map(|text| view! { <p class="receipt-text">{text}</p> })}
            {other}
            {receipt_linked(&bill)}
            {(!bill.note.is_empty()).then(|| view! { <p class="receipt-note">{bill.note.clone()}</p> })}
        </div>
        <div class="receipt-actions">
            {give_pin}
            {rail_actions}
            <Button block=true kind=if needs_pin { ButtonKind::Soft } else { ButtonKind::Primary } href=links::WALLET test="done">
                {t!("wallet.done")}
            </Button>
            <Button block=true kind=ButtonKind::Quiet href=address test="view-bill">{t!("wallet.receipt.view")}</Button>
        </div>
    }
}
