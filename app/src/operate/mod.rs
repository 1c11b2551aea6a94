//! Operators' screens: acts and their log, who runs the service, how it presents itself.

mod acts;
mod appoint;
mod currencies;
mod decide;
mod detail;
mod face;
mod form;
mod invitations;
mod log;
mod menu;
mod operators;
mod propose;
mod service;

pub(crate) use appoint::PersonChoice;
pub(crate) use currencies::Currencies;
pub(crate) use face::{ActFace, act_row};
pub(crate) use propose::{Proposal, ProposeSheet, Proposer};

use crate::prelude::*;
use crate::router::apart;
pub(crate) use crate::session::my_id;
use crate::session::use_session;
use crate::t;
use crate::ui::*;

apart! {
    /// The screens.
    PART = operators {
        "/operate" => menu::OperateScreen(),
        "/operate/acts" => acts::ActsScreen(),
        "/operate/acts/:act" => detail::ActScreen(),
        "/operate/log" => log::LogScreen(),
        "/operate/operators" => operators::OperatorsScreen(),
        "/operate/service" => service::SetUpScreen(),
    }
}

/// Content for operators; everybody else is told that they are none.
pub(crate) fn only(
    content: impl Fn() -> View + Send + Sync + 'static,
) -> impl Fn() -> View + Send + Sync + 'static {
    let session = use_session();
    let operates = Memo::new(move || {
        session.with(|session| session.me.as_ref().is_some_and(|me| me.operator))
    });
    move || match operates.get() {
        true => content(),
        false => {
            view! { <StateView icon="sliders-horizontal" title=t!("operate.not_you") text=t!("operate.not_you_text") /> }
        }
    }
}
