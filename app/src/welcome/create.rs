//! Creating an account, step by step; nothing typed is lost on the way back.

use super::handle::suggest;
use super::phrase::PhraseStep;
use super::phrase_check::CheckStep;
use super::pin_step::PinStep;
use super::terms::{Terms, needs_invitation};
use crate::act::Act;
use crate::prelude::*;
use crate::router::use_navigate;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::device::Onboard;
use sampan_protocol::people::{Picture, check_handle, check_name};
use sampan_protocol::service::Registration;

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Profile,
    Pin,
    Phrase,
    Check,
}

/// What is typed on the way.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    handle: RwSignal<String>,
    picture: RwSignal<Picture>,
    invitation: RwSignal<String>,
    accepts: RwSignal<bool>,
    /// The category of a shop; none for a person.
    mcc: RwSignal<Option<u16>>,
}

/// What a step is called.
fn title_of(step: Step) -> String {
    match step {
        Step::Profile => t!("welcome.create"),
        Step::Pin => t!("welcome.pin"),
        Step::Phrase | Step::Check => t!("phrase.title"),
    }
}

/// Creating an account.
#[component]
pub(crate) fn CreateScreen() -> View {
    let step = RwSignal::new(Step::Profile);
    let phrase = RwSignal::new(String::new());
    let draft = Draft {
        name: RwSignal::default(),
        handle: RwSignal::default(),
        picture: RwSignal::default(),
        invitation: RwSignal::default(),
        accepts: RwSignal::new(false),
        mcc: RwSignal::new(None),
    };
    let act = Act::new();
    let create = move |pin: String| {
        let invitation = draft.invitation.get_untracked().trim().to_owned();
        let command = Onboard {
            handle: draft.handle.get_untracked().trim().to_owned(),
            name: draft.name.get_untracked().trim().to_owned(),
            picture: draft.picture.get_untracked(),
            pin,
            invitation: (!invitation.is_empty()).then_some(invitation),
            accepts_terms: draft.accepts.get_untracked(),
            mcc: draft.mcc.get_untracked(),
        };
        act.run(command, move |made| {
            phrase.try_set(made.recovery_phrase);
            step.try_set(Step::Phrase);
        });
    };
    // A refusal is about the handle or the invitation: back to where they are typed.
    Effect::new(move |_| {
        if act.error().get().is_some() && step.get_untracked() == Step::Pin {
            step.set(Step::Profile);
        }
    });
    let navigate = use_navigate();
    let finish = Callback::new(move |()| {
        phrase.set(String::new());
        navigate("/", Default::default());
    });
    let content = move || match step.get() {
        Step::Profile => {
            view! { <ProfileStep draft act on_next=move |()| step.set(Step::Pin) /> }
        }
        Step::Pin => view! { <PinStep busy=act.busy() on_pin=create /> },
        Step::Phrase => {
            view! { <PhraseStep phrase on_next=move |()| step.set(Step::Check) /> }
        }
        Step::Check => {
            view! { <CheckStep phrase on_back=move |()| step.set(Step::Phrase) on_done=finish /> }
        }
    };
    let title = Signal::derive(move || title_of(step.get()));
    let at = move || match step.get() {
        Step::Profile => 1,
        Step::Pin => 2,
        Step::Phrase | Step::Check => 3,
    };
    let steps = move || {
        (1..=3).map(|n| view! { <span class="step" class:done=n <= at()></span> }).collect_view()
    };
    view! {
        <Screen name="welcome.create" title back="/welcome">
            <div class="steps" role="img" aria-label=move || t!("welcome.step", n = at())>{steps}</div>
            {content}
        </Screen>
    }
}

