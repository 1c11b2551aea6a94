//! Screen `operate-float`: where all money is, whether it adds up, and the journal's roots.

use super::ISSUE;
use crate::answer::read;
use crate::operate::only;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Money;
use sampan_protocol::operate::rows::ACT;
use sampan_protocol::wallet::operate::{self, Float, FloatLine, GetFloat};

/// Where all money is.
#[component]
pub(crate) fn FloatScreen() -> View {
    let float = read(&[ACT], || GetFloat {});
    let state = Signal::derive(move || {
        ScreenState::of(&float.get(), |float: &Float| float.currencies.is_empty())
    });
    let content = only(move || {
        view! { <div class="stack">{move || loaded(float.get(), move |()| float.refetch(), shown)}</div> }
    });
    view! { <Screen name="operate-float" title=t!("wallet.float.title") back="/operate" state>{content}</Screen> }
}

fn shown(float: Float) -> View {
    let lines = match float.currencies.is_empty() {
        true => {
            view! { <StateView icon="banknote" title=t!("wallet.float.none") text=t!("wallet.float.none_text") /> }
        }
        false => float.currencies.iter().map(currency).collect_view().view(),
    };
    let sealed = float.sealed.as_ref().map(|sealed| {
        let root = sealed.root.clone();
        view! {
            <div class="fact"><dt>{t!("wallet.float.hour")}</dt><dd>{format::full(sealed.hour)}</dd></div>
            <div class="fact"><dt>{t!("wallet.float.hour_root")}</dt><dd><code class="digest">{root}</code></dd></div>
        }
    });
    let entries = i64::try_from(float.entries).unwrap_or(i64::MAX);
    view! {
        {lines}
        <div class="float-acts">
            <Button icon="banknote" block=true href=ISSUE test="issue">{t!("wallet.float.issue")}</Button>
            <Button icon="arrow-up-from-line" kind=ButtonKind::Soft block=true href=format!("{ISSUE}?back=yes") test="withdraw-issue">{t!("wallet.float.take_back")}</Button>
        </div>
        <section class="list-section">
            <h2 class="list-title">{t!("wallet.float.journal")}</h2>
            <dl class="facts" data-test="float-journal">
                <div class="fact"><dt>{t!("wallet.float.entries")}</dt><dd>{format::number(entries)}</dd></div>
                <div class="fact"><dt>{t!("wallet.float.root")}</dt><dd><code class="digest" data-test="float-root">{float.root.clone()}</code></dd></div>
                {sealed}
            </dl>
            <p class="list-foot">{t!("wallet.float.as_of", at = format::full(float.at))}</p>
        </section>
    }
}

fn currency(line: &FloatLine) -> View {
    let money = |minor: i64| Money::new(minor, line.currency);
    let known = [operate::ISSUANCE, operate::FLOAT, "rail/", "fees"];
    let rest = line.of("") - known.iter().map(|prefix| line.of(prefix)).sum::<i64>();
    let rails = line.places.iter().filter(|(purpose, _)| purpose.starts_with("rail/"));
    let rails = rails.map(|(purpose, minor)| {
        let name = purpose.strip_prefix("rail/").unwrap_or(purpose);
        let label = t!("wallet.float.rail", rail = t!(&format!("wallet.rail.{name}")));
        (label, money(*minor))
    });
    let facts = [
        (t!("wallet.float.issued"), money(-line.of(operate::ISSUANCE))),
        (t!("wallet.float.people"), money(line.people)),
        (t!("wallet.float.float"), money(line.of(operate::FLOAT))),
        (t!("wallet.float.parked"), money(rest)),
        (t!("wallet.float.fees"), money(line.of("fees"))),
    ];
    let fact = |(label, money): (String, Money)| {
        view! { <div class="fact"><dt>{label}</dt><dd>{format::money(money)}</dd></div> }
    };
    let whole = line.total() == 0;
    let (tone, word) = match whole {
        true => (Tone::Success, "wallet.float.adds_up"),
        false => (Tone::Danger, "wallet.float.adds_not_up"),
    };
    let all = facts.into_iter().chain(rails).map(fact).collect_view();
    view! {
        <section class="list-section" data-test="float-line" data-currency=line.currency.to_string()>
            <h2 class="list-title float-head">
                <span>{t!("wallet.account.name", currency = line.currency)}</span>
                <Badge tone>{t!(word)}</Badge>
            </h2>
            <dl class="facts">{all}</dl>
        </section>
    }
}
