//! Screen `rail-desk`: what rails told that does not fit, by rail.

use super::{RAILS, named, odd_key, read_rails, tone_of, way_key};
use crate::operate::only;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::rail_desk::{RailDesk, RailLine};

/// The list.
#[component]
pub(crate) fn RailDeskScreen() -> View {
    let all = read_rails();
    let state = Signal::derive(move || {
        ScreenState::of(&all.get(), |desk: &RailDesk| desk.open.is_empty() && desk.seen.is_empty())
    });
    let body = only(move || {
        let ready = move || loaded(all.get(), move |()| all.refetch(), lists);
        view! { {ready} }
    });
    view! { <Screen name="rail-desk" title=t!("wallet.rails.title") back="/operate" state>{body}</Screen> }
}

fn lists(desk: RailDesk) -> View {
    let mut rails: Vec<&str> = Vec::new();
    for line in &desk.open {
        if !rails.contains(&line.rail.as_str()) {
            rails.push(&line.rail);
        }
    }
    let open = rails.into_iter().map(|rail| {
        let rows = desk.open.iter().filter(|line| line.rail == rail).map(row).collect::<Vec<_>>();
        view! { <ListSection title=named(rail)>{rows.collect_view()}</ListSection> }
    });
    let open = open.collect::<Vec<_>>();
    let none = open.is_empty().then(
        || view! { <StateView icon="check" title=t!("wallet.rails.none") text=t!("wallet.rails.none_text") /> },
    );
    let seen = desk.seen.iter().map(row).collect::<Vec<_>>();
    let seen = (!seen.is_empty()).then(
        || view! { <ListSection title=t!("wallet.rails.seen")>{seen.collect_view()}</ListSection> },
    );
    view! { <div class="stack">{none}{open.collect_view()}{seen}</div> }
}

fn row(line: &RailLine) -> View {
    let title = match &line.order {
        Some(order) => order.person.name.clone(),
        None if line.reference.is_empty() => t!("wallet.rails.nameless"),
        None => line.reference.clone(),
    };
    let detail = format!("{} · {}", named(&line.rail), format::moment(line.at));
    let (word, tone) = match &line.way {
        Some(way) => (t!(&way_key(way.kind())), Tone::Plain),
        None => (t!(&odd_key(line.why)), tone_of(line.why)),
    };
    let amount = line.amount;
    let tail = move || {
        let word = word.clone();
        view! {
            <span class="desk-line-tail">
                {amount.map(|money| view! { <MoneyText money /> })}
                <Badge tone>{word}</Badge>
            </span>
        }
    };
    let href = format!("{RAILS}/{}", line.id());
    view! { <ListItem title detail tail href test="rail-line" /> }
}
