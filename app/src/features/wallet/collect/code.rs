//! The code itself: large, with whose it is and what it asks for.

use super::amount_sheet::Asked;
use crate::features::wallet::countdown::{Left, clock};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::CollectCode;

/// A collect code as a card that can be held up.
#[component]
pub(crate) fn CodeCard(
    /// The code.
    code: CollectCode,
    /// Whose it is.
    me: Person,
    /// What it asks for.
    asked: RwSignal<Asked>,
    /// How long it is good for.
    left: Memo<Left>,
    /// Makes another.
    again: Callback<()>,
) -> View {
    let Asked { amount, note, .. } = asked.get_untracked();
    let label = match amount {
        Some(amount) => {
            t!("wallet.collect.alt.amount", name = me.name, amount = format::money(amount))
        }
        None => t!("wallet.collect.alt", name = me.name),
    };
    let over = Memo::new(move || left.get() == Left::Over);
    let name = me.name.clone();
    let handle = format!("@{}", me.handle);
    view! {
        <article class="collect-card" class:over=over data-test="collect-card" data-payload=code.payload.clone()>
            <header class="collect-head">
                <PersonAvatar person=me size=44 />
                <span class="collect-who"><strong>{name}</strong><span>{handle}</span></span>
            </header>
            <div class="collect-qr">
                <QrCode symbol=code.symbol label />
                {move || over.get().then(|| view! {
                    <div class="collect-over" role="alert">
                        <p>{t!("wallet.collect.expired")}</p>
                        <Button icon="refresh-cw" on_press=again test="new-code">{t!("wallet.collect.refresh")}</Button>
                    </div>
                })}
            </div>
            {match amount {
                Some(money) => view! { <p class="collect-amount"><MoneyText money size=MoneySize::Display /></p> },
                None => view! { <p class="collect-hint">{t!("wallet.collect.hint")}</p> },
            }}
            {(!note.is_empty()).then(|| view! { <p class="collect-note">{note}</p> })}
            {move || match left.get() {
                Left::Seconds(seconds) => Some(view! {
                    <p class="collect-left" role="timer" data-test="code-left">
                        <Icon name="clock" size=16 />
                        {t!("wallet.collect.expires", left = clock(seconds))}
                    </p>
                }),
                Left::Always | Left::Over => None,
            }}
        </article>
    }
}
