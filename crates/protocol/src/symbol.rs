//! QR symbols, drawn for the UI.

use serde::{Deserialize, Serialize};

/// A QR symbol (ISO/IEC 18004): `size` × `size` modules, row by row, `1` dark and `0` light.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Symbol {
    /// Modules a side, without quiet zone.
    pub size: u32,
    /// The modules.
    pub modules: String,
}

/// Draws text as a QR symbol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawSymbol {
    /// The text.
    pub text: String,
}
