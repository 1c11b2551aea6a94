//! Pictures by those who were there.

use super::super::shot::Shot;
use super::KINDS;
use crate::act::{Act, problem};
use crate::answer::read;
use crate::clock::{BrowserClock, BrowserRandom, new_op, now};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;
use sampan_protocol::communities::gatherings::{
    AskMemories, GatheringSeen, KeepMemory, ListMemories, Memory, SeatState,
};
use sampan_protocol::ids::{GatheringId, MemoryId, uuid_v7};

/// The most bytes of a file that is read.
const LIMIT: f64 = 12_000_000.0;

/// The pictures, and a way to add one for those who were there.
#[component]
pub(super) fn Memories(gathering: GatheringId, seen: Memo<Option<GatheringSeen>>) -> View {
    let list = read(KINDS, move || ListMemories { list: AskMemories { gathering }, parts: 1 });
    let items = move || list.get().and_then(Result::ok).map(|list| list.items).unwrap_or_default();
    let was_there = Memo::new(move || {
        seen.with(|seen| {
            let Some(seen) = seen else { return false };
            let Some(one) = &seen.gathering else { return false };
            let begun = one.over || one.next <= now();
            let went = one.days.iter().any(|day| {
                let going = |state| state == SeatState::Going;
                day.at <= now() && day.mine.as_ref().is_some_and(|mine| going(mine.state))
            });
            (begun && seen.hosting) || went
        })
    });
    let shown = Memo::new(move || was_there.get() || !items().is_empty());
    let shots = move || items().into_iter().map(one).collect_view();
    let add = move || was_there.get().then(|| view! { <Add gathering /> });
    move || {
        shown.get().then(|| {
            view! {
                <section class="list-section">
                    <h2 class="list-title">{t!("communities.gathering.memories")}</h2>
                    <div class="memories" data-test="memories">{shots}</div>
                    {add}
                </section>
            }
        })
    }
}

fn one(memory: Memory) -> View {
    let Memory { author, picture, words, at, .. } = memory;
    let said = (!words.is_empty()).then(|| view! { <span>{words.clone()}</span> });
    view! {
        <figure class="memory" data-test="memory">
            <Shot name=picture />
            <figcaption>{said}<span class="item-detail">{format!("{} · {}", author.name, age(at))}</span></figcaption>
        </figure>
    }
}

#[component]
fn Add(gathering: GatheringId) -> View {
    let id = fresh_id("memory");
    let input = NodeRef::<html::Input>::new();
    let (act, toasts) = (Act::new(), use_toasts());
    let words = RwSignal::new(String::new());
    let pick = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        if file.size() > LIMIT {
            toasts.say(t!("ui.picture_too_large"));
            return;
        }
        read_file(&file, move |address| {
            let Some((_, base64)) = address.split_once("base64,") else { return };
            let words_now = words.with_untracked(|words| words.trim().to_owned());
            let memory = MemoryId(uuid_v7(&BrowserClock, &BrowserRandom));
            let (op, picture) = (new_op(), base64.to_owned());
            let command = KeepMemory { op, memory, gathering, picture, words: words_now };
            act.run(command, move |()| {
                words.try_set(String::new());
            });
        });
        input.set_value("");
    };
    view! {
        <div class="form memory-add">
            <Field label=t!("communities.gathering.memory.words") value=words max=500 test="memory-words" />
            {problem(act)}
            <label class="picture-add" for=id.clone()><Icon name="camera" /><span>{t!("communities.gathering.memory.add")}</span></label>
            <input node_ref=input id=id class="sr-only" type="file" accept="image/png,image/jpeg,image/webp,image/gif" on:change=pick data-test="memory-picture" />
        </div>
    }
}
