//! Whether something that somebody said is shown.

/// Whether something is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// To everybody who may read.
    Shown,
    /// Its author took it away: its text is gone.
    Removed,
    /// It waits for a moderator.
    Held,
    /// A moderator took it away: its text is kept for an appeal.
    Taken,
}

impl State {
    /// What stands for it in the database.
    pub(crate) const fn value(self) -> i64 {
        self as i64
    }

    /// What a value stands for.
    pub(crate) const fn from_value(value: i64) -> Self {
        match value {
            0 => Self::Shown,
            2 => Self::Held,
            3 => Self::Taken,
            _ => Self::Removed,
        }
    }

    /// Whether it was taken away.
    pub(crate) const fn is_gone(self) -> bool {
        matches!(self, Self::Removed | Self::Taken)
    }

    /// As something is that waits for a moderator, or need not.
    pub(crate) const fn held_if(held: bool) -> Self {
        if held { Self::Held } else { Self::Shown }
    }
}
