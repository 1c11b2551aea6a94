//! Pays a merchant with a coupon, with points, or both; and says how a price came about.

use super::SCOPE;
use super::pay::{carry_out, check_code, enough, settled};
use crate::Client;
use crate::perform::Draft;
use crate::table::row;
use sampan_protocol::wallet::price::{GetPrice, PRICE, PayLess, Price};
use sampan_protocol::wallet::{check_amount, check_note, ops};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`PayLess`]; without PIN, or where the backend is not reached, it waits.
    ///
    /// # Errors
    /// As for [`Client::pay`]; `Refused` where the coupon is over or the price is another one.
    pub async fn pay_less(&self, request: PayLess) -> Reply<PayLess> {
        let core = &self.core;
        if let Some(done) = settled(core, request.op).await? {
            return Ok(done);
        }
        let limits = core.known().service.map_or(Vec::new(), |s| s.transfer_limits);
        check_amount(request.amount, &limits)?;
        check_amount(request.pays, &limits)?;
        check_note(&request.note)?;
        if request.to.id == core.me()?.id {
            return Err(Error::refused("error.wallet.own_payment"));
        }
        if let Some(payload) = &request.code {
            check_code(core, payload, (request.to.id, request.amount))?;
        }
        enough(core, request.op, request.pays).await?;
        let args = ops::PayLess {
            to: request.to.id,
            amount: request.amount,
            pays: request.pays,
            coupon: request.coupon,
            points: request.points,
            note: request.note,
            request: request.request,
            code: request.code,
        };
        let draft = Draft::new(request.op, SCOPE, ops::PAY_LESS, &args, Some(request.to))?;
        carry_out(core, draft, request.pin.as_deref()).await
    }

    /// Answers [`GetPrice`]; from the cache.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn get_price(&self, request: GetPrice) -> Reply<GetPrice> {
        let key = request.bill.to_string();
        self.core.view(SCOPE, move |db, view| row::get::<Price>(db, &view.scope, PRICE, &key)).await
    }
}
