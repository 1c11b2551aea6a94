//! Deciding about something: what happens, on what ground, and what is said for it.

use super::parts::action_word;
use crate::act::{Act as Doing, problem};
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::moderation::{Act, ActOn, Action, Basis, Reason, Target};

/// What is decided about, with what the sheet has to know.
#[derive(Clone, PartialEq)]
struct About {
    target: Target,
    rules: Vec<String>,
    operator: bool,
}

/// What is being decided about.
#[derive(Clone, Copy)]
pub(crate) struct Deciding {
    open: RwSignal<bool>,
    about: RwSignal<Option<About>>,
}

impl Deciding {
    /// Nothing is.
    pub(crate) fn new() -> Self {
        Self { open: RwSignal::new(false), about: RwSignal::new(None) }
    }

    /// Asks what is to happen with this, where these rules hold.
    pub(crate) fn ask(self, target: Target, rules: Vec<String>, operator: bool) {
        self.about.set(Some(About { target, rules, operator }));
        self.open.set(true);
    }
}

/// Asks what is to happen.
#[component]
pub(crate) fn DecideSheet(
    /// With what.
    deciding: Deciding,
) -> View {
    view! {
        <Sheet open=deciding.open title=t!("moderation.decide") test="decide-sheet">
            {move || deciding.about.get().map(|about| form(deciding.open, about))}
        </Sheet>
    }
}

/// What is typed and chosen.
#[derive(Clone, Copy)]
struct Form {
    action: RwSignal<Action>,
    seconds: RwSignal<Option<i64>>,
    basis: RwSignal<Basis>,
    reason: RwSignal<Reason>,
    rule: RwSignal<String>,
    facts: RwSignal<String>,
    everywhere: RwSignal<bool>,
}

fn form(open: RwSignal<bool>, about: About) -> View {
    let form = Form {
        action: RwSignal::new(first(&about.target)),
        seconds: RwSignal::new(Some(86_400)),
        basis: RwSignal::new(Basis::Rule),
        reason: RwSignal::new(Reason::Rules),
        rule: RwSignal::new(String::new()),
        facts: RwSignal::new(String::new()),
        everywhere: RwSignal::new(is_of_service(&about.target)),
    };
    let (doing, toasts) = (Doing::new(), use_toasts());
    let actions: Vec<(Action, String)> =
        fitting(&about).into_iter().map(|action| (action, action_word(action))).collect();
    let target = about.target.clone();
    let send = move |()| {
        let action = form.action.get_untracked();
        let act = Act {
            action,
            target: target.clone(),
            everywhere: form.everywhere.get_untracked() && is_personal(action),
            seconds: form.seconds.get_untracked().filter(|_| action.takes_time()),
            basis: form.basis.get_untracked(),
            rule: form.rule.get_untracked().trim().to_owned(),
            category: form.reason.get_untracked().category(),
            facts: form.facts.get_untracked().trim().to_owned(),
        };
        doing.run(ActOn { op: new_op(), act }, move |()| {
            open.try_set(false);
            toasts.say(match action {
                Action::SlowMode => t!("moderation.slow.done"),
                _ => t!("moderation.decide.done"),
            });
        });
    };
    let is_for_operator = about.operator && !is_of_service(&about.target);
    let (rules, reasons) = (about.rules, move || form.action.get().has_reasons());
    view! {
        <div class="stack">
            <Select label=t!("moderation.decide.what") options=actions value=form.action test="decide-action" />
            {move || form.action.get().takes_time().then(|| times(form))}
            {move || (is_for_operator && is_personal(form.action.get())).then(|| everywhere(form))}
            {move || reasons().then(|| why(form, &rules))}
            {problem(doing)}
            <Button block=true busy=doing.busy() on_press=send test="decide-send">{t!("moderation.decide.send")}</Button>
        </div>
    }
}

/// Whether it belongs to the whole service, so that what is decided holds everywhere.
fn is_of_service(target: &Target) -> bool {
    matches!(target.kind.as_str(), "person" | "life" | "note" | "note-comment" | "message")
}

/// What is done most often with it.
fn first(target: &Target) -> Action {
    match target.kind.as_str() {
        "community" => Action::SlowMode,
        "person" | "life" => Action::Ban,
        _ => Action::Remove,
    }
}

/// What can be done with it.
fn fitting(about: &About) -> Vec<Action> {
    match about.target.kind.as_str() {
        "community" => vec![Action::SlowMode, Action::Keep],
        "person" | "life" => vec![Action::Ban, Action::Warn, Action::Keep],
        "post" | "note" => Action::ALL.into_iter().filter(|a| *a != Action::SlowMode).collect(),
        _ => {
            let fits = |action: &Action| !matches!(action, Action::SlowMode | Action::Lock);
            Action::ALL.into_iter().filter(fits).collect()
        }
    }
}

const fn is_personal(action: Action) -> bool {
    matches!(action, Action::Mute | Action::Ban)
}

fn times(form: Form) -> View {
    let slow = form.action.get_untracked() == Action::SlowMode;
    let all: &[i64] = match slow {
        // It is ended as everything else that is in force: by lifting it.
        true => &[30, 60, 600, 3_600],
        false => &[3_600, 86_400, 604_800, 2_592_000],
    };
    let mut options: Vec<(Option<i64>, String)> =
        all.iter().map(|s| (Some(*s), t!(&format!("moderation.time.{s}")))).collect();
    if slow {
        form.seconds.set(Some(60));
    } else {
        options.push((None, t!("moderation.time.ever")));
    }
    let label = if slow { t!("moderation.slow") } else { t!("moderation.for_how_long") };
    view! { <Select label options value=form.seconds test="decide-time" /> }
}

fn everywhere(form: Form) -> View {
    view! {
        <ul class="list">
            <Switch label=t!("moderation.everywhere") detail=t!("moderation.everywhere.text") checked=form.everywhere
                on_change=move |on| form.everywhere.set(on) test="decide-everywhere" />
        </ul>
    }
}

/// On what ground, of what kind, and what happened.
fn why(form: Form, rules: &[String]) -> View {
    let bases = Basis::ALL
        .into_iter()
        .map(|basis| (basis, t!(&format!("moderation.basis.{}", basis.word()))))
        .collect();
    let reasons = Reason::ALL
        .into_iter()
        .map(|reason| (reason, t!(&format!("moderation.reason.{}", reason.word()))))
        .collect();
    let chips = rules.iter().cloned().map(|rule| {
        let (text, chosen) = (rule.clone(), rule.clone());
        let selected = Signal::derive(move || form.rule.with(|now| *now == chosen));
        view! { <Chip label=rule selected on_press=move |()| form.rule.set(text.clone()) test="decide-rule-chip" /> }
    });
    view! {
        <Select label=t!("moderation.basis") options=bases value=form.basis test="decide-basis" />
        <div class="chips">{chips.collect_view()}</div>
        <Field label=t!("moderation.which_rule") value=form.rule test="decide-rule" />
        <Select label=t!("moderation.kind") options=reasons value=form.reason test="decide-kind" />
        <TextArea label=t!("moderation.facts") value=form.facts max=2000 hint=t!("moderation.facts.hint") test="decide-facts" />
    }
}
