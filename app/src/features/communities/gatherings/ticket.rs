//! Screen `communities.ticket`: what I show at the door. It changes every half minute.

use super::super::links;
use super::super::reads::id_in_path;
use super::{KINDS, times};
use crate::answer::read;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::gatherings::GetTicket;
use sampan_protocol::device::DrawSymbol;
use sampan_protocol::ids::GatheringId;
use std::time::Duration;

/// My ticket.
#[component]
pub(crate) fn TicketScreen() -> View {
    let id = id_in_path("gathering", GatheringId(Default::default()));
    let at = Timestamp(id_in_path("at", 0_i64));
    let beat = RwSignal::new(0_u32);
    let ticket = read(KINDS, move || {
        beat.track();
        GetTicket { gathering: id, at }
    });
    // A code that is over is replaced a moment after it is.
    Effect::new(move |_| {
        if let Some(Ok(ticket)) = ticket.get() {
            let wait = u64::try_from(ticket.seconds).unwrap_or(1).max(1);
            let again = move || {
                beat.try_update(|n| *n = n.wrapping_add(1));
            };
            set_timeout(again, Duration::from_secs(wait));
        }
    });
    let link =
        Memo::new(move || ticket.get().and_then(Result::ok).map(|t| t.link).unwrap_or_default());
    let symbol = read(&[], move || DrawSymbol { text: link.get() });
    let state = Memo::new(move || ScreenState::of(&ticket.get(), |_| false));
    let drawn = move || match symbol.get() {
        Some(Ok(symbol)) if link.with(|link| !link.is_empty()) => {
            view! { <QrCode symbol label=t!("communities.gathering.ticket") /> }
        }
        _ => view! { <span class="skeleton qr-place"></span> },
    };
    let body = move || match ticket.get() {
        Some(Err(error)) => failed(&error, move |()| ticket.refetch()),
        Some(Ok(ticket)) => {
            let title = ticket.seat.map(|seat| seat.gathering.plan.title).unwrap_or_default();
            let code = format!(
                "{} {}",
                ticket.code.get(..4).unwrap_or_default(),
                ticket.code.get(4..).unwrap_or_default()
            );
            view! {
                <p class="person-name">{title}</p>
                <p class="hint center">{times::begins(at)}</p>
                {drawn}
                <p class="ticket-code selectable" data-test="ticket-code">{code}</p>
                <p class="hint center">{t!("communities.gathering.ticket.text")}</p>
            }
        }
        None => view! { <SkeletonBlock lines=4 /> },
    };
    view! {
        <Screen name="communities.ticket" title=t!("communities.gathering.ticket") back=links::GATHERINGS state>
            <div class="card code-card">{body}</div>
        </Screen>
    }
}
