//! Sharing a note: with somebody in a chat, as a link, as a card with a code, or in a post where one belongs.

use super::links;
use crate::act::{Act, problem};
use crate::features::share_paths;
use crate::messages;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::{Card, DrawCard, Note};
use sampan_protocol::ids::NoteId;
use sampan_protocol::messages::Card as ChatCard;

/// A button that opens the ways to share a note.
#[component]
pub(super) fn ShareButton(
    /// Which.
    id: NoteId,
    /// How it is.
    note: Memo<Option<Note>>,
) -> View {
    let open = RwSignal::new(false);
    let is_out = Memo::new(move || note.with(|note| note.as_ref().is_some_and(|n| !n.waiting)));
    let button = move || {
        is_out.get().then(|| view! {
            <IconButton icon="share-2" label=t!("feed.share") on_press=move |()| open.set(true) test="share" />
        })
    };
    view! {
        {button}
        <ShareSheet open id note />
    }
}

/// Where the note is shared into a chat.
fn in_chat(note: &Note) -> String {
    messages::share_path(&ChatCard {
        kind: "feed.note".to_owned(),
        id: note.id.to_string(),
        title: note.title.clone(),
        text: note.account.name.clone(),
        picture: note.pictures.first().map(|shot| shot.sha256.clone()),
        link: links::note(note.id),
        ..ChatCard::default()
    })
}

/// The ways to share a note.
#[component]
pub(super) fn ShareSheet(
    /// Whether they are shown.
    open: RwSignal<bool>,
    /// Which note.
    id: NoteId,
    /// How it is.
    note: Memo<Option<Note>>,
) -> View {
    view! { <Sheet open title=t!("feed.share") test="share-sheet"><Ways id note /></Sheet> }
}

#[component]
fn Ways(id: NoteId, note: Memo<Option<Note>>) -> View {
    let is_video = note.with_untracked(|note| note.as_ref().is_some_and(|n| n.film.is_some()));
    let link = format!("sampan://feed/{}/{id}", if is_video { "video" } else { "note" });
    let title = note.with_untracked(|note| note.as_ref().map(|note| note.title.clone()));
    let chat = note.with_untracked(|note| note.as_ref().map(in_chat)).map(|path| {
        view! { <ListItem title=t!("feed.share.chat") href=path test="share-chat" lead=|| view! { <Icon name="message-circle" /> } /> }
    });
    let text = format!("{}\n\n{link}", title.unwrap_or_default());
    let inside = share_paths(&text).into_iter().map(|(entry, path)| view! {
        <ListItem title=t!(entry.label) href=path test=entry.test lead=move || view! { <Icon name=entry.icon /> } />
    });
    let (act, card) = (Act::new(), RwSignal::new(None::<Card>));
    let draw = move |()| {
        act.run(DrawCard { note: id, keep: false }, move |drawn| {
            card.try_set(Some(drawn));
        })
    };
    let (saving, toasts) = (Act::new(), use_toasts());
    let save = Callback::new(move |()| {
        saving.run_aloud(DrawCard { note: id, keep: true }, move |drawn| {
            toasts.say(t!("feed.share.card.saved", path = drawn.path));
        })
    });
    let drawn = move || match card.get() {
        Some(Card { png, .. }) => {
            let address = format!("data:image/png;base64,{png}");
            view! {
                <img class="share-card" src=address alt=t!("feed.share.card") data-test="share-card" />
                <p class="list-foot">{t!("feed.share.card.hint")}</p>
                <Button block=true kind=ButtonKind::Soft icon="download" busy=saving.busy() on_press=move |()| save.run(()) test="share-save">{t!("feed.share.card.save")}</Button>
            }
        }
        None => view! {
            <Button block=true kind=ButtonKind::Soft icon="qr-code" busy=act.busy() on_press=draw test="share-draw">{t!("feed.share.card")}</Button>
        },
    };
    view! {
        <div class="form">
            <ListSection>{chat}{inside.collect_view()}</ListSection>
            <p class="outward selectable" data-test="share-link">{link.clone()}</p>
            <CopyButton text=link label=t!("feed.link.copy") />
            {problem(act)}
            {drawn}
        </div>
    }
}
