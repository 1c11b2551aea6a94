//! Screen `messages.new`: begins a chat with somebody, or a group with several.

use super::links;
use crate::act::{Act, problem};
use crate::clock::{BrowserClock, BrowserRandom, new_op};
use crate::people::Chooser;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::{ChatId, uuid_v7};
use sampan_protocol::messages::{CreateGroup, MEMBERS, NAME_LIMIT, Place};
use sampan_protocol::people::Person;

/// How many names a new group is called by.
const NAMES: usize = 3;

/// Chooses whom to write to; with several it is a group.
#[component]
pub(crate) fn NewScreen() -> View {
    let chosen = RwSignal::new(Vec::<Person>::new());
    let name = RwSignal::new(String::new());
    let act = Act::new();
    let navigate = use_navigate();
    let key = StoredValue::new((new_op(), ChatId(uuid_v7(&BrowserClock, &BrowserRandom))));
    let several = Memo::new(move || chosen.with(|all| all.len() > 1));
    let none = Memo::new(move || chosen.with(Vec::is_empty));
    let usual = Signal::derive(move || chosen.with(|all| called(all)));
    let go = move |path: &str| {
        navigate(path, NavigateOptions { replace: true, ..NavigateOptions::default() });
    };
    let begin = Callback::new(move |()| {
        let people = chosen.get_untracked();
        match people.as_slice() {
            [] => {}
            [one] => go(&links::with(one.id)),
            _ => {
                let (op, chat) = key.get_value();
                let typed = name.with_untracked(|name| name.trim().to_owned());
                let name = if typed.is_empty() { called(&people) } else { typed };
                let go = go.clone();
                let command = CreateGroup { op, chat, name, people, picture: None };
                act.run(command, move |()| go(&links::chat(Place::Group(chat))));
            }
        }
    });
    let foot = move || {
        let label = move || match several.get() {
            true => t!("messages.group.make"),
            false => t!("messages.new"),
        };
        let named = move || {
            several.get().then(|| view! {
                <Field label=t!("messages.group.name") value=name max=NAME_LIMIT as u32 placeholder=usual test="group-name" />
            })
        };
        view! {
            <div class="chat-new-foot">
                {named}
                {problem(act)}
                <Button block=true busy=act.busy() disabled=none on_press=begin test="begin">{label}</Button>
            </div>
        }
    };
    view! {
        <Screen name="messages.new" title=t!("messages.new") back=links::ROOT foot>
            <div class="stack chat-new">
                <p class="hint">{t!("messages.group.hint", n = MEMBERS)}</p>
                <Chooser chosen />
            </div>
        </Screen>
    }
}

/// What a group is called where nobody calls it anything: by its first people.
fn called(people: &[Person]) -> String {
    let names: Vec<&str> = people.iter().take(NAMES).map(|person| person.name.as_str()).collect();
    let joined: String = names.join(", ").chars().take(NAME_LIMIT).collect();
    joined.trim().to_owned()
}
