//! Screen `communities.gathering`: when and where it is, who comes, and how I stand.

use super::super::links;
use super::super::reads::id_in_path;
use super::super::written::Written;
use super::booking::Booking;
use super::hosting::Hosting;
use super::memories::Memories;
use super::who::Who;
use super::{KINDS, cards, map, rhythm, times};
use crate::act::Act;
use crate::answer::{Answer, read};
use crate::listing::{RefreshButton, offline_note, out_of_reach, state_of_nothing};
use crate::moderation::{ReportItem, ReportSheet, Reporting};
use crate::outward::{Outward, OutwardSheet};
use crate::people;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::gatherings::{
    Gathering, GatheringSeen, GetGathering, SaveCalendar,
};
use sampan_protocol::device::Refresh;
use sampan_protocol::ids::GatheringId;
use sampan_protocol::moderation::Target;
use sampan_protocol::page::Standing;

/// One gathering.
#[component]
pub(crate) fn GatheringScreen() -> View {
    let id = id_in_path("gathering", GatheringId(Default::default()));
    let answer = read(KINDS, move || GetGathering { gathering: id });
    let outward = Outward::provide();
    let seen =
        Memo::new(move || answer.get().and_then(Result::ok).filter(|s| s.gathering.is_some()));
    let state = Memo::new(move || match answer.get() {
        Some(Ok(GatheringSeen { gathering: None, state, .. })) => state_of_nothing(state),
        other => ScreenState::of(&other, |_| false),
    });
    let is_there = Memo::new(move || seen.with(Option::is_some));
    // Which date is looked at; the next one unless another was chosen.
    let chosen = RwSignal::new(None::<Timestamp>);
    let reporting = Reporting::new();
    let title = Memo::new(move || {
        seen.with(|seen| {
            let seen = seen.as_ref().filter(|seen| !seen.hosting)?;
            seen.gathering.as_ref().map(|one| one.plan.title.clone())
        })
    });
    let content = move || match is_there.get() {
        true => view! { <Whole seen chosen /> },
        false => nothing(state.get(), answer),
    };
    view! {
        <Screen name="communities.gathering" title=t!("communities.gathering") back=links::GATHERINGS state
            actions=move || view! { <RefreshButton /><Others id title reporting /> }>
            {content}
            <OutwardSheet outward />
            <ReportSheet reporting />
        </Screen>
    }
}

/// What those who do not host it can do: tell moderators of it.
#[component]
fn Others(id: GatheringId, title: Memo<Option<String>>, reporting: Reporting) -> View {
    let menu = move || {
        title.get().map(|label| {
            view! {
                <Menu label=t!("communities.menu") test="gathering-menu">
                    <ReportItem reporting target=Target::new("gathering", id) label />
                </Menu>
            }
        })
    };
    view! { {menu} }
}

fn nothing(state: ScreenState, answer: Answer<GatheringSeen>) -> View {
    let act = Act::new();
    let retry = Callback::new(move |()| {
        act.run_aloud(Refresh {}, |()| {});
        answer.refetch();
    });
    match (state, untrack(|| answer.get())) {
        (ScreenState::Loading | ScreenState::Ready, _) => view! { <SkeletonBlock lines=6 /> },
        (_, Some(Err(error))) => failed(&error, retry),
        (ScreenState::Offline, _) => out_of_reach(retry),
        _ => view! {
            <StateView icon="calendar" title=t!("communities.gathering.unknown") text=t!("communities.gathering.unknown.text")
                action=t!("communities.gatherings") href=links::GATHERINGS />
        },
    }
}

/// Everything about it.
#[component]
fn Whole(seen: Memo<Option<GatheringSeen>>, chosen: RwSignal<Option<Timestamp>>) -> View {
    let head = move || seen.get().map(|seen| view! { <Head seen chosen /> });
    let offline = move || {
        let offline = seen.with(|s| s.as_ref().is_some_and(|s| s.state == Standing::Offline));
        offline.then(offline_note)
    };
    let hosting = Memo::new(move || seen.with(|s| s.as_ref().is_some_and(|seen| seen.hosting)));
    let first = untrack(|| seen.get()).and_then(|seen| seen.gathering);
    let id = first.as_ref().map(|one| one.id).unwrap_or(GatheringId(Default::default()));
    let at = Memo::new(move || {
        let next = seen.with(|s| s.as_ref().and_then(|s| s.gathering.as_ref().map(|g| g.next)));
        chosen.get().or(next).unwrap_or_default()
    });
    view! {
        <div class="stack">
            {offline}
            {head}
            <Booking seen at />
            {move || hosting.get().then(|| view! { <Hosting seen at /> })}
            <Who gathering=id at hosting />
            <Memories gathering=id seen />
        </div>
    }
}

