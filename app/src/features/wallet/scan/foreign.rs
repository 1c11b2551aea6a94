//! What another network's code says, and why it cannot be paid here; and what is wrong with a code.

use super::reader::Outcome;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::wallet::Code;

/// Tells what reading came to.
#[component]
pub(crate) fn OutcomeCard(
    /// What it came to.
    outcome: Outcome,
    /// Lets another code be read.
    #[prop(into)]
    again: Callback<()>,
) -> View {
    match outcome {
        Outcome::Problem(error) => view! {
            <StateView
                kind=StateKind::Error
                title=t!("wallet.scan.problem")
                text=tell(&error)
                action=t!("wallet.scan.again")
                on_action=again
                test="scan-again"
            />
        },
        Outcome::Foreign(code) => foreign(code, again),
    }
}

fn foreign(code: Code, again: Callback<()>) -> View {
    let Code::Foreign { scheme, name, city, country, amount, currency } = code else {
        return View::none();
    };
    let network = scheme_name(&scheme);
    let amount = if amount.is_empty() {
        t!("wallet.foreign.open_amount")
    } else {
        format!("{amount} {currency}").trim_end().to_owned()
    };
    let facts = [
        ("wallet.foreign.scheme", if scheme.is_empty() { String::new() } else { network.clone() }),
        ("wallet.foreign.merchant", name),
        ("wallet.foreign.city", city),
        ("wallet.foreign.country", country),
        ("wallet.amount", amount),
    ];
    let fact = |(label, value): (&'static str, String)| {
        view! { <div class="fact"><dt>{t!(label)}</dt><dd>{value}</dd></div> }
    };
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty()).map(fact).collect_view();
    view! {
        <section class="foreign" data-test="foreign-code" aria-live="polite">
            <span class="foreign-icon"><Icon name="globe" size=32 /></span>
            <h2 class="foreign-title">{t!("wallet.foreign.title")}</h2>
            <dl class="facts">{facts}</dl>
            <p class="foreign-why">{t!("wallet.foreign.why", scheme = network)}</p>
            <Button kind=ButtonKind::Soft on_press=again test="scan-again">{t!("wallet.scan.again")}</Button>
        </section>
    }
}

/// How a network writes its own name.
fn scheme_name(scheme: &str) -> String {
    let written = match scheme {
        "bceao_pi" => "BCEAO PI",
        "bharatqr" => "BharatQR",
        "duitnow" => "DuitNow",
        "hkfps" => "FPS",
        "paynow" => "PayNow",
        "pix" => "Pix",
        "promptpay" | "promptpay_bill" => "PromptPay",
        "qris" => "QRIS",
        "qrph" | "qrph_p2p" => "QR Ph",
        "sgqr" => "SGQR",
        "vietqr" => "VietQR",
        "vnpay" => "VNPAY",
        "" => return t!("wallet.foreign.unknown"),
        other => other,
    };
    written.to_owned()
}
