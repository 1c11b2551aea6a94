//! Screen `operate-operators`: who runs the service; giving the role, and taking it.

use super::appoint::Appoint;
use super::propose::{Proposal, ProposeSheet, Proposer};
use super::{my_id, only};
use crate::answer::read;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::operate::{About, DISMISS, ListOperators, rows};
use sampan_protocol::people::Person;

/// Who runs the service.
#[component]
pub(crate) fn OperatorsScreen() -> View {
    let all = read(&[rows::OPERATOR], || ListOperators {});
    let proposer = Proposer::new();
    let state = Signal::derive(move || ScreenState::of(&all.get(), Vec::is_empty));
    let list = move |people: Vec<Person>| {
        let alone = people.len() < 2;
        let rows = people.iter().map(|person| operator(person, alone, proposer)).collect_view();
        let first = alone.then(|| {
            view! { <p class="callout" data-test="operators-alone">{t!("operate.appoint.first")}</p> }
        });
        view! { {first}<ListSection>{rows}</ListSection><Appoint people proposer /> }
    };
    let content = only(move || {
        view! { <div class="stack">{move || loaded(all.get(), move |()| all.refetch(), list)}</div> }
    });
    view! {
        <Screen name="operate-operators" title=t!("operate.operators.title") back="/operate" state>
            {content}
            <ProposeSheet proposer />
        </Screen>
    }
}

fn operator(person: &Person, alone: bool, proposer: Proposer) -> View {
    let me = Some(person.id) == my_id();
    let handle = format!("@{}", person.handle);
    let detail = if me { format!("{handle} · {}", t!("operate.operators.you")) } else { handle };
    let open = RwSignal::new(false);
    let (face, who) = (person.clone(), person.clone());
    let dismiss = move |()| {
        let about = About { person: who.id };
        proposer.ask(Proposal::new(DISMISS, &about).about(who.clone()));
    };
    let ask = t!("operate.dismiss.ask", name = person.name);
    let lead = move || view! { <PersonAvatar person=face.clone() size=40 /> };
    let test = format!("operator-{}", person.handle);
    if alone {
        return view! { <ListItem title=person.name.clone() detail lead test /> };
    }
    let tail = move || {
        view! { <IconButton icon="x" label=t!("operate.dismiss.button") on_press=move |()| open.set(true) test="dismiss" /> }
    };
    view! {
        <ListItem title=person.name.clone() detail lead tail test>
            <Confirm open danger=true title=ask confirm=t!("operate.dismiss.button") on_confirm=dismiss test="dismiss-ask" />
        </ListItem>
    }
}
