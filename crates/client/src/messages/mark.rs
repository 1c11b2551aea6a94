//! How a chat stands on one's own list, and who may not write.

use super::{SCOPE, own};
use crate::Client;
use sampan_protocol::Reply;
use sampan_protocol::messages::{
    AcceptChat, BlockPerson, ClearChat, ListBlocked, ReadChat, SetChat, UnblockPerson, ops,
};

impl Client {
    /// Answers [`ReadChat`]; nothing is done where everything is read. Works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn read_chat(&self, request: ReadChat) -> Reply<ReadChat> {
        let ReadChat { op, chat } = request;
        let found = move |db: &_, view: &_| {
            Ok(own::chats(db, view)?.into_iter().map(|(found, _)| found).find(|c| c.id == chat))
        };
        let found = self.core.view(SCOPE, found).await?;
        let Some(found) = found.filter(|found| found.read < found.last) else {
            return Ok(());
        };
        let read = ops::Read { chat, seq: found.last };
        self.do_in_chats(op, ops::READ, &read, None).await
    }

    /// Answers [`SetChat`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn set_chat(&self, request: SetChat) -> Reply<SetChat> {
        let SetChat { op, chat, muted, pinned } = request;
        self.do_in_chats(op, ops::SET, &ops::Set { chat, muted, pinned }, None).await
    }

    /// Answers [`ClearChat`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn clear_chat(&self, request: ClearChat) -> Reply<ClearChat> {
        let ClearChat { op, chat } = request;
        self.do_in_chats(op, ops::CLEAR, &ops::Clear { chat }, None).await
    }

    /// Answers [`AcceptChat`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn accept_chat(&self, request: AcceptChat) -> Reply<AcceptChat> {
        let AcceptChat { op, chat } = request;
        self.do_in_chats(op, ops::ACCEPT, &ops::Accept { chat }, None).await
    }

    /// Answers [`ListBlocked`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_blocked(&self, _: ListBlocked) -> Reply<ListBlocked> {
        self.core.view(SCOPE, own::blocked).await
    }

    /// Answers [`BlockPerson`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn block_person(&self, request: BlockPerson) -> Reply<BlockPerson> {
        let BlockPerson { op, person } = request;
        let block = ops::Block { person: person.id };
        self.do_in_chats(op, ops::BLOCK, &block, Some(person)).await
    }

    /// Answers [`UnblockPerson`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn unblock_person(&self, request: UnblockPerson) -> Reply<UnblockPerson> {
        let UnblockPerson { op, person } = request;
        self.do_in_chats(op, ops::UNBLOCK, &ops::Unblock { person }, None).await
    }
}
