//! Screen `feed.insights`: how an account goes.

use super::links;
use super::reads::{KINDS, id_in_path};
use super::shot::Shot;
use crate::answer::read;
use crate::listing::{retry, rows_or, state_of};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::blur::{Count, LEAST};
use sampan_protocol::feed::{AskInsights, Day, GetInsights, Insights, NoteNumbers};
use sampan_protocol::ids::LifeId;

/// How an account goes, for its owner and its analysts.
#[component]
pub(crate) fn InsightsScreen() -> View {
    let id = id_in_path("life", LifeId(Default::default()));
    let days = RwSignal::new(7_u8);
    let answer = read(KINDS, move || GetInsights {
        list: AskInsights { account: id, days: u16::from(days.get()) },
    });
    let options = [7_u8, 28, 90].map(|n| (n, t!("feed.insights.days", n = n))).to_vec();
    let body = move || {
        let found = answer.get().and_then(Result::ok)?.items.into_iter().next()?;
        Some(whole(found))
    };
    let again = retry(move || answer.refetch());
    let empty = move || view! { <StateView icon="chart-pie" title=t!("feed.insights.none") action=t!("ui.retry") on_action=again /> };
    view! {
        <Screen name="feed.insights" title=t!("feed.insights") back=links::MINE state=state_of(answer)>
            <div class="stack">
                <Segmented label=t!("feed.insights.span") options value=days test="span" />
                {rows_or(answer, empty, move || view! { <div class="stack">{body}</div> })}
            </div>
        </Screen>
    }
}

/// A number, or that there are only a few.
fn told(count: Count) -> String {
    match count {
        Count::Few => format!("<{LEAST}"),
        Count::Exactly(number) => format::number(number),
    }
}

fn whole(found: Insights) -> View {
    let Insights { whole, followers, days, notes, .. } = found;
    let tile = |label: String, count: Count, test: &'static str| {
        view! { <div class="insight"><span class="insight-number" data-test=test>{told(count)}</span><span class="insight-label">{label}</span></div> }
    };
    let rows = notes.into_iter().map(note).collect_view();
    view! {
        <div class="insights">
            {tile(t!("feed.insights.views"), whole.views, "views")}
            {tile(t!("feed.insights.reach"), whole.reach, "reach")}
            {tile(t!("feed.insights.likes"), whole.likes, "insight-likes")}
            {tile(t!("feed.insights.saves"), whole.saves, "insight-saves")}
            {tile(t!("feed.insights.follows"), whole.follows, "follows")}
            {tile(t!("feed.insights.followers"), followers, "followers")}
        </div>
        {chart(t!("feed.insights.views"), &days, |day| day.numbers.views)}
        {chart(t!("feed.insights.reach"), &days, |day| day.numbers.reach)}
        {line(t!("feed.insights.followers"), &days)}
        <ListSection title=t!("feed.insights.notes")>{rows}</ListSection>
        <p class="list-foot">{t!("feed.insights.blur", n = LEAST)}</p>
    }
}

/// Bars of a number by day; of a long time, of each week.
fn chart(title: String, days: &[Day], number: impl Fn(&Day) -> Count) -> View {
    let wide = days.len() > 14;
    let width = if wide { days.len().div_ceil(13) } else { 1 };
    let last = days.len().saturating_sub(1) / width.max(1);
    let bars = days
        .chunks(width.max(1))
        .enumerate()
        .map(|(at, chunk)| {
            let value = chunk.iter().map(|day| number(day).height()).sum();
            let (_, month, day) = chunk.first().map_or((0, 1, 1), |day| day.day.date(0));
            let label = if at % 2 == 0 || !wide { format!("{month}/{day}") } else { String::new() };
            Bar { label, value, current: at == last }
        })
        .collect::<Vec<_>>();
    view! { <section class="card insight-chart"><h3>{title.clone()}</h3><Bars bars label=title /></section> }
}

/// A line of how many followed at the end of each day.
fn line(title: String, days: &[Day]) -> View {
    #[expect(clippy::cast_precision_loss, reason = "a chart is not that exact")]
    let points: Vec<f64> = days.iter().map(|day| day.followers.height() as f64).collect();
    view! { <section class="card insight-chart"><h3>{title.clone()}</h3><Sparkline points label=title /></section> }
}

fn note(found: NoteNumbers) -> View {
    let NoteNumbers { note, title, picture, views, likes, saves } = found;
    let detail =
        t!("feed.insights.note", views = told(views), likes = told(likes), saves = told(saves));
    let lead = move || view! { <span class="insight-cover"><Shot name=picture.clone() /></span> };
    view! { <ListItem title detail lead href=links::note(note) test="insight-note" /> }
}