/// When and where.
#[component]
fn Head(seen: GatheringSeen, chosen: RwSignal<Option<Timestamp>>) -> View {
    let GatheringSeen { gathering, html, offsets, .. } = seen;
    let Some(one) = gathering else { return View::none() };
    let repeats = one.plan.when.rule.as_ref().map(rhythm::sentence);
    let repeats = repeats.map(|text| view! { <p class="gathering-rule" data-test="gathering-rule"><Icon name="repeat" size=16 />{text}</p> });
    let off = (one.off).then(|| view! { <p class="callout danger" data-test="gathering-off">{t!("communities.gathering.off.text")}</p> });
    let price = match one.plan.price {
        Some(price) => t!(
            "communities.gathering.price",
            price = format::money(price),
            hours = one.plan.refund_hours
        ),
        None => t!("communities.gathering.free"),
    };
    let days = dates(&one, &offsets, chosen);
    let about = (!html.is_empty()).then(|| view! { <Written html=html.clone() /> });
    let place = place(&one);
    let id = one.id;
    let community = links::one(one.community.id);
    view! {
        <article class="card gathering-head" data-test="gathering-head">
            <h2 class="gathering-name">{one.plan.title.clone()}</h2>
            <a class="item-detail" href=community>{one.community.name.clone()}</a>
            {off}
            {days}
            {repeats}
            <p class="gathering-fact"><Icon name="clock" size=20 />{times::lasts(one.plan.when.minutes)}</p>
            <p class="gathering-fact"><Icon name="ticket" size=20 />{price}</p>
            {place}
            <p class="gathering-hosts">{hosts(&one)}</p>
            {about}
            <Keep id />
        </article>
    }
}

/// How many dates are shown before one asks for more.
const FIRST: usize = 4;

/// The dates; one is looked at.
fn dates(one: &Gathering, offsets: &[i64], chosen: RwSignal<Option<Timestamp>>) -> View {
    let next = one.next;
    let several = one.days.len() > 1;
    let all = RwSignal::new(one.days.len() <= FIRST);
    let rows = one.days.iter().zip(offsets).enumerate().map(|(n, (day, offset))| {
        let hidden = move || n >= FIRST && !all.get();
        let (at, off) = (day.at, day.off);
        let there = times::there(at, *offset, &one.plan.when);
        let there = there.map(|text| view! { <span class="item-detail">{text}</span> });
        let room = cards::room(one, day);
        let mine = day.mine.as_ref().and_then(cards::mark);
        let off = off.then(|| view! { <Badge tone=Tone::Danger>{t!("communities.gathering.off")}</Badge> });
        let words = view! {
            <span class="item-text"><span class="item-title">{times::begins(at)}</span>{there}<span class="item-detail" data-test="room">{room}</span></span>
            {off}{mine}
        };
        match several {
            true => view! {
                <li hidden=hidden><button class="gathering-day" type="button" class:chosen=move || chosen.get().unwrap_or(next) == at
                    aria-pressed=move || (chosen.get().unwrap_or(next) == at).to_string()
                    on:click=move |_| chosen.set(Some(at)) data-test="gathering-day">{words}</button></li>
            },
            false => view! { <li class="gathering-day only"><Icon name="calendar" size=20 />{words}</li> },
        }
    });
    let more = move || {
        (!all.get()).then(|| view! {
            <Button kind=ButtonKind::Quiet small=true on_press=move |()| all.set(true) test="more-dates">{t!("communities.gathering.more_dates")}</Button>
        })
    };
    view! { <ul class="gathering-days">{rows.collect_view()}</ul>{more} }
}

fn place(one: &Gathering) -> View {
    let address = match (one.told, one.plan.address.is_empty()) {
        (true, false) => {
            view! { <strong class="selectable" data-test="address">{one.plan.address.clone()}</strong> }
        }
        (true, true) => View::none(),
        (false, _) => {
            view! { <span class="item-detail" data-test="address-later">{t!("communities.gathering.address_later")}</span> }
        }
    };
    view! {
        <p class="gathering-fact"><Icon name="map-pin" size=20 /><span class="item-text"><span>{one.plan.area.clone()}</span>{address}</span></p>
        {map::map(&one.plan.spot)}
    }
}

fn hosts(one: &Gathering) -> View {
    let face = |person: &sampan_protocol::people::Person| {
        let href = people::path_of(person);
        view! { <a class="gathering-host" href=href><PersonAvatar person=person.clone() size=32 /><span>{person.name.clone()}</span></a> }
    };
    let all = std::iter::once(&one.host).chain(&one.hosts).map(face);
    view! { <span class="item-detail">{t!("communities.gathering.hosts")}</span>{all.collect_view()} }
}

/// Writes it into a calendar.
#[component]
fn Keep(id: GatheringId) -> View {
    let (act, toasts) = (Act::new(), use_toasts());
    let keep = move |()| {
        act.run_aloud(SaveCalendar { gathering: id }, move |path| {
            toasts.say(t!("communities.gathering.saved", path = path));
        });
    };
    view! { <Button kind=ButtonKind::Soft icon="calendar" busy=act.busy() on_press=keep test="add-to-calendar">{t!("communities.gathering.to_calendar")}</Button> }
}
