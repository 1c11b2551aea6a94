//! Running the service: how it presents itself, who may come in, which currencies it has.

mod currencies;
mod form;
mod invitations;

use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;

/// Running the service, for its operators.
#[component]
pub(crate) fn OperateScreen() -> View {
    let session = use_session();
    let settings = Memo::new(move || {
        session.with(|session| {
            let operator = session.me.as_ref().is_some_and(|me| me.operator);
            session.service.as_ref().filter(|_| operator).map(|service| service.settings.clone())
        })
    });
    let state = Signal::derive(move || {
        if settings.with(Option::is_some) { ScreenState::Ready } else { ScreenState::Empty }
    });
    let content = move || match settings.get() {
        Some(settings) => {
            view! { <div class="stack"><form::ServiceForm settings /><invitations::Invitations /></div> }
        }
        None => {
            view! { <StateView icon="sliders-horizontal" title=t!("operate.not_you") text=t!("operate.not_you_text") /> }
        }
    };
    view! { <Screen name="operate" title=t!("operate.title") back="/me" state>{content}</Screen> }
}
