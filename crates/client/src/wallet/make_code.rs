//! Makes one's collect code, offline too: the device's signature is all that it needs.

use crate::Client;
use crate::device::draw_symbol::symbol;
use sampan_protocol::ids::uuid_v7;
use sampan_protocol::wallet::code::{Terms, attach, signing_bytes};
use sampan_protocol::wallet::{CODE_SECONDS, CollectCode, MakeCode, check_amount, check_note};
use sampan_protocol::{Error, Reply, Timestamp};

impl Client {
    /// Answers [`MakeCode`]. A code with an amount runs out; the service's clock counts.
    ///
    /// # Errors
    /// `Invalid` or `Refused` for what cannot be asked for.
    pub async fn make_code(&self, request: MakeCode) -> Reply<MakeCode> {
        let core = &self.core;
        let service = core.service()?;
        let person = core.me()?;
        check_note(&request.note)?;
        if let Some(amount) = request.amount {
            check_amount(amount, &service.transfer_limits)?;
            if amount.currency != request.currency {
                return Err(Error::invalid("error.wallet.code_currency")
                    .with("currency", request.currency.code()));
            }
        }
        let end = core.service_now().plus_seconds(CODE_SECONDS).seconds();
        let expires = request.amount.map(|_| Timestamp::from_seconds(end));
        let identity = core.wire.identity();
        let unsigned = Terms {
            person: person.id,
            device: identity.device(),
            name: person.name,
            mcc: person.mcc,
            service_id: service.service_id,
            currency: request.currency,
            minor: request.amount.map(|amount| amount.minor),
            note: request.note,
            reference: uuid_v7(&*core.clock, &*core.random),
            expires,
        }
        .unsigned()?;
        let payload = attach(&unsigned, &identity.sign(&signing_bytes(&unsigned))?);
        Ok(CollectCode { symbol: symbol(&payload)?, payload, expires })
    }
}
