//! Screen `limits`: every limit that holds on this device, what is used and what is left.

use super::small::Small;
use crate::answer::read;
use crate::features::wallet::links;
use crate::features::wallet::operate::TierPart;
use crate::features::wallet::reads::read_wallet;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::service::NEWS;
use sampan_protocol::wallet::small::SMALL;
use sampan_protocol::wallet::{GetLimits, LimitKind, LimitLine, Limits, rows};
use sampan_protocol::{Currency, Money};

/// My limits.
#[component]
pub(crate) fn LimitsScreen() -> View {
    let limits = read(&[SMALL, rows::BILL, NEWS], || GetLimits {});
    let again = Callback::new(move |()| limits.refetch());
    let state =
        Signal::derive(move || ScreenState::of(&limits.get(), |l: &Limits| l.lines.is_empty()));
    let wallet = read_wallet();
    let body = move || loaded(limits.get(), again, |limits| list(&limits));
    view! {
        <Screen name="limits" title=t!("wallet.limits.title") back=links::WALLET state>
            <div class="stack">
                <TierPart />
                <Small wallet />
                {body}
            </div>
        </Screen>
    }
}

fn list(limits: &Limits) -> View {
    let online = use_session().with_untracked(|s| s.sync.online);
    let old = (!online).then(|| {
        view! { <p class="list-foot" data-test="limits-old">{t!("wallet.limits.as_of", at = format::moment_within(limits.at))}</p> }
    });
    let mut currencies: Vec<Currency> = Vec::new();
    for line in &limits.lines {
        if !currencies.contains(&line.most.currency) {
            currencies.push(line.most.currency);
        }
    }
    let sections = currencies.into_iter().map(|currency| {
        let of = limits.lines.iter().filter(|line| line.most.currency == currency);
        let lines = of.map(row).collect_view();
        view! {
            <ListSection title=t!("wallet.account.name", currency = currency)>
                {lines}
            </ListSection>
        }
    });
    let sections = sections.collect_view();
    view! { {old}{sections} }
}

fn row(line: &LimitLine) -> View {
    let (key, test) = words(line.kind);
    let most = format::money(line.most);
    let left = line.used.map(|used| {
        let left = line.most.minor.saturating_sub(used).max(0);
        t!("wallet.limits.left", left = format::money(Money::new(left, line.most.currency)))
    });
    let until =
        line.until.map(|until| t!("wallet.limits.until", at = format::moment_within(until)));
    let share = line.used.map(|used| {
        let used = used.clamp(0, line.most.minor);
        // Rounded up, so that a little is not nothing.
        (used.saturating_mul(100) + line.most.minor - 1) / line.most.minor.max(1)
    });
    let bar = share.map(|share| {
        let full = share >= 100;
        view! {
            <span class="limit-bar" class:full=full aria-hidden="true">
                <span class="limit-used" style:inline-size=format!("{share}%")></span>
            </span>
        }
    });
    let below = [left, until].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li class="limit" data-test=test>
            <span class="limit-name">{t!(key)}</span>
            <span class="limit-most">{most}</span>
            {bar}
            {(!below.is_empty()).then(|| view! { <span class="limit-left">{below}</span> })}
        </li>
    }
}

const fn words(kind: LimitKind) -> (&'static str, &'static str) {
    match kind {
        LimitKind::Each => ("wallet.limits.each", "limit-each"),
        LimitKind::NewDevice => ("wallet.limits.new_device", "limit-new-device"),
        LimitKind::CodeEach => ("wallet.limits.code_each", "limit-code-each"),
        LimitKind::CodeDay => ("wallet.limits.code_day", "limit-code-day"),
        LimitKind::SmallEach => ("wallet.limits.small_each", "limit-small-each"),
        LimitKind::SmallDay => ("wallet.limits.small_day", "limit-small-day"),
        LimitKind::TopUp => ("wallet.limits.top_up", "limit-top-up"),
        LimitKind::Withdraw => ("wallet.limits.withdraw", "limit-withdraw"),
    }
}
