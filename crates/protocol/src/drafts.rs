//! Drafts: what is being written, kept on the device until it is handed in.

use crate::command::commands;
use serde::{Deserialize, Serialize};

/// The longest draft, in bytes.
pub const LIMIT: usize = 160_000;

/// Reads what is being written in a form, as it was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetDraft {
    /// Which form: `post/<community>`, `chat/<chat>`.
    pub form: String,
}

/// Keeps what is being written, so that neither a crash nor a wrong tap loses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepDraft {
    /// Which form.
    pub form: String,
    /// What stands in it, as JSON of the form's own; empty to forget it.
    pub text: String,
}

commands! { "drafts";
    GetDraft => "get_draft" -> String,
    KeepDraft => "keep_draft" -> (),
}
