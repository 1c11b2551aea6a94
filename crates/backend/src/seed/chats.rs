//! Plays what is said in chats.

use super::play::Stage;
use super::script::{Chat, Where, Who};
use crate::features::{wallet_ops, wallet_packets as packets};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::Error;
use sampan_protocol::ids::{ChatId, MessageId, OpId};
use sampan_protocol::messages::{Content, Place, SCOPE, ops};
use sampan_protocol::service::KeepPicture;
use serde::Serialize;

impl Stage {
    /// Does something in chats.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn chat(&mut self, who: Who, what: &Chat) -> Result<(), Error> {
        match what {
            Chat::Group(name, people) => {
                let chat = ChatId(self.fresh().0);
                let face = ops::Face { name: (*name).to_owned(), picture: None };
                let people = self.ids(people)?;
                self.write(who, ops::CREATE, &ops::Create { chat, face, people }).await?;
                self.group = Some(chat);
            }
            Chat::Say(place, text) => {
                let content = Content::Text((*text).to_owned());
                self.send(who, *place, content).await?;
            }
            Chat::Show(place, shown) => {
                let base64 = STANDARD.encode(shown.character().picture);
                let kept = self.ask(who, &KeepPicture { base64, fine: true }).await?;
                self.send(who, *place, Content::Pictures(vec![kept.sha256])).await?;
            }
            Chat::Pay(to, amount, note) => {
                let to = self.id(*to)?;
                let args = wallet_ops::Transfer {
                    to,
                    amount: *amount,
                    note: (*note).to_owned(),
                    request: None,
                    code: None,
                    chat: Some(Place::Person(to)),
                };
                self.wallet(who, wallet_ops::TRANSFER, &args).await?;
            }
            Chat::Packet(amount, shares, greeting) => {
                let args = packets::SendPacket {
                    amount: *amount,
                    shares: *shares,
                    sharing: packets::Sharing::Random,
                    greeting: (*greeting).to_owned(),
                    to: Vec::new(),
                    secret: None,
                    chat: Some(self.place(Where::Group)?),
                };
                self.wallet(who, packets::SEND, &args).await?;
            }
        }
        Ok(())
    }

    async fn send(&mut self, who: Who, place: Where, content: Content) -> Result<(), Error> {
        let message = MessageId(self.fresh().0);
        let send = ops::Send { place: self.place(place)?, message, content, answers: None };
        self.write(who, ops::SEND, &send).await.map(drop)
    }

    async fn write(&mut self, who: Who, name: &str, args: &impl Serialize) -> Result<OpId, Error> {
        self.act(who, SCOPE, name, args, false).await
    }

    fn place(&self, place: Where) -> Result<Place, Error> {
        match place {
            Where::With(other) => Ok(Place::Person(self.id(other)?)),
            Where::Group => self.group.map(Place::Group).ok_or_else(Error::internal),
        }
    }
}
