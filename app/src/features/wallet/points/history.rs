//! The history of points, line by line.

use crate::features::wallet::links;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::points::{PointsEntry, PointsWhy};

/// Key of why points changed.
pub(crate) const fn why_key(why: PointsWhy) -> &'static str {
    match why {
        PointsWhy::Given => "wallet.points.why.given",
        PointsWhy::TakenBack => "wallet.points.why.taken_back",
        PointsWhy::Used => "wallet.points.why.used",
        PointsWhy::Returned => "wallet.points.why.returned",
        PointsWhy::Exchanged => "wallet.points.why.exchanged",
        PointsWhy::Ended => "wallet.points.why.ended",
    }
}

/// The latest lines, newest first.
pub(crate) fn history(entries: &[PointsEntry]) -> View {
    let rows = entries.iter().map(row).collect_view();
    view! { <ListSection title=t!("wallet.points.history")>{rows}</ListSection> }
}

fn row(entry: &PointsEntry) -> View {
    let title = match &entry.merchant {
        Some(merchant) => format!("{} · {}", t!(why_key(entry.why)), merchant.name),
        None => t!(why_key(entry.why)),
    };
    let detail = format::moment(entry.at);
    let gains = entry.points > 0;
    let sign = if gains { "+" } else { "" };
    let points = format!("{sign}{}", format::number(entry.points));
    let tail = move || {
        let points = points.clone();
        view! { <span class="points-change" class:gain=gains>{points}</span> }
    };
    match entry.bill {
        Some(bill) => {
            view! { <ListItem title detail tail href=links::bill(bill) test="points-entry" /> }
        }
        None => view! { <ListItem title detail tail test="points-entry" /> },
    }
}
