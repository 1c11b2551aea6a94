//! What of a bill went back, and the way to give the rest.

use super::{KINDS, path};
use crate::answer::read;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::refund::{GetGivenBack, GivenBack};
use sampan_protocol::wallet::{Bill, BillKind, BillState};

/// What went back of a payment; to whom it came, a button to give back what is left.
#[component]
pub(crate) fn GivenBackPart(
    /// The payment.
    bill: Bill,
) -> View {
    let moved = matches!(bill.kind, BillKind::Payment | BillKind::Transfer)
        && bill.other.is_some()
        && bill.state == BillState::Settled;
    let id = bill.id;
    let answer = read(KINDS, move || GetGivenBack { bill: id });
    let incoming = bill.amount.minor > 0;
    move || match answer.get() {
        Some(Ok(Some(given))) if moved => told(&given, incoming),
        _ => View::none(),
    }
}

fn told(given: &GivenBack, incoming: bool) -> View {
    let (back, paid) = (format::money(given.back), format::money(given.paid));
    let line = (given.back.minor > 0).then(|| {
        let text = t!("wallet.refund.so_far", back = back, paid = paid);
        view! { <p class="refund-so-far" data-test="refund-so-far">{text}</p> }
    });
    let href = path(given.bill);
    let give = (incoming && given.left().minor > 0).then(|| {
        view! { <Button block=true kind=ButtonKind::Soft icon="undo-2" href test="give-back">{t!("wallet.refund.title")}</Button> }
    });
    view! { <div class="refund-part">{line}{give}</div> }
}
