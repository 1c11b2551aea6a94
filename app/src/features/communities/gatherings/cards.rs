//! Gatherings in lists: when, what, where, and how I stand.

use super::super::links;
use super::{rhythm, times};
use crate::prelude::*;
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::communities::gatherings::{Day, Gathering, MySeat, SeatState};

/// A gathering in a list, with how many places are taken as the service told last.
pub(super) fn card(one: Gathering) -> View {
    let room = one.days.first().map(|day| room(&one, day));
    plain(one, room)
}

/// One of my places. How many others there are is not known from it.
pub(super) fn my_place(one: Gathering) -> View {
    plain(one, None)
}

fn plain(one: Gathering, room: Option<String>) -> View {
    let day = one.days.first().cloned();
    let at = day.as_ref().map_or(one.next, |day| day.at);
    let (_, month, date) = format::date_of(at);
    let year = format::date_of(at).0;
    let month = format::month_short(year, month);
    let repeats = one.plan.when.rule.as_ref().map(|rule| {
        view! { <span class="gathering-rule"><Icon name="repeat" size=16 />{rhythm::sentence(rule)}</span> }
    });
    let price = one.plan.price.map_or_else(|| t!("communities.gathering.free"), format::money);
    let mine = day.as_ref().and_then(|day| day.mine.as_ref()).and_then(mark);
    let off = (one.off || day.is_some_and(|day| day.off))
        .then(|| view! { <Badge tone=Tone::Danger>{t!("communities.gathering.off")}</Badge> });
    view! {
        <li>
            <a class="card gathering-card" href=links::gathering(one.id) data-test="gathering">
                <span class="gathering-date" aria-hidden="true"><span>{month}</span><strong>{date.to_string()}</strong></span>
                <span class="gathering-words">
                    <span class="gathering-title">{one.plan.title.clone()}</span>
                    <span class="item-detail">{times::begins(at)}</span>
                    <span class="item-detail"><Icon name="map-pin" size=16 />{format!("{} · {}", one.plan.area, one.community.name)}</span>
                    {repeats}
                    <span class="gathering-marks">{off}{mine}<Badge>{price}</Badge><span class="item-detail">{room}</span></span>
                </span>
            </a>
        </li>
    }
}

/// How many have a place, and how many there are.
pub(super) fn room(one: &Gathering, day: &Day) -> String {
    let said = t!("communities.gathering.room", going = day.going, capacity = one.plan.capacity);
    match day.waiting {
        0 => said,
        n => format!("{said} · {}", tn!("communities.gathering.waiting", n)),
    }
}

/// How I stand, as a mark.
pub(super) fn mark(mine: &MySeat) -> Option<View> {
    let (tone, word) = match mine.state {
        SeatState::Going if mine.came => (Tone::Success, t!("communities.gathering.came")),
        SeatState::Going => (Tone::Success, t!("communities.gathering.going")),
        SeatState::Waiting => {
            (Tone::Warning, t!("communities.gathering.place", n = mine.ahead + 1))
        }
        SeatState::Left | SeatState::LeftLate => return None,
    };
    Some(view! { <Badge tone>{word}</Badge> })
}
