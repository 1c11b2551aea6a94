//! Sharing a note: a link, a card with a code, or a post where one belongs.

use crate::act::{Act, problem};
use crate::features::share_paths;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::{Card, DrawCard, Note};
use sampan_protocol::ids::NoteId;

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
        <Sheet open title=t!("feed.share") test="share-sheet"><Ways id note /></Sheet>
    }
}

#[component]
fn Ways(id: NoteId, note: Memo<Option<Note>>) -> View {
    let link = format!("sampan://feed/note/{id}");
    let title = note.with_untracked(|note| note.as_ref().map(|note| note.title.clone()));
    let text = format!("{}\n\n{link}", title.unwrap_or_default());
    let inside = share_paths(&text).into_iter().map(|(entry, path)| view! {
        <ListItem title=t!(entry.label) href=path test=entry.test lead=move || view! { <Icon name=entry.icon /> } />
    });
    let (act, card) = (Act::new(), RwSignal::new(None::<Card>));
    let draw = move |()| {
        act.run(DrawCard { note: id }, move |drawn| {
            card.try_set(Some(drawn));
        })
    };
    let drawn = move || match card.get() {
        Some(Card { png, .. }) => {
            let address = format!("data:image/png;base64,{png}");
            view! {
                <img class="share-card" src=address alt=t!("feed.share.card") data-test="share-card" />
                <p class="list-foot">{t!("feed.share.card.hint")}</p>
            }
        }
        None => view! {
            <Button block=true kind=ButtonKind::Soft icon="qr-code" busy=act.busy() on_press=draw test="share-draw">{t!("feed.share.card")}</Button>
        },
    };
    view! {
        <div class="form">
            <ListSection>{inside.collect_view()}</ListSection>
            <p class="outward selectable" data-test="share-link">{link.clone()}</p>
            <CopyButton text=link label=t!("feed.link.copy") />
            {problem(act)}
            {drawn}
        </div>
    }
}
