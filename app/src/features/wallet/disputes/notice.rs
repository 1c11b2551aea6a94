//! That somebody disputes what I got, and waits for my answer.

use super::{path, read_disputes};
use crate::features::wallet::overview::my_person;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::dispute::{By, Dispute, Stage};

/// Disputes that wait for my answer.
#[component]
pub(crate) fn DisputeNotices() -> View {
    let all = read_disputes();
    let waiting = Memo::new(move || {
        let me = my_person().get().map(|me| me.id);
        let mine = |dispute: &Dispute| {
            dispute.state.stage == Stage::Answering
                && me.and_then(|me| dispute.side(me)) == Some(By::Payee)
        };
        let all = all.get().and_then(Result::ok).unwrap_or_default();
        all.into_iter().filter(mine).collect::<Vec<_>>()
    });
    move || waiting.get().into_iter().map(notice).collect_view()
}

fn notice(dispute: Dispute) -> View {
    let amount = format::money(dispute.money(dispute.state.left()));
    let says = t!("wallet.dispute.notice", name = dispute.payer.name, amount = amount);
    let until = t!("wallet.dispute.notice.until", time = format::moment_within(dispute.answer_by));
    view! {
        <a class="dispute-notice" role="alert" href=path(dispute.id) data-test="dispute-notice">
            <PersonAvatar person=dispute.payer size=40 />
            <span class="dispute-notice-text"><span>{says}</span><span class="dispute-when">{until}</span></span>
            <Icon name="chevron-right" size=20 />
        </a>
    }
}
