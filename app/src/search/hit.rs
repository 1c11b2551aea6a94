//! Something that was found: what it is, with what was looked for set off in it.

use crate::me::tile;
use crate::prelude::*;
use crate::t;
use crate::tn;
use crate::ui::*;
use sampan_protocol::people::Kind as Who;
use sampan_protocol::search::{Hit, Kind, Piece, Seen};

/// A row of what was found.
#[component]
pub(super) fn HitRow(
    /// What.
    seen: Seen,
    /// Remembers what was looked for.
    kept: Callback<()>,
) -> View {
    let Seen { hit, title, text } = seen;
    let test = format!("hit-{}", hit.kind.word());
    let about = about(&hit);
    let verified = hit.verified.then(|| {
        view! { <span class="hit-mark" title=t!("search.verified")><Icon name="badge-check" size=16 /><span class="sr-only">{t!("search.verified")}</span></span> }
    });
    let deceiving =
        (hit.kind == Kind::Person).then(|| view! { <NameWarning name=hit.title.clone() /> });
    let said = (!text.is_empty()).then(|| view! { <span class="hit-text">{pieces(text)}</span> });
    view! {
        <li class="item">
            <a class="item-row hit" href=hit.link.clone() on:click=move |_| kept.run(()) data-test=test>
                <span class="item-lead">{lead(&hit)}</span>
                <span class="item-text">
                    <span class="hit-title"><span class="hit-name">{pieces(title)}</span>{verified}</span>
                    {deceiving}
                    <span class="hit-about">{about}</span>
                    {said}
                </span>
            </a>
        </li>
    }
}

/// A text as it is, with what was looked for in marks.
fn pieces(all: Vec<Piece>) -> Vec<View> {
    let piece = |Piece { text, hit }| match hit {
        true => view! { <mark>{text}</mark> },
        false => view! { <span>{text}</span> },
    };
    all.into_iter().map(piece).collect_view()
}

fn lead(hit: &Hit) -> View {
    if let (Kind::Person | Kind::Comment | Kind::NoteComment, Some(person)) =
        (hit.kind, hit.by.clone())
    {
        return view! { <PersonAvatar person size=40 /> };
    }
    let (icon, hue) = match hit.kind {
        Kind::Post | Kind::Comment | Kind::NoteComment => ("message-circle", 5),
        Kind::Gathering => ("calendar", 2),
        Kind::Note => ("image", 6),
        Kind::Person | Kind::Community | Kind::Account | Kind::Message => {
            let (name, picture) = (hit.title.clone(), hit.picture.clone());
            return view! { <Avatar name picture size=40 square=true /> };
        }
    };
    match hit.picture.clone().filter(|_| hit.kind != Kind::Gathering) {
        Some(picture) => {
            view! { <Avatar name=hit.title.clone() picture=Some(picture) size=40 square=true /> }
        }
        None => tile(icon, hue)(),
    }
}

/// What it is, where, by whom and when, on one line.
fn about(hit: &Hit) -> String {
    let merchant = hit.by.as_ref().is_some_and(|by| by.kind == Who::Merchant);
    let what = match hit.kind {
        Kind::Person if merchant => t!("search.one.merchant"),
        Kind::Person => t!("search.one.person"),
        Kind::Community => t!("search.one.community"),
        Kind::Post => t!("search.one.post"),
        Kind::Gathering => t!("search.one.gathering"),
        Kind::Account => t!("search.one.account"),
        Kind::Note => t!("search.one.note"),
        Kind::Comment | Kind::NoteComment => t!("search.one.comment"),
        Kind::Message => t!("search.one.message"),
    };
    let is_written = hit.kind == Kind::Post || hit.kind.is_said();
    let by = hit.by.as_ref().filter(|_| is_written).map(|by| by.name.clone());
    let count = hit.count.map(|count| match hit.kind {
        Kind::Community => tn!("search.members", count),
        _ => tn!("search.followers", count),
    });
    let when = hit.at.map(|at| match hit.kind {
        Kind::Gathering => crate::ui::format::moment(at),
        _ => age(at),
    });
    let place = (!hit.place.is_empty()).then(|| hit.place.clone());
    let all = [Some(what), place, by, count, when];
    all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
