//! The code itself, as large as it can be held up.

use crate::features::wallet::links;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::PayCode;
use sampan_protocol::wallet::pay_code::STEP_SECONDS;

/// The code as a card.
#[component]
pub(crate) fn CodeCard(
    /// The code.
    code: Memo<Option<PayCode>>,
    /// How many seconds it is shown for.
    left: RwSignal<u32>,
    /// Whether it is covered.
    hidden: RwSignal<bool>,
) -> View {
    let session = use_session();
    let online = Signal::derive(move || session.with(|s| s.sync.online));
    let digits = Memo::new(move || code.with(|c| c.as_ref().and_then(|c| c.digits.clone())));
    let symbol = Memo::new(move || code.with(|c| c.as_ref().and_then(|c| c.symbol.clone())));
    let caps = Memo::new(move || {
        let all = code.with(|c| c.as_ref().map(|c| c.caps.clone()).unwrap_or_default());
        all.into_iter().map(format::money).collect::<Vec<_>>().join(" · ")
    });
    let note = move || {
        let key = if online.get() { "wallet.code.caps" } else { "wallet.code.caps.offline" };
        (!caps.with(String::is_empty)).then(|| t!(key, amount = caps.get()))
    };
    let face = move || match (hidden.get(), symbol.get()) {
        (true, _) => covered(hidden),
        (false, Some(symbol)) => view! {
            <p class="pay-code-digits" data-test="pay-code" data-digits=digits.get()>
                {digits.get().map(|digits| grouped(&digits))}
            </p>
            <div class="pay-code-qr"><QrCode symbol label=t!("wallet.code.alt") /></div>
        },
        (false, None) => view! {
            <div class="pay-code-cover" data-test="pay-code-used">
                <Icon name="clock" size=36 />
                <p>{t!("wallet.code.wait", seconds = left.get())}</p>
            </div>
        },
    };
    view! {
        <div class="pay-code">
            <article class="pay-code-card">
                <p class="pay-code-how">{t!("wallet.code.how")}</p>
                <div class="pay-code-face">{face}</div>
                <p class="pay-code-left" role="timer">
                    <Ring left />
                    <span>{move || t!("wallet.code.left", seconds = left.get())}</span>
                </p>
            </article>
            <p class="pay-code-caps" data-test="pay-code-caps">{note}</p>
            <p class="pay-code-bright"><Icon name="sun" size=16 /><span>{t!("wallet.code.bright")}</span></p>
            <div class="pay-code-more">
                <Button kind=ButtonKind::Soft icon="qr-code" href=links::COLLECT test="to-collect">{t!("wallet.action.collect")}</Button>
                <Button kind=ButtonKind::Soft icon="scan-qr-code" href=links::CHARGE test="to-charge">{t!("wallet.action.charge")}</Button>
            </div>
        </div>
    }
}

fn covered(hidden: RwSignal<bool>) -> View {
    view! {
        <button class="pay-code-cover" type="button" on:click=move |_| hidden.set(false) data-test="pay-code-covered">
            <Icon name="eye-off" size=36 />
            <span>{t!("wallet.code.hidden")}</span>
        </button>
    }
}

/// What is left of the minute, drawn.
#[component]
fn Ring(left: RwSignal<u32>) -> View {
    let dash = move || {
        let rest = i64::from(left.get()) * 100 / STEP_SECONDS;
        format!("{rest} 100")
    };
    view! {
        <svg class="pay-code-ring" viewBox="0 0 20 20" aria-hidden="true">
            <circle class="pay-code-ring-all" cx="10" cy="10" r="8" fill="none"></circle>
            <circle class="pay-code-ring-left" cx="10" cy="10" r="8" fill="none" pathLength="100" stroke-dasharray=dash></circle>
        </svg>
    }
}

/// Digits as they are read out: in fours.
pub(crate) fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_fours() {
        assert_eq!(grouped("772955088985376940"), "7729 5508 8985 3769 40", "as on a card");
    }
}
