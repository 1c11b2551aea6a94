//! QR symbols, drawn from their modules.

use crate::prelude::*;
use sampan_protocol::device::Symbol;

/// Light modules around a symbol (ISO/IEC 18004 asks for four).
const QUIET: u32 = 4;

/// A QR symbol: always dark on white, so that every camera reads it.
#[component]
pub(crate) fn QrCode(
    /// The symbol.
    symbol: Symbol,
    /// What it is, for those who cannot see it.
    #[prop(into)]
    label: Signal<String>,
) -> View {
    let side = symbol.size + 2 * QUIET;
    view! {
        <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges" data-test="qr">
            <rect class="qr-light" width=side.to_string() height=side.to_string()></rect>
            <path class="qr-dark" d=outline(&symbol)></path>
        </svg>
    }
}

/// The dark modules as one path: a rectangle for each run in a row.
pub(crate) fn outline(symbol: &Symbol) -> String {
    use std::fmt::Write;
    let size = symbol.size as usize;
    let mut path = String::new();
    if size == 0 {
        return path;
    }
    for (y, row) in symbol.modules.as_bytes().chunks(size).take(size).enumerate() {
        let mut x = 0;
        while x < row.len() {
            let run = row[x..].iter().take_while(|module| **module == b'1').count();
            if run > 0 {
                let _ =
                    write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET as usize, y + QUIET as usize);
            }
            x += run.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_become_rectangles() {
        let symbol = Symbol { size: 3, modules: "110001111".to_owned() };
        assert_eq!(
            outline(&symbol),
            "M4 4h2v1h-2zM6 5h1v1h-1zM4 6h3v1h-3z",
            "one rectangle a run, moved by the quiet zone"
        );
    }

    #[test]
    fn a_broken_symbol_draws_less_and_does_not_panic() {
        for (size, modules) in [(0, "1"), (3, "1"), (2, "111111")] {
            let path = outline(&Symbol { size, modules: modules.to_owned() });
            assert!(path.len() < 60, "nothing beyond the symbol is drawn: {path}");
        }
    }
}
