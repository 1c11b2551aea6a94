//! Telling moderators of something: it is not seen any more at once, and that can be undone.

use crate::act::{Act, problem};
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::moderation::{HideIt, Mute, MuteIt, Reason, ReportIt, Target, Veil};

/// What is being reported.
#[derive(Clone, Copy)]
pub(crate) struct Reporting {
    open: RwSignal<bool>,
    what: RwSignal<Option<(Target, String)>>,
}

impl Reporting {
    /// Nothing is.
    pub(crate) fn new() -> Self {
        Self { open: RwSignal::new(false), what: RwSignal::new(None) }
    }

    /// Asks why this is to be reported.
    pub(crate) fn ask(self, target: Target, label: String) {
        self.what.set(Some((target, label)));
        self.open.set(true);
    }
}

/// Asks why something is reported.
#[component]
pub(crate) fn ReportSheet(
    /// What.
    reporting: Reporting,
) -> View {
    view! {
        <Sheet open=reporting.open title=t!("moderation.report") test="report-sheet">
            {move || form(reporting)}
        </Sheet>
    }
}

fn form(reporting: Reporting) -> View {
    let (reason, text) = (RwSignal::new(None::<Reason>), RwSignal::new(String::new()));
    let (act, back, toasts) = (Act::new(), Act::new(), use_toasts());
    let open = reporting.open;
    let chips = Reason::ALL.into_iter().map(move |this| {
        let label = t!(&format!("moderation.reason.{}", this.word()));
        let selected = Signal::derive(move || reason.get() == Some(this));
        view! { <Chip label selected on_press=move |()| reason.set(Some(this)) test="report-reason" /> }
    });
    let send = move |()| {
        let (Some((target, label)), Some(reason)) =
            (reporting.what.get_untracked(), reason.get_untracked())
        else {
            return;
        };
        let shown =
            HideIt { op: new_op(), target: target.clone(), label: label.clone(), hidden: false };
        let report = ReportIt { op: new_op(), target, label, reason, text: text.get_untracked() };
        act.run(report, move |()| {
            open.try_set(false);
            let undo = Callback::new(move |()| back.run_aloud(shown.clone(), |()| {}));
            toasts.undo(t!("moderation.reported"), undo);
        });
    };
    let nothing = Signal::derive(move || reason.get().is_none());
    view! {
        <div class="stack">
            <p class="hint">{t!("moderation.report.text")}</p>
            <div class="chips" role="group" aria-label=t!("moderation.why")>{chips.collect_view()}</div>
            <TextArea label=t!("moderation.report.more") value=text max=2000 test="report-text" />
            {problem(act)}
            <Button block=true disabled=nothing busy=act.busy() on_press=send test="report-send">{t!("moderation.report.send")}</Button>
        </div>
    }
}

/// An item of a menu that reports something.
#[component]
pub(crate) fn ReportItem(
    /// Where it is asked why.
    reporting: Reporting,
    /// What.
    target: Target,
    /// Its beginning, so that one knows it again.
    label: String,
    /// Its name for tests.
    #[prop(default = "report")]
    test: &'static str,
) -> View {
    let ask = move |()| reporting.ask(target.clone(), label.clone());
    view! { <MenuItem label=t!("moderation.report") icon="circle-alert" on_press=ask test /> }
}

/// An item of a menu that mutes a person or a place.
#[component]
pub(crate) fn MuteItem(
    /// Whom or what.
    target: Target,
    /// What it is called.
    name: String,
) -> View {
    let (act, back, toasts) = (Act::new(), Act::new(), use_toasts());
    let label = t!("moderation.mute", name = name.clone());
    let mute = Mute { veil: Veil::Target(target), label: name.clone() };
    let press = move |()| {
        let (on, name) = (MuteIt { op: new_op(), mute: mute.clone(), on: true }, name.clone());
        let off = mute.clone();
        act.run_aloud(on, move |()| {
            let undo = Callback::new(move |()| {
                back.run_aloud(MuteIt { op: new_op(), mute: off.clone(), on: false }, |()| {});
            });
            toasts.undo(t!("moderation.muted", name = name), undo);
        });
    };
    view! { <MenuItem label icon="eye-off" on_press=press test="mute" /> }
}
