//! What people feel about a post or a comment, and saying what one feels oneself.

use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::{ReactTo, Reaction, Reactions, Target};

/// Says that I feel this, or no longer if I did.
fn feel(act: Act, target: Target, mine: Option<Reaction>, this: Reaction) {
    let reaction = (mine != Some(this)).then_some(this);
    act.run_aloud(ReactTo { op: new_op(), target, reaction }, |()| {});
}

/// A row of a menu in which one says what one feels.
#[component]
pub(super) fn ReactionSigns(
    /// About what.
    target: Target,
    /// What I feel.
    mine: Option<Reaction>,
) -> View {
    let act = Act::new();
    let sign = move |this: Reaction| {
        let label = t!(&format!("communities.reaction.{}", this.word()));
        let (chosen, press) = (mine == Some(this), move |()| feel(act, target, mine, this));
        let test = format!("react-{}", this.word());
        view! { <MenuSign sign=this.glyph() label chosen on_press=press test /> }
    };
    view! {
        <div class="menu-signs" role="group" aria-label=t!("communities.reactions")>{Reaction::ALL.map(sign).into_iter().collect_view()}</div>
    }
}

/// How many feel what; each can be joined in.
pub(super) fn felt(target: Target, reactions: &Reactions) -> View {
    if reactions.counts.is_empty() {
        return View::none();
    }
    let (act, mine) = (Act::new(), reactions.mine);
    let chip = |(this, many): (&Reaction, &i64)| {
        let this = *this;
        let label = t!(&format!("communities.reaction.{}", this.word()));
        let press = move |_| feel(act, target, mine, this);
        let pressed = (mine == Some(this)).to_string();
        let test = format!("felt-{}", this.word());
        view! {
            <button class="felt-chip" type="button" title=label.clone() aria-pressed=pressed on:click=press data-test=test>
                <span aria-hidden="true">{this.glyph()}</span>
                <span class="sr-only">{label}</span>
                <span class="felt-many">{format::number(*many)}</span>
            </button>
        }
    };
    view! {
        <div class="felt" role="group" aria-label=t!("communities.reactions") data-test="felt">{reactions.counts.iter().map(chip).collect_view()}</div>
    }
}
