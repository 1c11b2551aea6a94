//! A card of a feature: what it is, what it is called, how much; pressing it opens it in the app.

use super::large::Shot;
use crate::features;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::messages::Card;

/// A card. Only what the service itself has posted looks like money.
#[component]
pub(super) fn CardView(
    /// What it shows.
    card: Card,
) -> View {
    let entry = features::card(&card.kind);
    let (label, icon, hue) =
        entry.map_or(("messages.card", "link", 8), |entry| (entry.label, entry.icon, entry.hue));
    let money = card.posted;
    let class = format!("chat-card hue-{hue}");
    let amount = card.amount.filter(|_| money);
    let title = match amount {
        Some(money) => {
            view! { <span class="chat-card-amount"><MoneyText money size=MoneySize::Title /></span> }
        }
        None => view! { <span class="chat-card-title">{card.title.clone()}</span> },
    };
    let text = Some(card.text.clone()).filter(|text| !text.is_empty());
    let text = text.map(|text| view! { <span class="chat-card-text">{text}</span> });
    let picture = card
        .picture
        .clone()
        .map(|name| view! { <span class="chat-card-shot"><Shot name /></span> });
    view! {
        <a class=class class:money=money href=card.link.clone() data-test="card" data-kind=card.kind.clone()>
            <span class="chat-card-main">
                <span class="chat-card-icon"><Icon name=icon size=24 /></span>
                <span class="chat-card-said">{title}{text}</span>
                {picture}
            </span>
            <span class="chat-card-foot">{t!(label)}</span>
        </a>
    }
}
