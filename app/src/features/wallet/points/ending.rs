//! That points end soon: told ahead, where people look anyway.

use crate::answer::read;
use crate::clock::now;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::service::NEWS;
use sampan_protocol::wallet::points::{AHEAD, GetPoints, POINTS, PointsView};

/// That points end soon; nothing where none do.
#[component]
pub(crate) fn PointsEnding() -> View {
    let points = read(&[POINTS, NEWS], || GetPoints {});
    move || match points.get() {
        Some(Ok(points)) => ending(&points).unwrap_or_else(View::none),
        _ => View::none(),
    }
}

/// What ends first, if that is within two months.
pub(crate) fn ending(points: &PointsView) -> Option<View> {
    let soon = now().plus_seconds(AHEAD);
    let lot = points.lots.iter().find(|lot| lot.ends <= soon)?;
    let text = t!(
        "wallet.points.ending",
        points = format::number(lot.points),
        day = format::full(lot.ends)
    );
    Some(view! {
        <p class="notice warning" role="status" data-test="points-ending">
            <a class="link-button" href=super::PATH>{text}</a>
        </p>
    })
}
