//! How the videos of an account go: how often each was watched, how far, and from where it was come to.

use crate::answer::read;
use crate::features::feed::links;
use crate::features::feed::shot::Shot;
use crate::listing::rows_or;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::blur::{Count, LEAST};
use sampan_protocol::feed::film::{AskFilms, FilmNumbers, ListFilms, Source};
use sampan_protocol::feed::rows;
use sampan_protocol::ids::LifeId;

/// The videos of an account, the latest first.
#[component]
pub(super) fn Films(
    /// Which account.
    account: LifeId,
    /// What it is called.
    name: String,
    /// How many follow it.
    followers: i64,
) -> View {
    let parts = RwSignal::new(1);
    let answer = read(&[rows::PAGE, rows::MINE], move || ListFilms {
        list: AskFilms { account },
        parts: parts.get(),
    });
    let all = move || answer.get().and_then(Result::ok).map(|list| list.items).unwrap_or_default();
    let more = Memo::new(move || answer.get().is_some_and(|list| list.is_ok_and(|list| list.more)));
    let further = move |()| parts.update(|n| *n += 1);
    let empty = || view! { <p class="list-foot">{t!("feed.studio.films.none")}</p> };
    let body = move || {
        let rows = move || all().into_iter().map(one).collect_view();
        view! {
            <div class="stack" data-test="films">{rows}</div>
            {move || more.get().then(|| view! { <Button kind=ButtonKind::Quiet block=true on_press=further test="films-more">{t!("feed.more")}</Button> })}
        }
    };
    view! {
        <section class="studio-account">
            <h2 class="list-title"><a href=links::insights(account)>{name}</a></h2>
            <p class="hint">{t!("feed.studio.followers", n = format::number(followers))}</p>
            {rows_or(answer, empty, body)}
            <p class="list-foot">{t!("feed.studio.blur", n = LEAST)}</p>
        </section>
    }
}

/// A number, or that there are only a few.
fn told(count: Count) -> String {
    match count {
        Count::Few => format!("<{LEAST}"),
        Count::Exactly(number) => format::number(number),
    }
}

fn one(numbers: FilmNumbers) -> View {
    let FilmNumbers { note, watched, average, reached, sources } = numbers;
    let picture = note.pictures.into_iter().next().map(|shot| view! { <Shot name=shot.sha256 /> });
    let average = match average {
        Some(part) => t!("feed.percent", n = part / 10),
        None => t!("feed.studio.unknown"),
    };
    let number = |value: String, label: String, test: &'static str| {
        view! { <div class="insight"><span class="insight-number" data-test=test>{value}</span><span class="insight-label">{label}</span></div> }
    };
    let curve = reached
        .iter()
        .enumerate()
        .map(|(at, count)| Bar {
            label: if at % 2 == 1 { format!("{}", (at + 1) * 10) } else { String::new() },
            value: count.height(),
            current: false,
        })
        .collect::<Vec<_>>();
    // Of a few nothing is drawn: there is nothing to see yet.
    let is_some = |count: &Count| matches!(count, Count::Exactly(1..));
    let chart = reached.iter().any(is_some).then(|| view! { <h4 class="hint">{t!("feed.studio.reached")}</h4><Bars bars=curve label=t!("feed.studio.reached") /> });
    let from = |(source, count): (Option<Source>, Count)| {
        let word = source.map_or("straight", Source::word);
        view! { <li><span>{t!(&format!("feed.from.{word}"))}</span><span>{told(count)}</span></li> }
    };
    let has_sources = sources.iter().any(|(_, count)| is_some(count));
    let sources = has_sources.then(|| {
        view! { <ul class="studio-sources">{sources.into_iter().map(from).collect_view()}</ul> }
    });
    view! {
        <article class="card studio-film" data-test="film" data-video=note.id.to_string()>
            <a class="studio-head" href=links::video(note.id)><span class="studio-cover">{picture}</span><strong>{note.title}</strong></a>
            <div class="insights">
                {number(told(watched), t!("feed.studio.watched"), "film-watched")}
                {number(average, t!("feed.studio.average"), "film-average")}
                {number(format::number(note.likes), t!("feed.count.likes"), "film-likes")}
            </div>
            {chart}
            {sources}
            <Button small=true kind=ButtonKind::Soft icon="message-circle" href=links::note(note.id) test="film-comments">{t!("feed.video.comments")}</Button>
        </article>
    }
}
