//! Everything that was said and done in a dispute, oldest first.

use super::evidence::Gallery;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::dispute::{By, Dispute, Step, What};

/// The steps of a dispute.
#[component]
pub(crate) fn Timeline(
    /// Which.
    dispute: Dispute,
) -> View {
    let steps = dispute.steps.iter().map(|step| one(&dispute, step)).collect_view();
    view! {
        <section class="dispute-timeline">
            <h2 class="list-title">{t!("wallet.dispute.timeline")}</h2>
            <ol class="card dispute-steps" data-test="dispute-steps">{steps}</ol>
        </section>
    }
}

fn one(dispute: &Dispute, step: &Step) -> View {
    let who = match step.by {
        By::Payer => dispute.payer.name.clone(),
        By::Payee => dispute.payee.name.clone(),
        By::Operators => t!("wallet.dispute.by.operators"),
        By::Nobody => t!("wallet.dispute.by.nobody"),
    };
    let when = format!("{who} · {}", format::moment(step.at));
    let gallery =
        (!step.pictures.is_empty()).then(|| view! { <Gallery names=step.pictures.clone() /> });
    let text =
        (!step.text.is_empty()).then(|| view! { <p class="dispute-text">{step.text.clone()}</p> });
    let icon = match step.what {
        What::Opened(_) => "scale",
        What::Added => "message-circle",
        What::Accepted(_) | What::Refunded(_) => "undo-2",
        What::Contested => "circle-x",
        What::Unanswered => "clock",
        What::Withdrawn => "x",
        What::Decided(_) => "badge-check",
    };
    view! {
        <li class="dispute-step" data-test="dispute-step">
            <span class="dispute-dot"><Icon name=icon size=16 /></span>
            <div class="dispute-said">
                <p class="dispute-what">{what(step.what)}</p>
                <p class="dispute-when">{when}</p>
                {text}
                {gallery}
            </div>
        </li>
    }
}

fn what(what: What) -> String {
    let money = |key: &str, amount| t!(key, amount = format::money(amount));
    match what {
        What::Opened(amount) => money("wallet.dispute.step.opened", amount),
        What::Added => t!("wallet.dispute.step.added"),
        What::Accepted(amount) => money("wallet.dispute.step.accepted", amount),
        What::Contested => t!("wallet.dispute.step.contested"),
        What::Unanswered => t!("wallet.dispute.step.unanswered"),
        What::Refunded(amount) => money("wallet.dispute.step.refunded", amount),
        What::Withdrawn => t!("wallet.dispute.step.withdrawn"),
        What::Decided(amount) if amount.minor == 0 => t!("wallet.dispute.step.decided.none"),
        What::Decided(amount) => money("wallet.dispute.step.decided", amount),
    }
}
