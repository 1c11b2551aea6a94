//! A pot as a ring: how far its goal is reached, around its picture.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::pot::{Pot, rule};

/// How far the goal is reached, in hundredths; none without goal.
pub(super) fn percent(pot: &Pot) -> Option<u8> {
    pot.terms.goal.as_ref().map(|goal| rule::percent(pot.saved.minor, goal))
}

/// The ring, with whatever stands in its middle.
pub(super) fn ring(pot: &Pot, middle: View) -> View {
    let label = match percent(pot) {
        Some(percent) => t!("wallet.pot.percent", percent = percent),
        None => t!("wallet.pot.no_goal"),
    };
    let drawn = percent(pot).unwrap_or(0);
    let arc = (drawn > 0).then(|| {
        let dashes = format!("{drawn} {}", 100 - drawn);
        view! { <circle class="donut-arc" cx="50" cy="50" r="44" pathLength="100" stroke-dasharray=dashes stroke-dashoffset="25"></circle> }
    });
    view! {
        <span class=format!("pot-ring hue-{}", pot.terms.look.hue)>
            <svg viewBox="0 0 100 100" role="img" aria-label=label>
                <circle class="pot-ring-track" cx="50" cy="50" r="44"></circle>
                {arc}
            </svg>
            <span class="pot-ring-middle">{middle}</span>
        </span>
    }
}

/// The picture of a pot.
pub(super) fn picture(pot: &Pot, size: u16) -> View {
    let icon = known_icon(&pot.terms.look.icon);
    view! { <Icon name=icon size /> }
}

/// The icon of this name, if pots may have it.
pub(super) fn known_icon(name: &str) -> &'static str {
    sampan_protocol::wallet::pot::ICONS
        .into_iter()
        .find(|icon| *icon == name)
        .unwrap_or("piggy-bank")
}
