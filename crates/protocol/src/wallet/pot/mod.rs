//! Savings pots: one's own money put aside, with a goal or without.

mod overlay;
pub mod rule;

pub use overlay::{saved_in, with_waiting};

use super::plan::{Every, Rhythm, Run, check_rhythm};
use super::rows::Bill;
use crate::error::Error;
use crate::ids::{OpId, PotId};
use crate::money::{Currency, Money};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Kind of [`Pot`] rows of the scope `wallet:<person>`, key: pot.
pub const ROW: &str = "wallet.pot";
/// The longest name, in characters.
pub const NAME_LIMIT: usize = 24;
/// The most pots of one person that are not broken.
pub const MOST_POTS: i64 = 30;
/// The pictures that a pot may have, by the names of icons.
pub const ICONS: [&str; 12] = [
    "piggy-bank",
    "plane",
    "house",
    "gift",
    "graduation-cap",
    "camera",
    "car",
    "smartphone",
    "umbrella",
    "heart-pulse",
    "shopping-bag",
    "sparkles",
];
/// How many colours there are.
pub const HUES: u8 = 8;

/// How a pot looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Its name.
    pub name: String,
    /// One of [`ICONS`].
    pub icon: String,
    /// Its colour, below [`HUES`].
    pub hue: u8,
}

/// What is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// How much.
    pub amount: Money,
    /// Until when.
    pub by: Option<Timestamp>,
}

/// What is put in by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saving {
    /// How much each time.
    pub amount: Money,
    /// When: each week or each month, without end.
    pub rhythm: Rhythm,
}

/// What its owner says about a pot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// How it looks.
    pub look: Look,
    /// What is to be reached, if anything.
    pub goal: Option<Goal>,
    /// What is put in by itself, if anything.
    pub saving: Option<Saving>,
    /// Whether payments to merchants are rounded up into it.
    pub round_up: bool,
}

/// A pot as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pot {
    /// Identifier: that of the operation which made it.
    pub id: PotId,
    /// What its owner says about it.
    pub terms: Terms,
    /// What is in it.
    pub saved: Money,
    /// Minor units that came back when it was broken; none while it is whole.
    pub broken: Option<i64>,
    /// When something is put in by itself next.
    pub next: Option<Timestamp>,
    /// What came of the last time.
    pub last: Option<Run>,
    /// When the goal was reached first.
    pub reached: Option<Timestamp>,
    /// Whether that was celebrated.
    pub cheered: bool,
    /// When it was made.
    pub made: Timestamp,
    /// Whether it, or what was done with it, still waits on this device to be sent.
    #[serde(default)]
    pub pending: bool,
}

impl Pot {
    /// Whether it can be filled.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.broken.is_none()
    }
}

/// Refuses terms that make no sense for a pot of this currency.
///
/// # Errors
/// `Invalid` with the rule.
pub fn check_terms(terms: &Terms, currency: Currency, now: Timestamp) -> Result<(), Error> {
    let Look { name, icon, hue } = &terms.look;
    let plain = name.chars().all(|c| !c.is_control());
    if name.trim().is_empty() || name.chars().count() > NAME_LIMIT || !plain {
        return Err(Error::invalid("error.wallet.pot_name").with("limit", NAME_LIMIT as i64));
    }
    if !ICONS.contains(&icon.as_str()) || *hue >= HUES {
        return Err(Error::invalid("error.sync.arguments"));
    }
    let amounts = [terms.goal.map(|goal| goal.amount), terms.saving.map(|saving| saving.amount)];
    for amount in amounts.into_iter().flatten() {
        if amount.minor <= 0 || amount.currency != currency {
            return Err(Error::invalid("error.wallet.not_positive"));
        }
    }
    match terms.saving {
        Some(saving) if !matches!(saving.rhythm.every, Every::Week | Every::Month) => {
            Err(Error::invalid("error.sync.arguments"))
        }
        Some(saving) => check_rhythm(&saving.rhythm, now),
        None => Ok(()),
    }
}

/// Makes a pot; its identifier is the operation's. `wallet.make_pot`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPot {
    /// The currency of its money.
    pub currency: Currency,
    /// What is said about it.
    pub terms: Terms,
}

/// Says something else about a pot. `wallet.change_pot`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPot {
    /// Which.
    pub pot: PotId,
    /// What is said about it now.
    pub terms: Terms,
}

/// Puts money into a pot, or takes it out. The transfer's id is the operation's.
/// `wallet.fill_pot`, `wallet.draw_pot`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PotMove {
    /// Which.
    pub pot: PotId,
    /// How much; positive.
    pub amount: Money,
    /// The pot's name, for statements.
    pub note: String,
}

/// Breaks a pot, mends it, or closes its celebration. `wallet.break_pot`, `wallet.mend_pot`,
/// `wallet.cheer_pot`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PotAct {
    /// Which.
    pub pot: PotId,
    /// The pot's name, for statements.
    pub note: String,
}

/// Name of [`NewPot`].
pub const MAKE: &str = "wallet.make_pot";
/// Name of [`SetPot`].
pub const SET: &str = "wallet.change_pot";
/// Name of a [`PotMove`] in.
pub const FILL: &str = "wallet.fill_pot";
/// Name of a [`PotMove`] out.
pub const DRAW: &str = "wallet.draw_pot";
/// Name of the [`PotAct`] that takes everything out for good.
pub const BREAK: &str = "wallet.break_pot";
/// Name of the [`PotAct`] that puts back what was in it, as far as it is there.
pub const MEND: &str = "wallet.mend_pot";
/// Name of the [`PotAct`] by which a reached goal was celebrated.
pub const CHEER: &str = "wallet.cheer_pot";
/// The names of all operations of pots.
pub const NAMES: [&str; 7] = [MAKE, SET, FILL, DRAW, BREAK, MEND, CHEER];
/// What the ledger calls what is put in by itself.
pub const SAVE: &str = "wallet.save_pot";
/// What the ledger calls what a payment is rounded up by.
pub const ROUND: &str = "wallet.round_up";

/// Reads all pots: whole ones first, in the order in which they were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPots {}

/// Reads one pot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetPot {
    /// Which.
    pub pot: PotId,
}

/// A pot with what moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PotPage {
    /// The pot.
    pub pot: Pot,
    /// What went in and came out, newest first.
    pub history: Vec<Bill>,
    /// Minor units that can be put in.
    pub available: i64,
}

/// Makes a pot; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakePot {
    /// Idempotency key.
    pub op: OpId,
    /// The currency of its money.
    pub currency: Currency,
    /// What is said about it.
    pub terms: Terms,
}

/// Does something with a pot; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangePot {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub pot: PotId,
    /// What.
    pub change: PotChange,
}

/// What is done with a pot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PotChange {
    /// Something else is said about it.
    Terms(Terms),
    /// So much is put in.
    Fill(Money),
    /// So much is taken out.
    Draw(Money),
    /// Everything is taken out, for good.
    Break,
    /// What was in it when it was broken is put back, as far as it is there.
    Mend,
    /// That the goal is reached was celebrated.
    Cheer,
}
