//! What people think of a post or a comment, and saying what one thinks oneself.

use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::{Icon, format};
use sampan_protocol::communities::{CastVote, Opinion, Target};

/// Up, the difference, down.
#[component]
pub(super) fn Votes(
    /// Of what.
    target: Target,
    /// How many like it, and how many do not.
    counts: (i64, i64),
    /// What I think of it.
    opinion: Opinion,
) -> View {
    let act = Act::new();
    let button = move |this: Opinion, label: String, icon, test: &'static str| {
        let down = opinion == this;
        let wanted = if down { Opinion::None } else { this };
        let cast = move |_| {
            act.run_aloud(CastVote { op: new_op(), target, opinion: wanted }, |()| {});
        };
        let class = if down { "vote chosen" } else { "vote" };
        view! {
            <button class=class type="button" aria-label=label.clone() title=label aria-pressed=down.to_string() on:click=cast data-test=test>
                <Icon name=icon size=20 />
            </button>
        }
    };
    let class = match opinion {
        Opinion::Up => "votes up",
        Opinion::None => "votes",
        Opinion::Down => "votes down",
    };
    view! {
        <span class=class role="group" aria-label=t!("communities.votes")>
            {button(Opinion::Up, t!("communities.vote.up"), "arrow-big-up", "vote-up")}
            <span class="votes-score" data-test="score">{format::number(counts.0 - counts.1)}</span>
            {button(Opinion::Down, t!("communities.vote.down"), "arrow-big-down", "vote-down")}
        </span>
    }
}
