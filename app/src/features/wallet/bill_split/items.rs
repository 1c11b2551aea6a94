//! What is on the bill: name, price, and who had it.

use super::draft::{Draft, Line};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::people::Person;

/// The items of a bill.
#[component]
pub(super) fn Items(draft: Draft) -> View {
    let lines = draft.lines;
    let add = move |()| {
        lines.update(|all| {
            let key = all.iter().map(|line| line.key + 1).max().unwrap_or(0);
            let (name, price) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
            all.push(Line { key, name, price, who: RwSignal::new(Vec::new()) });
        });
    };
    if lines.with_untracked(Vec::is_empty) {
        add(());
    }
    view! {
        <div class="split-items">
            <For each=move || lines.get() key=|line| line.key.to_string() children=move |line| item(draft, line) />
            <Button kind=ButtonKind::Soft small=true icon="plus" on_press=add test="item-add">{t!("wallet.split.item.add")}</Button>
        </div>
    }
}

fn item(draft: Draft, line: Line) -> View {
    let remove = move |()| draft.lines.update(|all| all.retain(|other| other.key != line.key));
    let chips = move || {
        let chip = |person: Person| {
            let id = person.id;
            let had = Signal::derive(move || line.who.with(|who| who.contains(&id)));
            let turn = move |()| {
                line.who.update(|who| match who.iter().position(|had| *had == id) {
                    Some(at) => drop(who.remove(at)),
                    None => who.push(id),
                });
            };
            view! { <Chip label=person.name selected=had on_press=turn test="item-who" /> }
        };
        draft.everybody().into_iter().map(chip).collect_view()
    };
    view! {
        <section class="split-item">
            <div class="split-item-head">
                <Field label=t!("wallet.split.item") value=line.name max=60 test="item-name" />
                <Field label=t!("wallet.split.price") value=line.price mode="decimal" max=16 test="item-price" />
                <IconButton icon="trash-2" label=t!("wallet.split.item.remove") on_press=remove test="item-remove" />
            </div>
            <div class="split-item-who" role="group" aria-label=t!("wallet.split.item.who")>{chips}</div>
        </section>
    }
}
