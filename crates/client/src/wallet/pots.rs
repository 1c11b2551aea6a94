//! Savings pots: read, made, filled and drawn from, online or not.

use super::loose::loose;
use super::pay::enough;
use super::{SCOPE, accounts, newest_first, table, waiting};
use crate::Client;
use crate::db::{Connection, Fault};
use crate::perform::Draft;
use crate::table::row;
use crate::view::View;
use sampan_protocol::ids::{OpId, PotId};
use sampan_protocol::wallet::overlay::available;
use sampan_protocol::wallet::pot::{
    BREAK, CHEER, ChangePot, DRAW, FILL, GetPot, ListPots, MAKE, MEND, MakePot, NewPot, Pot,
    PotAct, PotChange, PotMove, PotPage, ROW, SET, SetPot, check_terms, with_waiting,
};
use sampan_protocol::wallet::{Bill, BillFilter, check_amount};
use sampan_protocol::{Error, Reply};
use uuid::Uuid;

/// How many movements of a pot or a card are shown.
const HISTORY: u32 = 100;

/// Pots with what waits.
pub(super) fn pots(db: &Connection, view: &View) -> Result<Vec<Pot>, Fault> {
    Ok(with_waiting(row::all(db, &view.scope, ROW)?, &waiting(db, view)?))
}

/// What moved through a pot or a card, newest first, with what waits.
pub(super) fn history(db: &Connection, view: &View, through: Uuid) -> Result<Vec<Bill>, Fault> {
    let loose = loose(db, view)?;
    let wanted = table::bill::Wanted::new(&BillFilter::default());
    let wanted = wanted.without(&loose.outdated).through(through);
    let mut bills = table::bill::list(db, &wanted, 0, HISTORY)?;
    bills.extend(loose.bills.into_iter().filter(|bill| wanted.matches(bill)));
    bills.sort_by(newest_first);
    Ok(bills)
}

impl Client {
    /// Answers [`ListPots`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_pots(&self, _: ListPots) -> Reply<ListPots> {
        self.core.view(SCOPE, pots).await
    }

    /// Answers [`GetPot`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `NotFound` for a pot that this device does not have.
    pub async fn get_pot(&self, request: GetPot) -> Reply<GetPot> {
        let found = self.core.view(SCOPE, move |db, view| {
            let Some(pot) = pots(db, view)?.into_iter().find(|pot| pot.id == request.pot) else {
                return Ok(None);
            };
            let history = history(db, view, pot.id.0)?;
            let waiting = waiting(db, view)?;
            let own = accounts(db, view)?.into_iter().find(|a| a.currency == pot.saved.currency);
            let available = own.map_or(0, |own| available(&own, &waiting));
            Ok(Some(PotPage { pot, history, available }))
        });
        found.await?.ok_or_else(unknown)
    }

    /// Answers [`MakePot`]; works offline.
    ///
    /// # Errors
    /// `Invalid` with the rule, or the refusal.
    pub async fn make_pot(&self, request: MakePot) -> Reply<MakePot> {
        let core = &self.core;
        check_terms(&request.terms, request.currency, core.service_now())?;
        let args = NewPot { currency: request.currency, terms: request.terms };
        let draft = Draft::new(request.op, SCOPE, MAKE, &args, None)?;
        let op_id = core.make(draft).await?;
        core.see_through(op_id, None).await?;
        let all = core.view(SCOPE, pots).await?;
        all.into_iter().find(|pot| pot.id == PotId(op_id.0)).ok_or_else(Error::internal)
    }

    /// Answers [`ChangePot`]; works offline.
    ///
    /// # Errors
    /// `Invalid` with the rule, or the refusal.
    pub async fn change_pot(&self, request: ChangePot) -> Reply<ChangePot> {
        let ChangePot { op, pot, change } = request;
        let all = self.core.view(SCOPE, pots).await?;
        let known = all.into_iter().find(|known| known.id == pot).ok_or_else(unknown)?;
        let note = known.terms.look.name.clone();
        let draft = match change {
            PotChange::Terms(terms) => {
                check_terms(&terms, known.saved.currency, self.core.service_now())?;
                Draft::new(op, SCOPE, SET, &SetPot { pot, terms }, None)?
            }
            PotChange::Fill(amount) => {
                check_amount(amount, &[])?;
                enough(&self.core, op, amount).await?;
                Draft::new(op, SCOPE, FILL, &PotMove { pot, amount, note }, None)?
            }
            PotChange::Draw(amount) => {
                check_amount(amount, &[])?;
                if amount.minor > known.saved.minor {
                    return Err(Error::refused("error.wallet.pot_short").with("left", known.saved));
                }
                Draft::new(op, SCOPE, DRAW, &PotMove { pot, amount, note }, None)?
            }
            PotChange::Break => act(op, BREAK, pot, note)?,
            PotChange::Mend => act(op, MEND, pot, note)?,
            PotChange::Cheer => act(op, CHEER, pot, note)?,
        };
        let op_id = self.core.make(draft).await?;
        self.core.see_through(op_id, None).await
    }
}

fn act(op: OpId, name: &'static str, pot: PotId, note: String) -> Result<Draft, Error> {
    Draft::new(op, SCOPE, name, &PotAct { pot, note }, None)
}

fn unknown() -> Error {
    Error::not_found("error.wallet.pot_unknown")
}
