//! What is said where there is nothing to show.

use super::Case;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::{Code, Error};

/// The cases.
pub(crate) fn cases() -> View {
    view! {
        <Case name="SkeletonRows, SkeletonBlock" show=skeletons />
        <Case name="StateView: empty, done" show=fine />
        <Case name="StateView: error, offline" show=wrong />
    }
}

fn skeletons() -> View {
    view! { <SkeletonRows count=3 /><SkeletonBlock /> }
}

fn fine() -> View {
    view! {
        <StateView title=t!("gallery.empty") text=t!("gallery.hint") action=t!("gallery.button") on_action=|()| {} />
        <StateView kind=StateKind::Done title=t!("gallery.said") />
    }
}

fn wrong() -> View {
    view! {
        {failed(&Error::internal(), |()| {})}
        {failed(&Error::new(Code::Offline, "error.internal"), |()| {})}
    }
}
