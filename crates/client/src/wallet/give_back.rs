//! Gives money back, and says how much of a bill went back.

use super::SCOPE;
use super::pay::{carry_out, enough, settled};
use super::waiting;
use crate::Client;
use crate::perform::Draft;
use crate::table::row;
use sampan_protocol::wallet::refund::{
    GIVEN_BACK, GetGivenBack, GiveBack, GivenBack, REFUND, Refund, with_waiting,
};
use sampan_protocol::wallet::rows::BILL;
use sampan_protocol::wallet::{Bill, check_amount, check_note};
use sampan_protocol::{Error, Money, Reply};

impl Client {
    /// Answers [`GiveBack`]; without PIN, or where the backend is not reached, it waits.
    ///
    /// # Errors
    /// As for [`Client::pay`]; `Refused` where less than that is left of the bill.
    pub async fn give_back(&self, request: GiveBack) -> Reply<GiveBack> {
        if let Some(done) = settled(&self.core, request.op).await? {
            return Ok(done);
        }
        check_amount(request.amount, &[])?;
        check_note(&request.note)?;
        let known = self.get_given_back(GetGivenBack { bill: request.bill }).await?;
        if let Some(left) = known.map(|known| known.left())
            && request.amount.minor > left.minor
        {
            return Err(Error::refused("error.wallet.over_refund").with("left", left));
        }
        enough(&self.core, request.op, request.amount).await?;
        let args = Refund { bill: request.bill, amount: request.amount, note: request.note };
        let draft = Draft::new(request.op, SCOPE, REFUND, &args, Some(request.to))?;
        carry_out(&self.core, draft, request.pin.as_deref()).await
    }

    /// Answers [`GetGivenBack`]; from the cache, with what waits. None for a bill that brought or
    /// took nothing yet.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn get_given_back(&self, request: GetGivenBack) -> Reply<GetGivenBack> {
        self.core
            .view(SCOPE, move |db, view| {
                let key = request.bill.to_string();
                let known: Option<GivenBack> = row::get(db, &view.scope, GIVEN_BACK, &key)?;
                let bill: Option<Bill> = row::get(db, &view.scope, BILL, &key)?;
                let first = bill.map(|bill| {
                    let currency = bill.amount.currency;
                    let paid = Money::new(bill.amount.minor.saturating_abs(), currency);
                    GivenBack { bill: request.bill, paid, back: Money::new(0, currency) }
                });
                let waiting = waiting(db, view)?;
                Ok(known.or(first).map(|known| with_waiting(known, &waiting)))
            })
            .await
    }
}
