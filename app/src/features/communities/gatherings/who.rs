//! Who comes.

use super::KINDS;
use crate::answer::read;
use crate::listing::rows_or;
use crate::people;
use crate::prelude::*;
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::Timestamp;
use sampan_protocol::communities::gatherings::{
    AskGuests, Guest, ListGuests, MoneyState, SeatState,
};
use sampan_protocol::ids::GatheringId;

/// Who comes to a date; hosts see who waits, what was answered, and who was let in.
#[component]
pub(super) fn Who(gathering: GatheringId, at: Memo<Timestamp>, hosting: Memo<bool>) -> View {
    let parts = RwSignal::new(1_u32);
    let list = read(KINDS, move || ListGuests {
        list: AskGuests { gathering, at: at.get() },
        parts: parts.get(),
    });
    let items = move || list.get().and_then(Result::ok).map(|list| list.items).unwrap_or_default();
    let more = Memo::new(move || list.get().is_some_and(|list| list.is_ok_and(|list| list.more)));
    let count = Memo::new(move || items().len());
    let go_on = move |()| parts.update(|n| *n += 1);
    let rows = move || {
        let all = move || {
            let hosting = hosting.get();
            items().into_iter().map(|guest| row(guest, hosting)).collect_view()
        };
        view! {
            <ul class="list" data-test="guests-list">{all}</ul>
            {move || more.get().then(|| view! { <More rows=count label=t!("communities.more") on_more=go_on /> })}
        }
    };
    let none =
        || view! { <p class="hint" data-test="no-guests">{t!("communities.gathering.nobody")}</p> };
    view! {
        <section class="list-section">
            <h2 class="list-title">{t!("communities.gathering.who")}</h2>
            {rows_or(list, none, rows)}
        </section>
    }
}

fn row(guest: Guest, hosting: bool) -> View {
    let Guest { person, state, guests, answers, money, came } = guest;
    let with = (guests > 0).then(|| tn!("communities.gathering.with_guests", guests));
    let answers = hosting.then(|| answers.join(" · ")).filter(|text| !text.is_empty());
    let detail = [with, answers].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let detail = (!detail.is_empty()).then(|| view! { <span class="item-detail">{detail}</span> });
    let mark = match (state, came, money) {
        (SeatState::Waiting, ..) => {
            Some(view! { <Badge tone=Tone::Warning>{t!("communities.gathering.waits")}</Badge> })
        }
        (_, true, _) => {
            Some(view! { <Badge tone=Tone::Success>{t!("communities.gathering.came")}</Badge> })
        }
        (_, _, MoneyState::Taken) => {
            Some(view! { <Badge>{t!("communities.gathering.paid")}</Badge> })
        }
        _ => None,
    };
    let href = people::path_of(&person);
    let name = person.name.clone();
    view! {
        <li class="item" data-test="guest" data-state=state.word()>
            <a class="item-row" href=href>
                <span class="item-lead"><PersonAvatar person size=40 /></span>
                <span class="item-text"><span class="item-title">{name}</span>{detail}</span>
                {mark}
            </a>
        </li>
    }
}
