//! A family card as it is drawn: whose it is, what it is called, how much of the month is left.

use crate::clock::now;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Money;
use sampan_protocol::wallet::family::{CardState, FamilyCard};

/// What a card is called for who pays by it.
pub(crate) fn card_name(card: &FamilyCard) -> String {
    t!("wallet.family.of", name = card.giver.name)
}

/// What is left of it this month.
pub(crate) fn left(card: &FamilyCard) -> Money {
    card.allowance.left_at(now())
}

/// Key of a state's name, and its tone.
pub(super) const fn state_of(card: &FamilyCard) -> (&'static str, Tone) {
    match (card.pending, card.state) {
        (true, _) => ("wallet.mandates.pending", Tone::Warning),
        (_, CardState::Offered) => ("wallet.family.offered", Tone::Brand),
        (_, CardState::Active) => ("wallet.family.active", Tone::Success),
        (_, CardState::Paused) => ("wallet.family.paused", Tone::Warning),
        (_, CardState::Ended) => ("wallet.family.ended", Tone::Plain),
    }
}

/// The card itself; `mine` says whether I gave it.
pub(super) fn face(card: &FamilyCard, mine: bool) -> View {
    let other = if mine { card.user.clone() } else { card.giver.clone() };
    let (key, tone) = state_of(card);
    let key_name = if mine { "wallet.family.for" } else { "wallet.family.of" };
    let title = t!(key_name, name = other.name);
    let allowance = &card.allowance;
    let (left, month) = (left(card), allowance.month);
    let part = i128::from(left.minor) * 100 / i128::from(month.minor.max(1));
    let part = format!("{}%", part.clamp(0, 100));
    let resting = !matches!(card.state, CardState::Active);
    let name = (!card.name.is_empty())
        .then(|| view! { <span class="family-name">{card.name.clone()}</span> });
    let of = t!("wallet.family.month.of", amount = format::money(month));
    view! {
        <div class="family-face" class:resting=resting data-left=left.minor.to_string()>
            <div class="family-face-head">
                <PersonAvatar person=other size=40 />
                <span class="family-who"><span class="family-title">{title}</span>{name}</span>
                <Badge tone>{t!(key)}</Badge>
            </div>
            <p class="family-left">
                <span>{t!("wallet.family.left")}</span>
                <MoneyText money=left size=MoneySize::Title />
            </p>
            <span class="family-room"><span class="family-fill" style=("--part", part)></span></span>
            <p class="family-of">{of}</p>
        </div>
    }
}
