//! What is said where there is nothing to show.

use super::Case;
use crate::t;
use crate::ui::*;
use leptos::prelude::*;
use sampan_protocol::{Code, Error};

/// The cases.
pub(crate) fn cases() -> AnyView {
    view! {
        <Case name="SkeletonRows, SkeletonBlock" show=skeletons />
        <Case name="StateView: empty, done" show=fine />
        <Case name="StateView: error, offline" show=wrong />
    }
    .into_any()
}

fn skeletons() -> AnyView {
    view! { <SkeletonRows count=3 /><SkeletonBlock /> }.into_any()
}

fn fine() -> AnyView {
    view! {
        <StateView title=t!("gallery.empty") text=t!("gallery.hint") action=t!("gallery.button") on_action=|()| {} />
        <StateView kind=StateKind::Done title=t!("gallery.said") />
    }
    .into_any()
}

fn wrong() -> AnyView {
    view! {
        {failed(&Error::internal(), || {})}
        {failed(&Error::new(Code::Offline, "error.internal"), || {})}
    }
    .into_any()
}
