//! Screen `communities.gatherings`, and the gatherings of one community.

use super::super::links;
use super::{KINDS, cards};
use crate::act::Act;
use crate::answer::{Answer, read};
use crate::clock::{new_op, now};
use crate::listing::{RefreshButton, rows_or, state_of};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::gatherings::{
    AskGatherings, Gathering, GetCalendar, ListGatherings, ListSeats, RenewCalendar, SeatState,
    Whose, rows,
};
use sampan_protocol::device::Profile;
use sampan_protocol::ids::CommunityId;
use sampan_protocol::page::Listed;

/// Those of my communities, and my places.
#[component]
pub(crate) fn GatheringsScreen() -> View {
    let over = RwSignal::new(0_u8);
    let (list, parts) = lists(Whose::Joined, over);
    let mine = read(&[rows::SEAT], || ListSeats {});
    let places = move || {
        let now = now();
        let all = mine.get().and_then(Result::ok).unwrap_or_default();
        let coming = all.into_iter().filter(|seat| {
            let day = seat.gathering.days.first();
            day.is_some_and(|day| {
                let signed = |state| matches!(state, SeatState::Going | SeatState::Waiting);
                day.ends > now && day.mine.as_ref().is_some_and(|mine| signed(mine.state))
            })
        });
        coming.map(|seat| cards::my_place(seat.gathering)).collect::<Vec<_>>()
    };
    let has_places = Memo::new(move || !places().is_empty());
    let section = move || {
        (has_places.get() && over.get() == 0).then(|| {
            view! {
                <section class="stack">
                    <h2 class="list-title">{t!("communities.gathering.mine")}</h2>
                    <ul class="stack" data-test="my-gatherings">{move || places().into_iter().collect_view()}</ul>
                </section>
            }
        })
    };
    let is_aside = use_context::<Roomy>().map(|roomy| roomy.aside);
    let calendar = move || (!is_aside.is_some_and(Signal::get)).then(|| view! { <CalendarCard /> });
    view! {
        <Screen name="communities.gatherings" title=t!("communities.gatherings") back=links::ROOT state=state_of(list)
            actions=|| view! { <RefreshButton /> } aside=|| view! { <CalendarCard /> }>
            <div class="stack">
                {section}
                <Times over />
                {rows(list, parts)}
                {calendar}
            </div>
        </Screen>
    }
}

/// Those of one community, within its screen.
#[component]
pub(in super::super) fn OfCommunity(
    /// Which.
    community: CommunityId,
    /// Whether I belong to it.
    belongs: Memo<bool>,
) -> View {
    let over = RwSignal::new(0_u8);
    let (list, parts) = lists(Whose::Community(community), over);
    let new = move || {
        belongs.get().then(|| {
            view! { <Button block=true kind=ButtonKind::Soft icon="plus" href=links::new_gathering(community) test="new-gathering">{t!("communities.gathering.new")}</Button> }
        })
    };
    view! { <div class="stack">{new}<Times over />{rows(list, parts)}</div> }
}

type Lists = (Answer<Listed<Gathering>>, RwSignal<u32>);

fn lists(whose: Whose, over: RwSignal<u8>) -> Lists {
    let parts = RwSignal::new(1_u32);
    let list = read(KINDS, move || ListGatherings {
        list: AskGatherings { whose: whose.clone(), over: over.get() == 1 },
        parts: parts.get(),
    });
    (list, parts)
}

/// To come, or over.
#[component]
fn Times(over: RwSignal<u8>) -> View {
    let options =
        vec![(0_u8, t!("communities.gathering.coming")), (1, t!("communities.gathering.over"))];
    view! { <Segmented label=t!("communities.gatherings") options value=over test="gathering-times" /> }
}

fn rows(list: Answer<Listed<Gathering>>, parts: RwSignal<u32>) -> View {
    let items = move || list.get().and_then(Result::ok).map(|list| list.items).unwrap_or_default();
    let more = Memo::new(move || list.get().is_some_and(|list| list.is_ok_and(|list| list.more)));
    let count = Memo::new(move || items().len());
    let go_on = move |()| parts.update(|n| *n += 1);
    let shown = move || {
        view! {
            <ul class="stack" data-test="gatherings">{move || items().into_iter().map(cards::card).collect_view()}</ul>
            {move || more.get().then(|| view! { <More rows=count label=t!("communities.more") on_more=go_on /> })}
        }
    };
    let none = || {
        view! { <StateView icon="calendar" title=t!("communities.gathering.none") text=t!("communities.gathering.none.text") /> }
    };
    rows_or(list, none, shown)
}

/// The address of my calendar for other programs.
#[component]
fn CalendarCard() -> View {
    let session = use_session();
    let found = read(&[rows::CALENDAR], || GetCalendar {});
    let server = session.with_untracked(|session| match &session.profile {
        Profile::Server { url } => Some(url.trim_end_matches('/').to_owned()),
        _ => None,
    });
    let act = Act::new();
    let renew = move |()| act.run_aloud(RenewCalendar { op: new_op() }, |()| {});
    let Some(server) = server else {
        return view! { <p class="hint">{t!("communities.calendar.here")}</p> };
    };
    let address = Memo::new(move || {
        let path = found.get().and_then(Result::ok).and_then(|found| found.address);
        path.map(|path| format!("{server}{path}"))
    });
    let shown = move || match address.get() {
        Some(text) => view! {
            <p class="calendar-address selectable" data-test="calendar-address">{text.clone()}</p>
            <CopyButton text label=t!("communities.calendar.copy") />
            <Button kind=ButtonKind::Quiet busy=act.busy() on_press=renew test="calendar-renew">{t!("communities.calendar.renew")}</Button>
        },
        None => {
            view! { <Button kind=ButtonKind::Soft icon="calendar" busy=act.busy() on_press=renew test="calendar-make">{t!("communities.calendar.make")}</Button> }
        }
    };
    view! {
        <section class="card calendar-card">
            <h2 class="list-title">{t!("communities.calendar")}</h2>
            <p class="hint">{t!("communities.calendar.text")}</p>
            {shown}
        </section>
    }
}
