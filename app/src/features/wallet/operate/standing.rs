//! What a person is told of how their wallet stands: that it is frozen, and what their tier allows.

use super::tier_key;
use crate::answer::{Answer, read};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::Currency;
use sampan_protocol::wallet::operate::{GetStanding, STANDING, Standing, Tier};

fn standing() -> Answer<Standing> {
    read(&[STANDING], || GetStanding {})
}

/// Says that nothing may leave, why, and what can be done; nothing otherwise.
#[component]
pub(crate) fn FrozenBanner() -> View {
    let standing = standing();
    move || {
        let frozen = standing.get().and_then(Result::ok).and_then(|standing| standing.frozen)?;
        let since = t!("wallet.frozen.since", at = format::moment_within(frozen.at));
        Some(view! {
            <section class="card frozen-banner" role="status" data-test="frozen">
                <Icon name="snowflake" size=24 />
                <div>
                    <p class="frozen-title">{t!("wallet.frozen.title")}</p>
                    <p>{t!("wallet.frozen.reason", reason = frozen.reason)}</p>
                    <p class="hint">{t!("wallet.frozen.text")}" "{since}</p>
                </div>
            </section>
        })
    }
}

/// My tier, and what it allows.
#[component]
pub(crate) fn TierPart() -> View {
    let (standing, session) = (standing(), use_session());
    move || {
        let tier = standing.get().and_then(Result::ok)?.tier;
        let settings = session.with(|s| s.service.as_ref().map(|s| s.settings.clone()))?;
        let allows = settings.tiers.of(tier);
        let currency = *settings.currencies.first()?;
        let lines = [
            ("wallet.tier.each", "tier-each", allows.each),
            ("wallet.tier.day", "tier-day", allows.day),
            ("wallet.tier.ceiling", "tier-ceiling", allows.ceiling),
        ];
        let rows = lines.map(|(key, test, units)| line(key, test, units, currency));
        let foot = (tier < 2).then(|| t!("wallet.tier.more"));
        let key = tier_key(tier);
        let tail = move || view! { <Badge tone=Tone::Brand>{t!(key)}</Badge> };
        Some(view! {
            <ListSection title=t!("wallet.tier.title") foot>
                <ListItem title=t!("wallet.tier.mine") tail test="my-tier" />
                {rows.into_iter().collect_view()}
            </ListSection>
        })
    }
}

fn line(key: &'static str, test: &'static str, units: Option<u32>, currency: Currency) -> View {
    let most = match Tier::money(units, currency) {
        Some(money) => format::money(money),
        None => t!("wallet.tier.no_limit"),
    };
    view! {
        <li class="limit" data-test=test>
            <span class="limit-name">{t!(key)}</span>
            <span class="limit-most">{most}</span>
        </li>
    }
}
