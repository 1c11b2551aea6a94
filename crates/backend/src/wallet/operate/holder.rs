//! Says how a person's wallet stands; operators only.

use super::operators_only;
use crate::endpoint::{Caller, Endpoint};
use crate::module::Refusal;
use crate::wallet::ledger::journal::Owner;
use crate::wallet::ledger::table::account;
use crate::wallet::table::standing;
use sampan_protocol::wallet::operate::{AskHolder, Holder};
use sampan_protocol::{Error, Money};

/// The request.
pub(in crate::wallet) fn endpoint() -> Endpoint {
    Endpoint::new("Says how a person's wallet stands; operators only.", answer)
}

fn answer(caller: &Caller, request: &AskHolder) -> Result<Holder, Error> {
    operators_only(caller)?;
    let people = caller.backend.ports().people.clone();
    let holder = caller.backend.db().read(|sql| {
        let unknown = || Refusal::from(Error::not_found("error.people.unknown"));
        let person = people.person(sql, request.person)?.ok_or_else(unknown)?;
        let accounts = account::of_owner(sql, &Owner::Person(person.id))?;
        let balance = |found: &crate::wallet::ledger::journal::OpenAccount| {
            Money::new(found.account.balance.posted, found.account.currency)
        };
        let balances = accounts.iter().map(balance).collect();
        let standing = standing::of(sql, person.id)?;
        Ok::<_, Refusal>(Holder { person, balances, standing })
    })?;
    Ok(holder)
}