#[component]
fn ProfileStep(draft: Draft, act: Act, #[prop(into)] on_next: Callback<()>) -> View {
    let session = use_session();
    let service = Memo::new(move || {
        session.with(|session| session.service.clone().map(|service| service.settings))
    });
    let own_handle = RwSignal::new(draft.handle.with_untracked(|handle| {
        !handle.is_empty() && *handle != draft.name.with_untracked(|name| suggest(name))
    }));
    Effect::new(move |_| {
        let suggested = draft.name.with(|name| suggest(name));
        if !own_handle.get_untracked() {
            draft.handle.set(suggested);
        }
    });
    Effect::new(move |_| {
        let handle = draft.handle.get();
        own_handle
            .set(!handle.is_empty() && handle != draft.name.with_untracked(|name| suggest(name)));
    });
    let name_ok = move || draft.name.with(|name| check_name(name.trim()));
    let handle_ok = move || draft.handle.with(|handle| check_handle(handle.trim()));
    let name_wrong = Signal::derive(move || {
        name_ok().err().filter(|_| !draft.name.with(String::is_empty)).map(|e| tell(&e))
    });
    let handle_wrong = Signal::derive(move || {
        let refused = act.error().get().filter(|error| error.key.contains("handle"));
        handle_ok()
            .err()
            .filter(|_| !draft.handle.with(String::is_empty))
            .or(refused)
            .map(|e| tell(&e))
    });
    let other_wrong = move || act.error().get().filter(|error| !error.key.contains("handle"));
    let needs = move || service.with(|s| s.as_ref().is_some_and(needs_invitation));
    let has_terms =
        move || service.with(|s| s.as_ref().is_some_and(|s| !s.terms.trim().is_empty()));
    let closed = move || {
        service.with(|s| s.as_ref().is_some_and(|s| s.registration == Registration::Closed))
    };
    let ready = move || {
        let invited = !needs() || !draft.invitation.with(|code| code.trim().is_empty());
        name_ok().is_ok() && handle_ok().is_ok() && invited && (!has_terms() || draft.accepts.get())
    };
    let next = Callback::new(move |()| {
        if ready() {
            act.error().set(None);
            on_next.run(());
        }
    });
    let kind_hint = Signal::derive(move || {
        draft.mcc.with(Option::is_some).then(|| t!("welcome.account_kind_text"))
    });
    view! {
        {move || closed().then(|| view! { <p class="callout warning" role="status">{t!("welcome.closed")}</p> })}
        <div class="form">
            <PictureField value=draft.picture name=draft.name />
            <Field label=t!("welcome.name") value=draft.name error=name_wrong placeholder=t!("welcome.name_example") max=40 autofocus=true test="name" />
            <Field label=t!("welcome.handle") value=draft.handle error=handle_wrong hint=t!("welcome.handle_text") prefix="@" max=20 mode="email" on_enter=next test="handle" />
            <Select label=t!("welcome.account_kind") options=kinds() value=draft.mcc hint=kind_hint test="account-kind" />
            <Invitation value=draft.invitation needs=Signal::derive(needs) />
            {move || service.get().filter(|s| !s.terms.trim().is_empty()).map(|s| view! { <Terms text=s.terms accepts=draft.accepts /> })}
            {move || other_wrong().map(|error| view! { <p class="callout danger" role="alert" data-test="create-error">{tell(&error)}</p> })}
            <Button block=true disabled=Signal::derive(move || !ready()) on_press=next test="next">{t!("ui.next")}</Button>
        </div>
    }
}

/// Where an invitation is typed; on an open service only for whoever has one: its operator.
#[component]
fn Invitation(value: RwSignal<String>, needs: Signal<bool>) -> View {
    let has = RwSignal::new(false);
    move || match needs.get() || has.get() {
        true => view! {
            <Field label=t!("welcome.invitation") value hint=t!("welcome.invitation_text") max=100 test="invitation" />
        },
        false => view! {
            <button class="link-button" type="button" on:click=move |_| has.set(true) data-test="have-invitation">{t!("welcome.have_invitation")}</button>
        },
    }
}

/// For oneself, or a shop of some kind: each with its merchant category code (ISO 18245).
fn kinds() -> Vec<(Option<u16>, String)> {
    const SHOPS: &[(u16, &str)] = &[
        (5_812, "food"),
        (5_411, "groceries"),
        (5_399, "shopping"),
        (4_121, "transport"),
        (5_912, "health"),
        (7_999, "leisure"),
        (8_299, "education"),
        (4_722, "travel"),
        (7_299, "other"),
    ];
    let shop = |(mcc, word): &(u16, &str)| {
        let category = t!(&format!("wallet.category.{word}"));
        (Some(*mcc), t!("welcome.account_shop", category = category))
    };
    std::iter::once((None, t!("welcome.account_person"))).chain(SHOPS.iter().map(shop)).collect()
}
