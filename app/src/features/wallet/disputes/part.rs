//! What a bill says about a dispute of it, or the way to open one.

use super::{path, path_of_new, read_disputes, stage_of};
use crate::answer::read;
use crate::clock::now;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::Bill;
use sampan_protocol::wallet::dispute::{Dispute, Stage, can_be_disputed};
use sampan_protocol::wallet::refund::{GIVEN_BACK, GetGivenBack};
use sampan_protocol::wallet::rows::BILL;

/// The latest dispute of a payment; where there is none that stands, a button to open one.
#[component]
pub(crate) fn DisputePart(
    /// The payment.
    bill: Bill,
) -> View {
    let id = bill.id;
    let given = read(&[BILL, GIVEN_BACK], move || GetGivenBack { bill: id });
    let all = read_disputes();
    move || {
        let (Some(Ok(all)), Some(Ok(given))) = (all.get(), given.get()) else {
            return View::none();
        };
        let latest = all.into_iter().filter(|d| d.bill == id).max_by_key(|d| d.at);
        let stands = latest.as_ref().is_some_and(stands);
        let may = !stands && can_be_disputed(&bill, given.as_ref(), now());
        let open = may.then(|| view! {
            <Button block=true kind=ButtonKind::Quiet icon="scale" href=path_of_new(id) test="dispute-this">{t!("wallet.dispute.this")}</Button>
        });
        view! { {latest.as_ref().map(told)}{open} }
    }
}

/// Whether it is open, or decided for good.
fn stands(dispute: &Dispute) -> bool {
    use Stage::{Accepted, Refunded, Withdrawn};
    !matches!(dispute.state.stage, Accepted | Refunded | Withdrawn)
}

fn told(dispute: &Dispute) -> View {
    let (word, tone) = stage_of(dispute);
    let amount = format::money(dispute.money(dispute.state.asked));
    let href = path(dispute.id);
    let lead = || view! { <Icon name="scale" size=24 /> };
    let tail = move || {
        let word = word.clone();
        view! { <Badge tone>{word}</Badge> }
    };
    view! {
        <ListSection>
            <ListItem title=t!("wallet.dispute.one") detail=amount lead tail href test="bill-dispute" />
        </ListSection>
    }
}
