//! Notes in two columns on a phone, in four on a wide window: covers, titles, who, and likes.

use super::links;
use super::shot::Shot;
use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::{LikeIt, Liked, Note, NoteKind, NoteSeen, Shot as Picture};
use sampan_protocol::page::Listed;

/// What the words under a cover take, in thousandths of the width of a column.
const WORDS: u32 = 460;

/// The notes of a list, and the way to further ones.
#[component]
pub(super) fn Waterfall(
    /// The notes.
    #[prop(into)]
    notes: Signal<Option<Listed<NoteSeen>>>,
    /// How many parts of them are wanted.
    parts: RwSignal<u32>,
) -> View {
    let room = Roomy::follow();
    let items = move || notes.get().map(|list| list.items).unwrap_or_default();
    let more = Memo::new(move || notes.with(|list| list.as_ref().is_some_and(|list| list.more)));
    let count = Memo::new(move || items().len());
    let columns = move || {
        let wanted = if room.rail.get() { 4 } else { 2 };
        let column = |notes: Vec<NoteSeen>| {
            view! { <div class="fall-column">{notes.into_iter().map(card).collect_view()}</div> }
        };
        let all = divided(items(), wanted, |seen| height(&seen.note));
        all.into_iter().map(column).collect_view()
    };
    let go_on = move |()| parts.update(|n| *n += 1);
    view! {
        <div class="fall" data-test="notes">{columns}</div>
        {move || more.get().then(|| view! { <More rows=count label=t!("feed.more") on_more=go_on /> })}
    }
}

/// Items put into columns one after the other, each where there is most room.
fn divided<T>(items: Vec<T>, columns: usize, height: impl Fn(&T) -> u32) -> Vec<Vec<T>> {
    let mut all: Vec<(u32, Vec<T>)> = (0..columns.max(1)).map(|_| (0, Vec::new())).collect();
    for item in items {
        if let Some(column) = all.iter_mut().min_by_key(|column| column.0) {
            column.0 += height(&item);
            column.1.push(item);
        }
    }
    all.into_iter().map(|(_, items)| items).collect()
}

fn height(note: &Note) -> u32 {
    note.pictures.first().map_or(1_000, ratio) + WORDS
}

/// How high a cover is, in thousandths of its width: from 3:4 to 4:3, whatever its picture is.
pub(super) fn ratio(picture: &Picture) -> u32 {
    let high = u64::from(picture.height) * 1_000 / u64::from(picture.width.max(1));
    u32::try_from(high).unwrap_or(u32::MAX).clamp(750, 1_333)
}

fn card(seen: NoteSeen) -> View {
    let NoteSeen { note, waits } = seen;
    // A video that is made is watched; what is worked on is looked at.
    let is_made = note.film.as_ref().is_some_and(|film| film.made.is_some());
    let href = if is_made { links::video(note.id) } else { links::note(note.id) };
    let cover = note.pictures.first().map(|picture| {
        let high = format!("1000 / {}", ratio(picture));
        let name = picture.sha256.clone();
        view! {
            <a class="note-cover" href=href.clone() style=("--ratio", high) tabindex="-1" aria-hidden="true">
                <Shot name />
                {(note.kind == NoteKind::Clip).then(|| view! { <span class="note-play"><Icon name="play" size=16 /></span> })}
            </a>
        }
    });
    let (name, picture) = (note.account.name.clone(), note.account.picture.clone());
    let pending = waits.then(|| view! { <Badge tone=Tone::Warning>{t!("feed.waits")}</Badge> });
    let when = note.waiting.then(|| {
        view! { <span class="note-when"><Icon name="calendar-clock" size=16 />{format::moment(note.published)}</span> }
    });
    let like = (!note.waiting).then(|| view! { <LikeButton target=Liked::Note(note.id) likes=note.likes liked=note.liked small=true /> });
    view! {
        <article class="note-card" data-test="note-card" data-note=note.id.to_string() data-title=note.title.clone()>
            {cover}
            <a class="note-name" href=href data-test="note-open">{note.title.clone()}</a>
            <footer class="note-foot">
                <a class="note-life" href=links::life(note.account.id)>
                    <Avatar name=name.clone() picture size=20 />
                    <span>{name}</span>
                </a>
                {pending}{when}{like}
            </footer>
        </article>
    }
}

/// A heart with how many like it.
#[component]
pub(super) fn LikeButton(
    /// What.
    target: Liked,
    /// How many like it.
    likes: i64,
    /// Whether I do.
    liked: bool,
    /// Whether it stands in a list.
    #[prop(optional)]
    small: bool,
) -> View {
    let act = Act::new();
    let press = move |_| act.run_aloud(LikeIt { op: new_op(), target, likes: !liked }, |()| {});
    let label = if liked { t!("feed.liked") } else { t!("feed.like") };
    let size = if small { 16 } else { 24 };
    view! {
        <button class="like" class:on=liked type="button" aria-pressed=liked.to_string() aria-label=format!("{label} {}", format::number(likes)) title=label
            on:click=press data-test="like">
            <Icon name="heart" size />
            <span data-test="likes">{format::number(likes)}</span>
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_note_goes_where_there_is_most_room() {
        let columns = divided(vec![3, 1, 1, 1, 2], 2, |high| *high);
        assert_eq!(columns, [vec![3, 2], vec![1, 1, 1]], "the first ones stand at the top");
        let picture =
            |width, height| Picture { sha256: String::new(), width, height, tags: Vec::new() };
        assert_eq!(ratio(&picture(300, 400)), 1_333, "three to four");
        assert_eq!(ratio(&picture(100, 900)), 1_333, "no higher");
        assert_eq!(ratio(&picture(900, 100)), 750, "no flatter");
    }
}
