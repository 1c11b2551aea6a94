//! Pages: what is everybody's, asked for in parts, and kept on the device for when it is offline.

use serde::{Deserialize, Serialize};

/// Which part of a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Part {
    /// What the part before said of the next one; empty for the first.
    pub after: String,
    /// The tag of what the device has of this part; empty for none.
    pub etag: String,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page<T> {
    /// The items; none where nothing changed.
    pub items: Vec<T>,
    /// How to ask for the next part; none at the end.
    pub next: Option<String>,
    /// A tag that changes with the part.
    pub etag: String,
    /// Whether the device has all of it already: its tag was this one.
    pub unchanged: bool,
}

/// What a screen is given of a list: the parts that the device has, from the first on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed<T> {
    /// The items.
    pub items: Vec<T>,
    /// Whether there is more behind them.
    pub more: bool,
    /// How it stands with them.
    pub state: Standing,
}

/// Asks the service again for what the screen shows of everybody's, however lately it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refresh {}

/// How it stands with what a device has of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The service was asked lately.
    #[default]
    Fresh,
    /// The service is being asked.
    Asking,
    /// The service was not reached.
    Offline,
}
