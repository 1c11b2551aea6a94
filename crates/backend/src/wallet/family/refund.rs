//! What goes back of a payment by a family card: to the giver, and into the allowance of its month.

use super::keep;
use crate::module::{Context, Refusal};
use crate::wallet::ledger::transfer::Effects;
use crate::wallet::table::family::{self, Kept, Use};
use crate::wallet::{bills, charges};
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::Person;
use uuid::Uuid;

/// A payment by a card of which something goes back.
pub(in crate::wallet) struct Refunded {
    kept: Kept,
    of: Use,
}

/// The card that a transfer was paid by, locked, if it was.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn refunded(
    cx: &mut Context<'_>,
    transfer: Uuid,
) -> Result<Option<Refunded>, Refusal> {
    let Some(of) = family::find_use(cx.sql, transfer)? else {
        return Ok(None);
    };
    Ok(family::lock(cx.sql, of.card)?.map(|kept| Refunded { kept, of }))
}

impl Refunded {
    /// Who paid by the card.
    pub(in crate::wallet) const fn user(&self) -> PersonId {
        self.kept.user
    }

    /// Notes what `payee` gave back, and tells all sides.
    ///
    /// # Errors
    /// What the database says.
    pub(in crate::wallet) fn note(
        mut self,
        cx: &mut Context<'_>,
        payee: &Person,
        note: &str,
        effects: &Effects,
    ) -> Result<(), Refusal> {
        let (giver, user) =
            (charges::person(cx, self.kept.giver)?, charges::person(cx, self.kept.user)?);
        let card = self.kept.id;
        let sides = bills::ByCard { card, giver: &giver, user: &user, payee };
        bills::put_refund_by_card(cx, &sides, note, effects)?;
        self.kept.allowance.give_back(effects.transfer.amount.minor, self.of.since);
        keep(cx, &self.kept)
    }
}
