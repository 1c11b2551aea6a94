//! What has to be known before anything else: this is the demo world; everything is frozen.

use crate::act::Act;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::{Button, ButtonKind, Icon};
use sampan_protocol::device::{Profile, UseProfile};

/// Says that everything is frozen.
#[component]
pub(crate) fn FrozenBanner() -> View {
    let session = use_session();
    let frozen = Memo::new(move || session.with(|s| s.me.as_ref().is_some_and(|me| me.frozen)));
    move || {
        frozen.get().then(|| view! {
        <aside class="banner danger" data-test="frozen-banner">
            <Icon name="snowflake" size=20 />
            <p class="banner-text">{t!("home.frozen")}</p>
            <Button kind=ButtonKind::Quiet small=true href="/settings/devices" test="frozen-devices">{t!("home.frozen_do")}</Button>
        </aside>
    })
    }
}

/// Says that this is the demo world, and lets one leave it.
#[component]
pub(crate) fn DemoBanner() -> View {
    let session = use_session();
    let demo = Memo::new(move || session.with(|s| s.profile == Profile::Demo));
    let leave = Act::new();
    let leave_demo =
        move |()| leave.run_aloud(UseProfile { profile: Profile::ThisDevice }, |()| {});
    move || {
        demo.get().then(|| view! {
            <aside class="banner" data-test="demo-banner">
                <Icon name="sparkles" size=20 />
                <p class="banner-text">{t!("home.demo")}</p>
                <Button kind=ButtonKind::Quiet small=true busy=leave.busy() on_press=leave_demo test="leave-demo">{t!("home.demo_leave")}</Button>
            </aside>
        })
    }
}
