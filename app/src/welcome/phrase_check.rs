//! Checking that the recovery phrase was written down: three of its words.

use crate::clock::BrowserRandom;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Random;

/// Asks for three of the words.
#[component]
pub(crate) fn CheckStep(
    /// The words.
    phrase: RwSignal<String>,
    /// What is done when they are to be seen again.
    #[prop(into)]
    on_back: Callback<()>,
    /// What is done when they are right.
    #[prop(into)]
    on_done: Callback<()>,
) -> View {
    let words: Vec<String> =
        phrase.with_untracked(|phrase| phrase.split_whitespace().map(str::to_owned).collect());
    let mut noise = [0_u8; 3];
    BrowserRandom.fill(&mut noise);
    let asked = places(words.len(), noise).map(|place| (place, RwSignal::new(String::new())));
    let (tried, set_tried) = signal(false);
    let words = StoredValue::new(words);
    let right = move |place: usize, typed: RwSignal<String>| {
        words.with_value(|words| {
            words
                .get(place)
                .is_some_and(|word| typed.with(|typed| typed.trim().eq_ignore_ascii_case(word)))
        })
    };
    let all_right = move || asked.iter().all(|(place, typed)| right(*place, *typed));
    let done = Callback::new(move |()| {
        set_tried.set(true);
        if untrack(all_right) {
            on_done.run(());
        }
    });
    let field = move |(place, typed): (usize, RwSignal<String>)| {
        let wrong = Signal::derive(move || {
            (tried.get() && !right(place, typed)).then(|| t!("phrase.wrong"))
        });
        view! { <Field label=t!("phrase.word", n = place + 1) value=typed error=wrong max=20 on_enter=done test="phrase-word" /> }
    };
    view! {
        <div class="form">
            <p class="lead">{t!("phrase.check_text")}</p>
            {asked.map(field).into_iter().collect_view()}
            <Button block=true on_press=done test="phrase-done">{t!("phrase.done")}</Button>
            <Button kind=ButtonKind::Quiet block=true on_press=on_back test="phrase-back">{t!("phrase.see_again")}</Button>
        </div>
    }
}

/// Three different places among `count`, in order.
fn places(count: usize, noise: [u8; 3]) -> [usize; 3] {
    let third = (count / 3).max(1);
    let place = |at: usize| at * third + usize::from(noise[at]) % third;
    [place(0), place(1), place(2)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_different_words_are_asked_for() {
        for noise in [[0, 0, 0], [255, 255, 255], [1, 2, 3], [7, 4, 200]] {
            let found = places(12, noise);
            assert!(
                found[0] < found[1] && found[1] < found[2] && found[2] < 12,
                "{noise:?} asks for {found:?}"
            );
        }
        assert_eq!(places(12, [3, 3, 3]), [3, 7, 11], "each third can reach its last word");
    }
}
