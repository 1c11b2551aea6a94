//! Screen `settings.mutes`: what I do not want to see, and letting it be seen again.

use crate::act::{Act, problem};
use crate::answer::read;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::moderation::rows::{HIDDEN, MUTE};
use sampan_protocol::moderation::{GetVeils, Hidden, HideIt, Mute, MuteIt, Veil, Veils};

/// What I do not want to see.
#[component]
pub(crate) fn MutesScreen() -> View {
    let veils = read(&[HIDDEN, MUTE], || GetVeils {});
    let state = Signal::derive(move || ScreenState::of(&veils.get(), |_| false));
    let (word, act) = (RwSignal::new(String::new()), Act::new());
    let add = move |()| {
        let text = word.get_untracked().trim().to_owned();
        let mute = Mute { veil: Veil::Word(text.clone()), label: text };
        act.run(MuteIt { op: new_op(), mute, on: true }, move |()| {
            word.try_set(String::new());
        });
    };
    let empty = Signal::derive(move || word.with(|word| word.trim().is_empty()));
    let list = move |all: Veils| {
        let mutes = (!all.mutes.is_empty()).then(|| {
            let rows = all.mutes.into_iter().map(move |mute| muted(mute, act)).collect_view();
            view! { <ListSection title=t!("moderation.mutes") foot=t!("moderation.mutes.foot")>{rows}</ListSection> }
        });
        let hidden = (!all.hidden.is_empty()).then(|| {
            let rows = all.hidden.into_iter().map(move |one| hid(one, act)).collect_view();
            view! { <ListSection title=t!("moderation.hidden") foot=t!("moderation.hidden.foot")>{rows}</ListSection> }
        });
        view! { {mutes}{hidden} }
    };
    view! {
        <Screen name="settings.mutes" title=t!("moderation.mutes.title") back="/settings" state>
            <div class="stack" data-test="mutes">
                <section class="card stack">
                    <Field label=t!("moderation.mute.word") value=word hint=t!("moderation.mute.word_hint") max=120 on_enter=add test="mute-word" />
                    {problem(act)}
                    <Button disabled=empty busy=act.busy() on_press=add test="mute-add">{t!("moderation.mute.add")}</Button>
                </section>
                {move || loaded(veils.get(), move |()| veils.refetch(), list)}
            </div>
        </Screen>
    }
}

fn muted(mute: Mute, act: Act) -> View {
    let kind = match &mute.veil {
        Veil::Word(_) => t!("moderation.target.word"),
        Veil::Target(target) => t!(&format!("moderation.target.{}", target.kind)),
    };
    let title = mute.label.clone();
    let press = move |()| {
        act.run_aloud(MuteIt { op: new_op(), mute: mute.clone(), on: false }, |()| {});
    };
    let tail = move || view! { <Icon name="x" size=20 /> };
    view! { <ListItem title detail=kind on_press=press tail test="unmute" /> }
}

fn hid(hidden: Hidden, act: Act) -> View {
    let kind = t!(&format!("moderation.target.{}", hidden.target.kind));
    let detail = match hidden.reason {
        Some(reason) => {
            let why = t!(&format!("moderation.reason.{}", reason.word()));
            t!("moderation.hidden.reported", kind = kind, why = why)
        }
        None => kind,
    };
    let title = match hidden.label.is_empty() {
        true => t!("moderation.hidden.nameless"),
        false => hidden.label.clone(),
    };
    let press = move |()| {
        let Hidden { target, label, .. } = hidden.clone();
        act.run_aloud(HideIt { op: new_op(), target, label, hidden: false }, |()| {});
    };
    let tail = move || view! { <Icon name="x" size=20 /> };
    view! { <ListItem title detail on_press=press tail test="unhide" /> }
}
