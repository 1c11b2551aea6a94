//! A poll: what can be chosen with how many chose it, and choosing.

use crate::act::Act;
use crate::clock::{new_op, now};
use crate::prelude::*;
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::Timestamp;
use sampan_protocol::communities::poll::percent;
use sampan_protocol::communities::{ChooseInPoll, Poll};
use sampan_protocol::ids::PostId;

/// The poll of a post.
#[component]
pub(super) fn PollBox(
    /// Of which post.
    post: PostId,
    /// The poll.
    poll: Poll,
) -> View {
    let (act, again) = (Act::new(), RwSignal::new(false));
    let chosen = RwSignal::new(poll.mine.clone());
    let cast = move |chosen: Vec<String>| {
        act.run_aloud(ChooseInPoll { op: new_op(), post, chosen }, move |()| {
            again.try_set(false);
        });
    };
    let poll = StoredValue::new(poll);
    let (open, voted) = poll.with_value(|poll| (!poll.closed, !poll.mine.is_empty()));
    let body = move || match open && (!voted || again.get()) {
        true => {
            let nothing = Signal::derive(move || chosen.with(Vec::is_empty));
            let back = voted.then(|| {
                view! {
                    <Button kind=ButtonKind::Quiet small=true busy=act.busy() on_press=move |()| cast(Vec::new()) test="poll-back">{t!("communities.poll.back")}</Button>
                }
            });
            view! {
                {poll.with_value(|poll| ballot(poll, chosen))}
                <div class="poll-acts">
                    <Button small=true busy=act.busy() disabled=nothing on_press=move |()| cast(untrack(|| chosen.get())) test="poll-vote">{t!("communities.poll.vote")}</Button>
                    {back}
                </div>
            }
        }
        false => {
            let change = (open && voted).then(|| {
                let change = move |()| again.set(true);
                view! {
                    <div class="poll-acts">
                        <Button kind=ButtonKind::Quiet small=true on_press=change test="poll-change">{t!("communities.poll.change")}</Button>
                    </div>
                }
            });
            view! { {poll.with_value(result)}{change} }
        }
    };
    view! {
        <div class="poll" role="group" data-test="poll" aria-label=t!("communities.poll")>
            {body}
            <p class="poll-foot" data-test="poll-foot">{poll.with_value(foot)}</p>
        </div>
    }
}

/// What can be chosen, as native radio buttons or boxes.
fn ballot(poll: &Poll, chosen: RwSignal<Vec<String>>) -> View {
    let (several, group) = (poll.ballot.several, fresh_id("poll"));
    let option = |(place, words): (usize, &String)| {
        let this = words.clone();
        let is_down = move || chosen.with(|chosen| chosen.contains(&this));
        let this = words.clone();
        let turn = move |ev: leptos::ev::Event| {
            let (down, this) = (event_target_checked(&ev), this.clone());
            chosen.update(|chosen| {
                chosen.retain(|word| several && *word != this);
                if down {
                    chosen.push(this);
                }
            });
        };
        let kind = if several { "checkbox" } else { "radio" };
        view! {
            <label class="poll-option" data-test="poll-option">
                {fill(poll, place)}
                <input type=kind name=group.clone() prop:checked=is_down on:change=turn />
                <span class="poll-words">{words.clone()}</span>
                {share(poll, place)}
            </label>
        }
    };
    let legend = if several { t!("communities.poll.several") } else { t!("communities.poll.one") };
    view! {
        <fieldset class="poll-options">
            <legend class="poll-legend">{legend}</legend>
            {poll.ballot.options.iter().enumerate().map(option).collect_view()}
        </fieldset>
    }
}

/// How many chose what, with what I chose marked.
fn result(poll: &Poll) -> View {
    let option = |(place, words): (usize, &String)| {
        let mine = poll.mine.contains(words);
        let mark = mine.then(|| {
            view! { <span class="poll-mark"><Icon name="circle-check" size=20 /><span class="sr-only">{t!("communities.poll.mine")}</span></span> }
        });
        view! {
            <li class="poll-option" class:is-mine=mine data-test="poll-option">
                {fill(poll, place)}
                <span class="poll-words">{words.clone()}</span>
                {mark}
                {share(poll, place)}
            </li>
        }
    };
    let options = poll.ballot.options.iter().enumerate().map(option).collect_view();
    view! { <ul class="poll-options">{options}</ul> }
}

/// The bar behind an option.
fn fill(poll: &Poll, place: usize) -> View {
    let count = poll.counts.get(place).copied().unwrap_or_default();
    let width = format!("{}%", percent(count, poll.voters).min(100));
    view! { <span class="poll-fill" aria-hidden="true" style:width=width></span> }
}

/// How many chose an option; nothing while that is not told.
fn share(poll: &Poll, place: usize) -> Option<View> {
    let count = *poll.counts.get(place)?;
    let (percent, n) = (percent(count, poll.voters), format::number(count));
    let told = t!("communities.poll.share", percent = percent, n = n);
    Some(view! { <span class="poll-share">{told}</span> })
}

/// How many voted, and until when one can.
fn foot(poll: &Poll) -> String {
    let mut said = vec![tn!("communities.poll.voters", poll.voters)];
    match poll.ends {
        _ if poll.closed => said.push(t!("communities.poll.closed")),
        Some(ends) => said.push(left(ends)),
        None => {}
    }
    if poll.ballot.late && !poll.closed && poll.mine.is_empty() {
        said.push(t!("communities.poll.late"));
    } else if poll.counts.is_empty() {
        said.push(t!("communities.poll.counting"));
    }
    said.join(" · ")
}

/// How long a poll goes on.
fn left(ends: Timestamp) -> String {
    match unit(ends.seconds() - now().seconds()) {
        Left::Minutes(n) => tn!("communities.poll.minutes", n),
        Left::Hours(n) => tn!("communities.poll.hours", n),
        Left::Days(n) => tn!("communities.poll.days", n),
        Left::Long => t!("communities.poll.until", day = format::day(ends)),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Left {
    Minutes(i64),
    Hours(i64),
    Days(i64),
    Long,
}

/// Seconds in the largest unit of which there are at least two, rounded up.
const fn unit(seconds: i64) -> Left {
    match seconds {
        ..60 => Left::Minutes(1),
        60..7_200 => Left::Minutes((seconds + 59) / 60),
        7_200..172_800 => Left::Hours((seconds + 3_599) / 3_600),
        172_800..1_209_600 => Left::Days((seconds + 86_399) / 86_400),
        _ => Left::Long,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_told_in_a_fitting_unit() {
        for (seconds, expected) in [
            (-9, Left::Minutes(1)),
            (61, Left::Minutes(2)),
            (7_199, Left::Minutes(120)),
            (7_201, Left::Hours(3)),
            (172_800, Left::Days(2)),
            (259_200, Left::Days(3)),
            (1_209_600, Left::Long),
        ] {
            assert_eq!(unit(seconds), expected, "{seconds} seconds");
        }
    }
}
