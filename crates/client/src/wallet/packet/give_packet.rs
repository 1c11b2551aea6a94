//! Gives a packet: checked here, approved by PIN, paid once.

use super::super::SCOPE;
use super::super::pay::enough;
use super::packet;
use crate::Client;
use crate::core::Core;
use crate::db::blocking;
use crate::outbox;
use crate::perform::Draft;
use sampan_protocol::ids::{OpId, PacketId};
use sampan_protocol::wallet::check_amount;
use sampan_protocol::wallet::packet::{GivePacket, SEND, SendPacket, check, secret};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`GivePacket`]. Without PIN, or where the backend is not reached, it waits.
    ///
    /// # Errors
    /// As for [`Client::pay`].
    pub async fn give_packet(&self, request: GivePacket) -> Reply<GivePacket> {
        let core = &self.core;
        let before = before(core, request.op).await?;
        if let Some(done) = packet(core, PacketId(before.0.0)).await?.filter(|p| !p.pending) {
            return Ok(done);
        }
        let limits = core.known().service.map_or(Vec::new(), |s| s.transfer_limits);
        check_amount(request.amount, &limits)?;
        let me = core.me()?.id;
        if request.to.iter().any(|person| person.id == me) {
            return Err(Error::invalid("error.wallet.packet_own"));
        }
        // Tried again, it is the same packet with the same link.
        let link = before.1.and_then(|op| op.secret).or_else(|| Some(secret(&*core.random)));
        let args = SendPacket {
            amount: request.amount,
            shares: request.shares,
            sharing: request.sharing,
            greeting: request.greeting,
            to: request.to.iter().map(|person| person.id).collect(),
            secret: link.filter(|_| request.to.is_empty() && request.chat.is_none()),
            chat: request.chat,
        };
        check(&args)?;
        enough(core, request.op, request.amount).await?;
        let other = request.to.first().filter(|_| request.to.len() == 1).cloned();
        self.remember(request.to).await;
        let draft = Draft::new(request.op, SCOPE, SEND, &args, other)?;
        let op_id = core.make(draft).await?;
        core.see_through(op_id, request.pin.as_deref()).await?;
        packet(core, PacketId(op_id.0)).await?.ok_or_else(Error::internal)
    }
}

/// The operation that was made for this form before, with what it asks for while it waits.
async fn before(core: &Core, asked: OpId) -> Result<(OpId, Option<SendPacket>), Error> {
    let own = core.own.clone();
    blocking(move || {
        own.read(|db| {
            let current = outbox::current(db, asked)?;
            let op = outbox::get(db, current)?;
            Ok((current, op.and_then(|op| serde_json::from_value(op.args).ok())))
        })
    })
    .await
}
