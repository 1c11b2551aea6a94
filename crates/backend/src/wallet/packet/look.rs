//! Says how a packet stands, to whom it concerns.

use super::{may_see, whole};
use crate::endpoint::{Caller, Endpoint};
use crate::module::Refusal;
use crate::wallet::table::packet;
use sampan_protocol::Error;
use sampan_protocol::wallet::packet::{LookAtPacket, Packet};

/// The request.
pub(in crate::wallet) fn endpoint() -> Endpoint {
    Endpoint::new("Says how a red packet stands, and who got how much.", answer)
}

fn answer(caller: &Caller, request: &LookAtPacket) -> Result<Packet, Error> {
    let backend = &caller.backend;
    let people = backend.ports().people.clone();
    let packet = backend.db().read(|sql| {
        let unknown = || Refusal::from(Error::not_found("error.wallet.packet_unknown"));
        let kept = packet::find(sql, request.packet)?.ok_or_else(unknown)?;
        if !may_see(sql, &kept, caller.me, request.secret.as_deref())? {
            return Err(Error::refused("error.wallet.packet_not_invited").into());
        }
        let claims = packet::claims(sql, kept.id)?;
        whole(sql, people.as_ref(), &kept, &claims, kept.sender == caller.me)
    })?;
    Ok(packet)
}
