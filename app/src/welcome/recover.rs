//! Coming back by the recovery phrase, with a new PIN.

use super::pin_step::PinStep;
use crate::act::Act;
use crate::prelude::*;
use crate::router::use_navigate;
use crate::t;
use crate::ui::letter;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::device::RecoverAccount;
use sampan_protocol::people::check_handle;

/// How many words a phrase has.
pub(crate) const WORDS: usize = 12;

/// Coming back by the recovery phrase.
#[component]
pub(crate) fn RecoverScreen() -> View {
    let (handle, phrase) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let at_pin = RwSignal::new(false);
    let act = Act::new();
    let navigate = use_navigate();
    let typed =
        move || handle.with(|handle| handle.trim().trim_start_matches('@').to_ascii_lowercase());
    let words = move || phrase.with(|phrase| regular(phrase));
    let count = move || words().split(' ').filter(|word| !word.is_empty()).count();
    let recover = move |pin: String| {
        let navigate = navigate.clone();
        let command = RecoverAccount { handle: untrack(typed), phrase: untrack(words), pin };
        act.run(command, move |()| navigate("/", Default::default()));
    };
    let recover = Callback::new(recover);
    // What was wrong is told where it can be corrected.
    Effect::new(move |_| {
        if act.error().with(Option::is_some) {
            at_pin.set(false);
        }
    });
    let cannot = Signal::derive(move || count() != WORDS || check_handle(&typed()).is_err());
    let hint = Signal::derive(move || t!("account.words", n = count(), of = WORDS));
    let wrong = move || {
        act.error()
            .get()
            .map(|error| view! { <p class="callout danger" role="alert">{tell(&error)}</p> })
    };
    let form = move || {
        view! {
            <div class="form">
                <p class="lead">{t!("account.recover_how")}</p>
                <Field label=t!("account.handle") value=handle prefix="@" max=21 mode="email" autofocus=true test="handle" />
                <TextArea label=t!("account.phrase") value=phrase hint rows=3 max=400 test="phrase" />
                {wrong}
                <Button block=true disabled=cannot on_press=move |()| at_pin.set(true) test="next">{t!("ui.next")}</Button>
            </div>
        }
    };
    let content = move || match at_pin.get() {
        false => form(),
        true => view! { <PinStep busy=act.busy() on_pin=recover /> },
    };
    view! { <Screen name="welcome.recover" title=t!("account.recover") back="/welcome/account">{content}</Screen> }
}

/// A phrase in lower case with single blanks, whatever stands between its words.
pub(crate) fn regular(phrase: &str) -> String {
    let between = |c: char| !letter::is_alphanumeric(c) || c.is_ascii_digit();
    let words = phrase.split(between).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_made_regular() {
        assert_eq!(
            regular("  Abandon, ability\n3. ABLE "),
            "abandon ability able",
            "numbers, commas and lines do not matter"
        );
        assert_eq!(regular(""), "", "nothing stays nothing");
    }
}
