//! Where something is: a cell on a grid of our own. Nobody is asked for tiles, so nobody learns
//! where one looks.

use crate::prelude::*;
use crate::t;
use sampan_protocol::communities::gatherings::spot::{COARSE, Cell, cell, coarse};

/// The side of the drawing.
const SIDE: i64 = 240;

/// The coarse cell of a place among its neighbours, and the exact place where it is told.
pub(in super::super) fn map(spot: &str) -> View {
    let Some(wide) = cell(coarse(spot)) else { return View::none() };
    let exact = (spot.len() > COARSE).then(|| cell(spot)).flatten();
    let lines = (1..8).map(|n| {
        let at = (n * SIDE / 8).to_string();
        view! {
            <line class="map-line" x1=at.clone() y1="0" x2=at.clone() y2=SIDE.to_string()></line>
            <line class="map-line" x1="0" y1=at.clone() x2=SIDE.to_string() y2=at></line>
        }
    });
    let point = exact.map(|exact| {
        let (x, y) = place(wide, exact);
        view! {
            <circle class="map-halo" cx=x.to_string() cy=y.to_string() r="22"></circle>
            <circle class="map-point" cx=x.to_string() cy=y.to_string() r="7"></circle>
        }
    });
    let label = match point.is_some() {
        true => t!("communities.gathering.map.exact"),
        false => t!("communities.gathering.map.coarse"),
    };
    let edges = format!(
        "{}, {} – {}, {}",
        degrees(wide.south),
        degrees(wide.west),
        degrees(wide.north),
        degrees(wide.east)
    );
    view! {
        <figure class="map" data-test="map" data-exact=exact.is_some().to_string()>
            <svg viewBox=format!("0 0 {SIDE} {SIDE}") role="img" aria-label=label.clone() preserveAspectRatio="xMidYMid slice">
                <rect class="map-cell" width=SIDE.to_string() height=SIDE.to_string()></rect>
                {lines.collect_view()}
                {point}
            </svg>
            <figcaption><span>{label}</span><span class="map-edges">{edges}</span></figcaption>
        </figure>
    }
}

/// Where in the drawing the middle of a cell lies.
fn place(wide: Cell, exact: Cell) -> (i64, i64) {
    let along = |value: i64, from: i64, to: i64| (value - from) * SIDE / (to - from).max(1);
    let x = along((exact.west + exact.east) / 2, wide.west, wide.east);
    let y = along((exact.south + exact.north) / 2, wide.south, wide.north);
    (x, SIDE - y)
}

/// Millionths of a degree, to a tenth.
fn degrees(millionths: i64) -> String {
    let tenths = (millionths + 50_000 * millionths.signum()) / 100_000;
    let sign = if tenths < 0 { "−" } else { "" };
    format!("{sign}{}.{}°", tenths.abs() / 10, tenths.abs() % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_lies_where_it_is_in_its_cell() {
        let wide = Cell { south: 0, north: 1_000, west: 0, east: 1_000 };
        let exact = Cell { south: 740, north: 760, west: 240, east: 260 };
        assert_eq!(place(wide, exact), (60, 60), "a quarter from the left, a quarter from above");
        assert_eq!(degrees(-52_460_000), "−52.5°", "to a tenth");
    }
}
