//! Whom one may mean while one types `@` and the beginning of a name: choosing somebody writes their handle.

use super::marks::{byte_at, units_before};
use crate::answer::read;
use crate::people::rested;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;
use sampan_protocol::people::{FindPeople, Person, rows};

/// The longest beginning of a name that is looked for, in characters.
const LONGEST: usize = 20;
/// The most people that are offered.
const OFFERED: usize = 5;

/// Where the `@` stands behind which a name is being typed that ends at a place, if one is.
fn sign_before(text: &str, caret: usize) -> Option<usize> {
    let before = text.get(..caret)?;
    let at = before.rfind('@')?;
    let (name, begins) = (&before[at + 1..], before[..at].chars().next_back());
    let is_alone = begins.is_none_or(|c| !c.is_ascii_alphanumeric() && !"_.-/@".contains(c));
    let is_name = (1..=LONGEST).contains(&name.chars().count())
        && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    (is_alone && is_name).then_some(at)
}

/// A text in which whoever was being named is, and where the caret goes.
fn named(text: &str, caret: usize, handle: &str) -> Option<(String, usize)> {
    let at = sign_before(text, caret)?;
    let before = format!("{}@{handle} ", &text[..at]);
    let behind = text[caret..].strip_prefix(' ').unwrap_or(&text[caret..]);
    let caret = before.len();
    Some((before + behind, caret))
}

/// Where the caret is, in bytes.
fn caret(place: NodeRef<html::Textarea>, text: &str) -> usize {
    let area = place.try_get_untracked().flatten();
    let units = area.and_then(|area| area.selection_end().ok().flatten());
    byte_at(text, units.and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX))
}

/// Offers people while one is being named in a field.
#[component]
pub(super) fn Naming(
    /// What is typed.
    value: RwSignal<String>,
    /// Where.
    place: NodeRef<html::Textarea>,
) -> View {
    let typed = RwSignal::new(String::new());
    Effect::new(move |_| {
        let name = value.with(|text| {
            let caret = caret(place, text);
            sign_before(text, caret).map(|at| text[at + 1..caret].to_owned())
        });
        let name = name.unwrap_or_default();
        if typed.with_untracked(|before| *before != name) {
            typed.set(name);
        }
    });
    let is_naming = Memo::new(move || typed.with(|typed| !typed.is_empty()));
    move || is_naming.get().then(|| view! { <Offered typed value place /> })
}

#[component]
fn Offered(
    typed: RwSignal<String>,
    value: RwSignal<String>,
    place: NodeRef<html::Textarea>,
) -> View {
    let text = rested(typed);
    let found = read(&[rows::CONTACT], move || FindPeople { text: text.get() });
    let choose = move |handle: &str| {
        let now = value.get_untracked();
        let Some((text, end)) = named(&now, caret(place, &now), handle) else { return };
        let units = u32::try_from(units_before(&text, end)).unwrap_or(u32::MAX);
        if let Some(area) = place.get_untracked() {
            area.set_value(&text);
            let _ = area.focus();
            let _ = area.set_selection_range(units, units);
        }
        value.set(text);
    };
    let offer = move |person: Person| {
        let (name, handle) = (person.name.clone(), person.handle.clone());
        let (shown, test) = (format!("@{handle}"), format!("name-{handle}"));
        // The caret stays in the text while somebody is chosen.
        view! {
            <button class="offered" type="button" on:mousedown=move |ev| ev.prevent_default()
                on:click=move |_| choose(&handle) data-test=test>
                <PersonAvatar person size=28 />
                <span class="offered-name">{name}</span>
                <span class="offered-handle">{shown}</span>
            </button>
        }
    };
    move || {
        let people = found.get().and_then(Result::ok).map(|found| found.people).unwrap_or_default();
        (!people.is_empty()).then(|| {
            let all = people.into_iter().take(OFFERED).map(offer).collect_view();
            view! { <div class="offering" role="group" aria-label=t!("communities.naming") data-test="naming">{all}</div> }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_being_typed_behind_its_sign() {
        for (text, name) in [
            ("@me", Some("me")),
            ("谢谢@李", Some("李")),
            ("(see @mei_l", Some("mei_l")),
            ("@", None),
            ("ada@example", None),
            ("@mei and", None),
            ("@a_name_that_is_far_too_long", None),
        ] {
            let typed = sign_before(text, text.len()).map(|at| &text[at + 1..]);
            assert_eq!(typed, name, "{text}");
        }
    }

    #[test]
    fn whoever_is_chosen_is_written_out() {
        let text = "Ask @me, or wait";
        assert_eq!(named(text, 7, "mei"), Some(("Ask @mei , or wait".into(), 9)), "a space behind");
        assert_eq!(named("@me or", 3, "mei"), Some(("@mei or".into(), 5)), "but not two");
        assert_eq!(named("nobody", 6, "mei"), None, "nobody is being named");
    }
}
