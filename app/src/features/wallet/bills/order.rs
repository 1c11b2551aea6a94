//! Writes upon a bill: its category, tags, and a note of one's own.

use crate::act::Act;
use crate::answer::read;
use crate::clock::new_op;
use crate::features::wallet::category_pick::CategoryPick;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::wallet::label::{LABEL, TAG_LIMIT};
use sampan_protocol::wallet::{Bill, GetFacets, Label, LabelBill, NOTE_LIMIT};

/// How many tags in use are offered.
const OFFERED: usize = 12;

/// The sheet in which a bill is written upon. It stands beside what shows the bill, so that nothing
/// typed is lost when the bill changes meanwhile.
#[component]
pub(crate) fn OrderSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The bill, as it is when the sheet opens.
    bill: Signal<Option<Bill>>,
) -> View {
    let form = move || bill.get_untracked().map(|bill| view! { <OrderForm bill open /> });
    view! { <Sheet open title=t!("wallet.order.title") test="order-sheet">{form()}</Sheet> }
}

#[component]
fn OrderForm(bill: Bill, open: RwSignal<bool>) -> View {
    let Label { category, tags, note } = bill.label.clone().unwrap_or_default();
    let category = RwSignal::new(category);
    let tags = RwSignal::new(tags);
    let typed = RwSignal::new(String::new());
    let note = RwSignal::new(note);
    let act = Act::new();
    let toasts = use_toasts();
    let op = new_op();
    let id = bill.id;
    let save = Callback::new(move |()| {
        take(tags, typed);
        let label = Label {
            category: category.get_untracked(),
            tags: tags.get_untracked(),
            note: note.get_untracked(),
        };
        act.run(LabelBill { op, bill: id, label }, move |()| {
            open.set(false);
            toasts.say(t!("wallet.order.saved"));
        });
    });
    let problem = move || {
        act.error()
            .get()
            .map(|error| view! { <p class="field-foot error" role="alert">{tell(&error)}</p> })
    };
    view! {
        <div class="order">
            <CategoryPick title=t!("wallet.bills.category") none=t!("wallet.order.by_itself") category />
            <Tags tags typed />
            <TextArea
                label=t!("wallet.order.note")
                value=note
                hint=t!("wallet.order.note.hint")
                rows=2
                max=NOTE_LIMIT as u32
                test="own-note"
            />
            {problem}
        </div>
        <div class="order-foot">
            <Button block=true busy=act.busy() on_press=save test="order-save">{t!("wallet.order.save")}</Button>
        </div>
    }
}

/// The tags that it has, a field for another one, and those in use.
#[component]
fn Tags(tags: RwSignal<Vec<String>>, typed: RwSignal<String>) -> View {
    let facets = read(&[LABEL], || GetFacets {});
    let offered = Memo::new(move || match facets.get() {
        Some(Ok(facets)) => facets.tags,
        _ => Vec::new(),
    });
    // A comma ends a tag, as Enter does.
    Effect::new(move |_| {
        if typed.with(|text| text.contains([',', '，', '、'])) {
            take(tags, typed);
        }
    });
    let chip = move |tag: String, chosen: bool| {
        let label = format!("#{tag}");
        let (icon, test) = if chosen { (Some("x"), "tag") } else { (None, "tag-offer") };
        let press = move |_| {
            tags.update(|all| match chosen {
                true => all.retain(|other| *other != tag),
                false => all.push(tag.clone()),
            });
        };
        view! {
            <button class="chip" class:selected=chosen type="button" aria-pressed=chosen.to_string() on:click=press data-test=test>
                {icon.map(|name| view! { <Icon name size=16 /> })}
                {label}
            </button>
        }
    };
    let row = move |list: Vec<String>, chosen: bool| {
        (!list.is_empty()).then(|| {
            let chips = list.into_iter().map(|tag| chip(tag, chosen));
            view! { <div class="chips">{chips.collect_view()}</div> }
        })
    };
    let others = move || {
        let free = offered.get().into_iter().filter(|tag| tags.with(|all| !all.contains(tag)));
        row(free.take(OFFERED).collect(), false)
    };
    view! {
        <fieldset class="filter-group">
            <legend>{t!("wallet.order.tags")}</legend>
            {move || row(tags.get(), true)}
            <Field
                label=t!("wallet.order.tag.add")
                value=typed
                placeholder=t!("wallet.order.tag.example")
                max=TAG_LIMIT as u32 + 1
                on_enter=move |()| take(tags, typed)
                test="tag-add"
            />
            {others}
        </fieldset>
    }
}

/// Makes tags of what is typed.
fn take(tags: RwSignal<Vec<String>>, typed: RwSignal<String>) {
    let words = split(&typed.get_untracked());
    if words.is_empty() {
        return;
    }
    tags.update(|all| {
        for word in words {
            if !all.contains(&word) {
                all.push(word);
            }
        }
    });
    typed.set(String::new());
}

/// The tags in what was typed.
fn split(typed: &str) -> Vec<String> {
    typed
        .split([',', '，', '、'])
        .map(|word| word.trim().trim_start_matches(['#', '＃']).trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_of_both_kinds_part_tags() {
        assert_eq!(split(" #trip，出差、 #a b , "), ["trip", "出差", "a b"], "bare words");
        assert!(split(" ,#, ").is_empty(), "nothing is no tag");
    }
}
