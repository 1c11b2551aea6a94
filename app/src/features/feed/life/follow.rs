//! Following an account.

use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::FollowLife;
use sampan_protocol::ids::LifeId;

/// A button that follows, or does no longer.
#[component]
pub(in super::super) fn FollowButton(
    /// Which account.
    id: LifeId,
    /// Whether I follow it.
    follows: bool,
) -> View {
    let act = Act::new();
    let press = move |()| {
        act.run_aloud(FollowLife { op: new_op(), account: id, follows: !follows }, |()| {});
    };
    let kind = if follows { ButtonKind::Soft } else { ButtonKind::Primary };
    let label = if follows { t!("feed.follows") } else { t!("feed.follow") };
    let test = if follows { "unfollow" } else { "follow" };
    view! { <Button small=true kind on_press=press busy=act.busy() test>{label}</Button> }
}
