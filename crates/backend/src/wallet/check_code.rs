//! Says whether a collect code is genuine and can be paid now, and whom it pays.

use super::codes::{self, Asking};
use super::table::code;
use crate::endpoint::{Caller, Endpoint};
use crate::module::Refusal;
use crate::service;
use sampan_protocol::Error;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::CheckCode;

/// The request.
pub(super) fn endpoint() -> Endpoint {
    Endpoint::new("Says whether a collect code can be paid, and whom it pays.", answer)
}

fn answer(caller: &Caller, request: &CheckCode) -> Result<Person, Error> {
    let backend = &caller.backend;
    let now = backend.now();
    let people = backend.ports().people.clone();
    let payee = backend.db().read(|sql| {
        let setup = service::setup(sql, backend)?;
        let asking = Asking { service_id: &setup.service_id, now, paying: None };
        let terms = codes::genuine(sql, people.as_ref(), &asking, &request.payload)?;
        if terms.amount().is_some() && code::is_spent(sql, terms.device, terms.reference)? {
            return Err(Refusal::from(Error::refused("error.wallet.code_used")));
        }
        let payee = people.person(sql, terms.person)?;
        payee.ok_or_else(|| Error::not_found("error.wallet.unknown_payee").into())
    })?;
    Ok(payee)
}
