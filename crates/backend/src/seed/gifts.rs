//! Plays what the script has of red packets, split bills and plans.

use super::play::Stage;
use super::script::{Gift, Who};
use crate::features::{
    wallet_ops as ops, wallet_packets as packets, wallet_plans as plans, wallet_requests,
    wallet_splits as splits,
};
use sampan_protocol::ids::{PacketId, PersonId, RequestId};
use sampan_protocol::sync::{Cursor, Pull, Scope};
use sampan_protocol::{Error, Timestamp};

/// The town's time zone: minutes east of UTC.
const OFFSET: i32 = 480;

impl Stage {
    /// Does one of these things.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn gift(
        &mut self,
        who: Who,
        gift: &Gift,
        now: Timestamp,
    ) -> Result<(), Error> {
        match gift {
            Gift::Give { given, to, amount, greeting } => {
                let args = packets::SendPacket {
                    amount: *amount,
                    shares: u32::try_from(to.len()).unwrap_or(1),
                    sharing: packets::Sharing::Random,
                    greeting: (*greeting).to_owned(),
                    to: self.ids(to)?,
                    secret: None,
                    chat: None,
                };
                let op = self.wallet(who, packets::SEND, &args).await?;
                self.packets.insert(*given, PacketId(op.0));
            }
            Gift::Open(given) => {
                let packet = self.packets.get(given).copied().ok_or_else(Error::internal)?;
                let args = packets::ClaimPacket { packet, secret: None };
                self.wallet(who, packets::CLAIM, &args).await?;
            }
            Gift::Split { with, amount, title } => {
                let everybody = std::iter::once(self.id(who)?).chain(self.ids(with)?);
                let people = everybody.map(|person| splits::Sharer { person, weight: 1 }).collect();
                let args = splits::SplitBill {
                    title: (*title).to_owned(),
                    amount: *amount,
                    way: splits::Way::Equal,
                    people,
                    items: Vec::new(),
                    bill: None,
                };
                self.wallet(who, splits::SPLIT, &args).await?;
            }
            Gift::Answer { to, amount, title } => {
                let request = Some(self.asked(who, title).await?);
                let (to, note) = (self.id(*to)?, (*title).to_owned());
                let args =
                    ops::Transfer { to, amount: *amount, note, request, code: None, chat: None };
                self.wallet(who, ops::TRANSFER, &args).await?;
            }
            Gift::Plan { to, amount, note, in_days, monthly } => {
                let every = if *monthly { plans::Every::Month } else { plans::Every::Week };
                let first = now.plus_seconds(in_days * 86_400);
                let rhythm =
                    plans::Rhythm { first, every, utc_offset: OFFSET, until: None, times: None };
                let (to, note) = (self.id(*to)?, (*note).to_owned());
                let args = plans::MakePlan { to, amount: *amount, note, rhythm };
                self.wallet(who, plans::PLAN, &args).await?;
            }
            Gift::Delay { to, amount, note } => {
                let (to, note) = (self.id(*to)?, (*note).to_owned());
                let seconds = plans::DELAYS[1];
                let args = plans::Delay { to, amount: *amount, note, seconds };
                self.wallet(who, plans::DELAY, &args).await?;
            }
        }
        Ok(())
    }

    pub(super) fn ids(&self, all: &[Who]) -> Result<Vec<PersonId>, Error> {
        all.iter().map(|who| self.id(*who)).collect()
    }

    /// The request with this title in somebody's wallet.
    async fn asked(&mut self, who: Who, title: &str) -> Result<RequestId, Error> {
        let scope = Scope::of("wallet", self.id(who)?);
        let mut cursor = Cursor { scope, epoch: 0, seq: 0 };
        loop {
            let pull = Pull { cursors: vec![cursor.clone()], limit: 500 };
            let pulled = self.ask(who, &pull).await?;
            let page = pulled.scopes.into_iter().next().ok_or_else(Error::internal)?;
            (cursor.epoch, cursor.seq) = (page.epoch, page.seq);
            let requests = page
                .changes
                .iter()
                .filter(|change| change.kind == wallet_requests::KIND)
                .filter_map(|change| change.value.as_deref())
                .filter_map(|value| serde_json::from_str::<wallet_requests::Row>(value).ok());
            if let Some(found) = requests.into_iter().find(|request| request.note == title) {
                return Ok(found.id);
            }
            if !page.more {
                return Err(Error::internal());
            }
        }
    }
}
