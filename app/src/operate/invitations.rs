//! Inviting somebody in.

use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::device::MakeInvitation;

/// Makes invitations; each is shown once.
#[component]
pub(crate) fn Invitations() -> View {
    let act = Act::new();
    let code = RwSignal::new(None::<String>);
    let make = move |()| {
        act.run_aloud(MakeInvitation { op: new_op() }, move |made| {
            code.try_set(Some(made.code));
        })
    };
    let shown =
        move || {
            code.get().map(|text| view! {
        <output class="invitation selectable" data-test="invitation">{text.clone()}</output>
        <p class="hint">{t!("operate.invitation_once")}</p>
        <CopyButton text label=t!("operate.invitation_copy") />
    })
        };
    view! {
        <section class="card form">
            <h2 class="card-title">{t!("operate.invite")}</h2>
            <p class="hint">{t!("operate.invite_text")}</p>
            {shown}
            <Button kind=ButtonKind::Soft icon="ticket" busy=act.busy() on_press=make test="make-invitation">{t!("operate.invite_make")}</Button>
        </section>
    }
}
