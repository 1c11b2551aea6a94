//! A bill as one line: who, what for, how much, and what is unusual about it.

use super::face::{self, Below, Tone, below, category_icon, category_key, kind_key, rail_key};
use super::links;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Money;
use sampan_protocol::wallet::{Bill, BillKind, BillState, Link, Through, ThroughWhat};

/// What stands at the left of a bill: the other side's picture, or an icon.
pub(crate) fn bill_picture(bill: &Bill, size: u16) -> View {
    match &bill.other {
        Some(other) => view! { <PersonAvatar person=other.clone() size /> },
        None => {
            let icon = match bill.kind {
                BillKind::Packet => "gift",
                BillKind::Exchange => "arrow-left-right",
                BillKind::Fee => "coins",
                BillKind::Pot => "piggy-bank",
                BillKind::Voucher => "ticket",
                _ if bill.amount.minor < 0 => "arrow-up-from-line",
                _ => "arrow-down-to-line",
            };
            let side = format!("{size}px");
            view! { <span class="bill-icon" style:inline-size=side.clone() style:block-size=side><Icon name=icon size=22 /></span> }
        }
    }
}

/// What a bill is called: the other side's name, or what was done.
pub(crate) fn bill_title(bill: &Bill) -> String {
    match &bill.other {
        Some(other) => other.name.clone(),
        // A pot goes by its name.
        None if bill.kind == BillKind::Pot && !bill.note.is_empty() => bill.note.clone(),
        None => t!(&kind_key(bill.kind)),
    }
}

/// What is written below its name.
pub(crate) fn bill_below(bill: &Bill) -> String {
    let half = bill.linked.iter().find(|linked| linked.why == Link::Exchange);
    let mut text = match below(bill) {
        Below::Note(_) if bill.kind == BillKind::Pot => t!(&kind_key(bill.kind)),
        Below::Kind(_) if half.is_some() => {
            half.map(|half| format::money(half.amount)).unwrap_or_default()
        }
        Below::Note(note) => note.to_owned(),
        Below::Category(category) => t!(&category_key(category)),
        Below::Kind(kind) => t!(&kind_key(kind)),
        Below::Rail(rail) => t!(&rail_key(rail)),
    };
    if let Some(through) = bill.through.as_ref().and_then(by_card) {
        text.push_str(" · ");
        text.push_str(&through);
    }
    for tag in bill.label.iter().flat_map(|label| &label.tags) {
        text.push_str(" #");
        text.push_str(tag);
    }
    text
}

/// By whose family card it was paid, or by whom.
pub(crate) fn by_card(through: &Through) -> Option<String> {
    let name = through.who.as_ref().map(|who| who.name.clone());
    match (through.what, name) {
        (ThroughWhat::Pot, _) => None,
        (ThroughWhat::Given, Some(name)) => Some(t!("wallet.family.of", name = name)),
        (ThroughWhat::Used, Some(name)) => Some(t!("wallet.family.by", name = name)),
        (ThroughWhat::Given | ThroughWhat::Used, None) => Some(t!("wallet.family.one")),
    }
}

/// A mark for a bill that is not settled.
pub(crate) fn bill_mark(state: &BillState) -> Option<View> {
    let (key, tone) = face::state(state);
    let key = if tone == Tone::Bad { "wallet.state.failed.short" } else { key };
    (tone != Tone::Quiet).then(|| {
        let class = format!("bill-mark {}", tone.word());
        view! { <span class=class>{t!(key)}</span> }
    })
}

/// One line about a bill, leading to all about it: `when` tells its time, `query` stands behind its
/// address (what the list is narrowed down to), and `hidden` puts dots in place of the amount.
pub(crate) fn bill_row(bill: &Bill, when: String, query: &str, hidden: Signal<bool>) -> View {
    let failed = matches!(bill.state, BillState::Failed(_));
    let category = bill.other.as_ref().filter(|_| !matches!(below(bill), Below::Category(_)));
    let icon = category.map(|_| view! { <Icon name=category_icon(bill.category) size=14 /> });
    view! {
        <a
            class="bill-row"
            class:failed=failed
            href=format!("{}{query}", links::bill(bill.id))
            data-test="bill"
            data-bill=bill.id.to_string()
        >
            {bill_picture(bill, 40)}
            <span class="bill-text">
                <span class="bill-title">{bill_title(bill)}</span>
                <span class="bill-below">{icon}<span class="bill-note">{bill_below(bill)}</span></span>
            </span>
            <span class="bill-end">
                <MoneyText money=bill.amount signed=true colour=true hidden=hidden />
                <span class="bill-when">
                    {bill_mark(&bill.state).unwrap_or_else(|| view! { <time>{when}</time> })}
                </span>
            </span>
        </a>
    }
}

/// An amount without its sign: what a receipt is headed by.
pub(crate) fn without_sign(money: Money) -> Money {
    if money.minor < 0 { money.negated() } else { money }
}
