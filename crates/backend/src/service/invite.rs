//! Makes an invitation for one registration; operators only. Asked again, it answers the same one.

use super::configure::require_operator;
use super::{invitation, setup, table};
use crate::endpoint::Caller;
use crate::module::Refusal;
use crate::people::table::person;
use sampan_protocol::Error;
use sampan_protocol::service::{Invitation, Invite};

pub(super) fn answer(caller: &Caller, request: &Invite) -> Result<Invitation, Error> {
    let now = caller.backend.now();
    let made = caller.backend.db().write(|sql| {
        require_operator(person::me(sql, caller.me)?.as_ref())?;
        let seed = format!("{}\n{}\n{}", setup::secret(sql)?, caller.me, request.op);
        let code = invitation::code_from(seed.as_bytes());
        table::invitation::insert(sql, &invitation::hash(&code), false, now)?;
        Ok::<_, Refusal>(Invitation { code })
    });
    made.map_err(Error::from)
}
