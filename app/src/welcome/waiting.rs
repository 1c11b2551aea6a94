//! Waiting until an older device lets this one in.

use crate::act::Act;
use crate::prelude::*;
use crate::router::use_navigate;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::device::{Profile, SyncNow, UseProfile};

/// Waiting for approval.
#[component]
pub(crate) fn WaitingScreen() -> View {
    let session = use_session();
    let (again, stop) = (Act::new(), Act::new());
    let navigate = use_navigate();
    let (go, leave) = (navigate.clone(), navigate);
    let waits = Memo::new(move || session.with(|session| session.waiting_for_approval));
    Effect::new(move |before: Option<bool>| {
        let now = waits.get();
        if before == Some(true) && !now && session.with_untracked(|session| session.me.is_some()) {
            go("/", Default::default());
        }
        now
    });
    let give_up = Callback::new(move |()| {
        let leave = leave.clone();
        stop.run_aloud(UseProfile { profile: Profile::ThisDevice }, move |()| {
            leave("/welcome", Default::default())
        });
    });
    let step = |n: u8, text: String| view! { <li class="how-step"><span class="how-number">{n.to_string()}</span><span>{text}</span></li> };
    view! {
        <Screen name="welcome.waiting" title=t!("account.link") back="">
            <div class="stack waiting-approval">
                <StateView icon="hourglass" title=t!("account.waiting") text=t!("account.waiting_text") />
                <ol class="card how">
                    {step(1, t!("account.waiting_1"))}
                    {step(2, t!("account.waiting_2"))}
                    {step(3, t!("account.waiting_3"))}
                </ol>
                <Button block=true busy=again.busy() on_press=move |()| again.run_aloud(SyncNow {}, |()| {}) test="check-again">{t!("account.check")}</Button>
                <Button kind=ButtonKind::Quiet block=true busy=stop.busy() on_press=give_up test="give-up">{t!("account.give_up")}</Button>
            </div>
        </Screen>
    }
}
