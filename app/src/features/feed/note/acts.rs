//! What one does with a note at its foot: say something, like it, keep it; and what its keepers do.

use super::super::cards::LikeButton;
use super::super::comments::{Answering, Composer};
use super::super::folders::{Keeping, KeepingSheet};
use crate::act::Act;
use crate::clock::new_op;
use crate::moderation::{MuteItem, ReportItem, Reporting};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::{KeepNote, Liked, NoteShown, RemoveSaid, Role};
use sampan_protocol::ids::NoteId;
use sampan_protocol::moderation::Target;

/// The foot of the screen.
#[component]
pub(super) fn Foot(
    /// Which note.
    id: NoteId,
    /// How it is.
    shown: Memo<Option<NoteShown>>,
    /// What is being answered.
    answering: Answering,
) -> View {
    let act = Act::new();
    let keeping = Keeping::new(id);
    let acts = move || {
        let shown = shown.get()?;
        let note = shown.note?.note;
        let (kept, folder) = (note.kept, shown.folder);
        let press = move |_| match kept {
            true => keeping.begin(folder),
            false => {
                let keep = KeepNote { op: new_op(), note: id, kept: true, folder: None };
                act.run_aloud(keep, move |()| keeping.begin(None));
            }
        };
        let label = if kept { t!("feed.kept") } else { t!("feed.keep") };
        Some(view! {
            <LikeButton target=Liked::Note(id) likes=note.likes liked=note.liked />
            <button class="like keep" class:on=kept type="button" aria-pressed=kept.to_string() aria-label=format!("{label} {}", format::number(note.saves)) title=label
                on:click=press data-test="keep">
                <Icon name="bookmark" />
                <span data-test="saves">{format::number(note.saves)}</span>
            </button>
        })
    };
    let is_there = Memo::new(move || shown.with(|s| s.as_ref().is_some_and(|s| s.note.is_some())));
    let foot = move || {
        is_there.get().then(|| {
            view! {
                <div class="note-bar">
                    <Composer note=id answering />
                    <div class="note-acts">{acts}</div>
                </div>
                <KeepingSheet keeping />
            }
        })
    };
    view! { {foot} }
}

/// What those who publish for the account can do with the note.
#[component]
pub(super) fn Keepers(
    /// Which note.
    id: NoteId,
    /// How it is.
    shown: Memo<Option<NoteShown>>,
) -> View {
    let (act, removing) = (Act::new(), RwSignal::new(false));
    let publishes = Memo::new(move || {
        shown.with(|shown| shown.as_ref().and_then(|s| s.role).is_some_and(Role::publishes))
    });
    let navigate = StoredValue::new_local(use_navigate());
    let edit = move |()| {
        navigate.with_value(|go| go(&super::super::links::edit(id), NavigateOptions::default()));
    };
    let back = go_back(super::super::links::ROOT);
    let remove = move |()| {
        let target = Liked::Note(id);
        act.run_aloud(RemoveSaid { op: new_op(), target }, move |()| back.run(()));
    };
    let menu = move || {
        publishes.get().then(|| view! {
            <Menu label=t!("feed.menu") test="note-menu">
                <MenuItem label=t!("feed.edit") icon="pencil" on_press=edit test="note-edit" />
                <MenuItem label=t!("feed.remove") icon="trash-2" danger=true on_press=move |()| removing.set(true) test="note-remove" />
            </Menu>
            <Confirm open=removing danger=true title=t!("feed.remove.ask") text=t!("feed.remove.text") confirm=t!("feed.remove") on_confirm=remove test="note-remove-ask" />
        })
    };
    view! { {menu} }
}

/// What everybody else can do with the note: tell moderators of it, or not see its account any more.
#[component]
pub(super) fn Others(
    /// Which note.
    id: NoteId,
    /// How it is.
    shown: Memo<Option<NoteShown>>,
    /// Where it is asked why it is reported.
    reporting: Reporting,
) -> View {
    // Made anew only when it is another note, or somebody else's: not for each like.
    let about = Memo::new(move || {
        shown.with(|shown| {
            let shown = shown.as_ref()?;
            let note = &shown.note.as_ref()?.note;
            let others = !shown.role.is_some_and(Role::publishes);
            others.then(|| (note.title.clone(), note.account.id, note.account.name.clone()))
        })
    });
    let menu = move || {
        about.get().map(|(title, life, name)| {
            view! {
                <Menu label=t!("feed.menu") test="note-others">
                    <MuteItem target=Target::new("life", life) name />
                    <ReportItem reporting target=Target::new("note", id) label=title />
                </Menu>
            }
        })
    };
    view! { {menu} }
}
