//! The recovery phrase, shown once.

use crate::prelude::*;
use crate::t;
use crate::ui::*;

/// Shows the twelve words.
#[component]
pub(crate) fn PhraseStep(
    /// The words.
    phrase: RwSignal<String>,
    /// What is done when they are written down.
    #[prop(into)]
    on_next: Callback<()>,
) -> View {
    let words = move || {
        let word = |word: &str| view! { <li class="phrase-word">{word.to_owned()}</li> };
        phrase.with(|phrase| phrase.split_whitespace().map(word).collect_view())
    };
    view! {
        <div class="form">
            <p class="lead">{t!("phrase.text")}</p>
            <ol class="phrase selectable" data-test="phrase">{words}</ol>
            <p class="callout warning"><Icon name="triangle-alert" size=20 /><span>{t!("phrase.warning")}</span></p>
            <Button block=true on_press=on_next test="wrote-down">{t!("phrase.wrote_down")}</Button>
        </div>
    }
}
