//! What a host does: the door, changes, calling it off.

use super::super::links;
use super::times;
use crate::act::Act;
use crate::clock::{new_op, now};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::gatherings::{CallOffGathering, GatheringSeen};

/// What a host does.
#[component]
pub(super) fn Hosting(seen: Memo<Option<GatheringSeen>>, at: Memo<Timestamp>) -> View {
    let (whole, date, act) = (RwSignal::new(false), RwSignal::new(false), Act::new());
    let one = move || seen.get().and_then(|seen| seen.gathering);
    let open = Memo::new(move || one().is_some_and(|one| !one.off && !one.over));
    let recurs = Memo::new(move || one().is_some_and(|one| one.plan.when.rule.is_some()));
    let call_off = move |only: bool| {
        if let Some(one) = untrack(one) {
            let at = only.then(|| at.get_untracked());
            act.run_aloud(CallOffGathering { op: new_op(), gathering: one.id, at }, |()| {});
        }
    };
    let door = move || one().map(|one| links::door(one.id, at.get())).unwrap_or_default();
    let change = move || one().map(|one| links::change_gathering(one.id)).unwrap_or_default();
    let buttons = move || {
        open.get().then(|| {
            let single = (recurs.get() && at.get() > now()).then(|| {
                view! { <Button kind=ButtonKind::Quiet on_press=move |()| date.set(true) test="call-off-date">{t!("communities.gathering.call_off.date", day = times::begins(at.get()))}</Button> }
            });
            view! {
                <Button kind=ButtonKind::Soft icon="scan-line" href=door() test="door">{t!("communities.gathering.door")}</Button>
                <Button kind=ButtonKind::Soft icon="pencil" href=change() test="change-gathering">{t!("communities.gathering.change")}</Button>
                {single}
                <Button kind=ButtonKind::Quiet icon="ban" busy=act.busy() on_press=move |()| whole.set(true) test="call-off">{t!("communities.gathering.call_off")}</Button>
            }
        })
    };
    view! {
        <section class="card gathering-hosting" data-test="hosting">
            <h3>{t!("communities.gathering.you_host")}</h3>
            <div class="gathering-acts">{buttons}</div>
            <Confirm open=whole danger=true title=t!("communities.gathering.call_off.ask") text=t!("communities.gathering.call_off.text")
                confirm=t!("communities.gathering.call_off") on_confirm=move |()| call_off(false) test="call-off-ask" />
            <Confirm open=date danger=true title=t!("communities.gathering.call_off.ask_date") text=t!("communities.gathering.call_off.text")
                confirm=t!("communities.gathering.call_off") on_confirm=move |()| call_off(true) test="call-off-date-ask" />
        </section>
    }
}
