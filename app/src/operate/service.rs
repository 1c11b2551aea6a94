//! Screen `operate-service`: how the service presents itself, and who may come in.

use super::{form, invitations, only};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;

/// How the service presents itself.
#[component]
pub(crate) fn SetUpScreen() -> View {
    let session = use_session();
    let settings =
        Memo::new(move || session.with(|s| s.service.as_ref().map(|s| s.settings.clone())));
    let content = only(move || {
        settings.get().map_or_else(View::none, |settings| {
            view! { <div class="stack"><form::ServiceForm settings /><invitations::Invitations /></div> }
        })
    });
    view! { <Screen name="operate-service" title=t!("operate.service.title") back="/operate">{content}</Screen> }
}
