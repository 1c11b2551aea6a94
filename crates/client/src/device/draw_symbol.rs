//! Draws text as a QR symbol (ISO/IEC 18004).

use crate::Client;
use fast_qr::{ECL, QRBuilder};
use sampan_protocol::device::{DrawSymbol, Symbol};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`DrawSymbol`].
    ///
    /// # Errors
    /// `Invalid` for more text than a symbol holds.
    pub async fn draw_symbol(&self, request: DrawSymbol) -> Reply<DrawSymbol> {
        symbol(&request.text)
    }
}

/// The symbol of a text; one that a quarter hidden or dirty can still be read, if there is room.
pub(crate) fn symbol(text: &str) -> Result<Symbol, Error> {
    let build = |level| QRBuilder::new(text).ecl(level).build();
    let drawn = build(ECL::M)
        .or_else(|_| build(ECL::L))
        .map_err(|_| Error::invalid("error.device.symbol_too_long"))?;
    let modules = (0..drawn.size)
        .flat_map(|row| drawn[row][..drawn.size].iter())
        .map(|module| if module.value() { '1' } else { '0' })
        .collect();
    let size = u32::try_from(drawn.size).map_err(|_| Error::internal())?;
    Ok(Symbol { size, modules })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_reads_back() {
        let transfer = "BCD\n002\n1\nSCT\n\nTown\nDE89370400440532013000\n\n\nRF18539007547034";
        for text in ["mei", "sampan://pay/mei?note=午饭", transfer, &"9".repeat(500)] {
            let Symbol { size, modules } = symbol(text).expect("a symbol");
            assert_eq!(modules.len(), (size * size) as usize, "{text}: a square");
            let bits = modules.as_bytes();
            let side = size as usize;
            let mut drawn = rqrr::PreparedImage::prepare_from_greyscale(
                (side + 8) * 4,
                (side + 8) * 4,
                |x, y| {
                    let (x, y) = ((x / 4).wrapping_sub(4), (y / 4).wrapping_sub(4));
                    if x < side && y < side && bits[y * side + x] == b'1' { 0 } else { 255 }
                },
            );
            let grids = drawn.detect_grids();
            let read = grids.first().map(|grid| grid.decode().expect("readable").1);
            assert_eq!(read.as_deref(), Some(text), "what was drawn is read");
        }
    }

    #[test]
    fn too_much_text_is_refused() {
        let error = symbol(&"x".repeat(5_000)).expect_err("too much");
        assert_eq!(error.key, "error.device.symbol_too_long", "it says why");
    }
}
