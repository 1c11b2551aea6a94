//! Links that the app is opened with lead to a screen; nothing is done without the person.

use crate::features;
use crate::link::Link;
use crate::messages;
use crate::prelude::*;
use crate::router::NavigateOptions;
use crate::router::use_navigate;
use crate::search;
use crate::session::{use_live, use_session};
use crate::t;
use crate::ui::use_toasts;

/// Opens links as they come, once there is a person to open them for.
pub(crate) fn follow() {
    let (session, link) = (use_session(), use_live().link());
    let navigate = use_navigate();
    let toasts = use_toasts();
    let is_in = Memo::new(move || session.with(|s| s.me.is_some()));
    Effect::new(move |_| {
        let Some(text) = link.get().filter(|_| is_in.get()) else {
            return;
        };
        link.set(None);
        let parsed = Link::parse(&text);
        let path = parsed.and_then(|link| {
            let of_feature = features::on().into_iter().find_map(|f| (f.link)(&link));
            of_feature.or_else(|| messages::of_link(&link)).or_else(|| search::of_link(&link))
        });
        match path {
            Some(path) => navigate(&path, NavigateOptions::default()),
            None => toasts.say(t!("nav.bad_link")),
        }
    });
}
