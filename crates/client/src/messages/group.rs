//! What one does with groups: each is an operation in the outbox, shown at once.

use super::say::no_line;
use crate::Client;
use sampan_protocol::messages::{
    CreateGroup, InviteToGroup, LeaveGroup, ListGroup, RemoveFromGroup, SetGroupAdmin, UpdateGroup,
    check_face, ops,
};
use sampan_protocol::people::Person;
use sampan_protocol::service::KeepPicture;
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`CreateGroup`]; works offline, but for a picture.
    ///
    /// # Errors
    /// `Invalid` for a group without a name, `Offline` if a picture cannot be handed in now.
    pub async fn create_group(&self, request: CreateGroup) -> Reply<CreateGroup> {
        let CreateGroup { op, chat, name, people, picture } = request;
        let mut face = ops::Face { name, picture: None };
        check_face(&face)?;
        face.picture = self.group_picture(picture).await?;
        let people = self.ids_of(people).await;
        self.do_in_chats(op, ops::CREATE, &ops::Create { chat, face, people }, None).await
    }

    /// Answers [`UpdateGroup`]; works offline, but for a picture.
    ///
    /// # Errors
    /// As [`Client::create_group`].
    pub async fn update_group(&self, request: UpdateGroup) -> Reply<UpdateGroup> {
        let UpdateGroup { op, chat, mut face, picture } = request;
        check_face(&face)?;
        face.picture = self.group_picture(picture).await?.or(face.picture);
        self.do_in_chats(op, ops::UPDATE, &ops::Update { chat, face }, None).await
    }

    /// Answers [`InviteToGroup`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn invite_to_group(&self, request: InviteToGroup) -> Reply<InviteToGroup> {
        let InviteToGroup { op, chat, people } = request;
        let people = self.ids_of(people).await;
        self.do_in_chats(op, ops::INVITE, &ops::Invite { chat, people }, None).await
    }

    /// Answers [`RemoveFromGroup`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn remove_from_group(&self, request: RemoveFromGroup) -> Reply<RemoveFromGroup> {
        let RemoveFromGroup { op, chat, person } = request;
        let remove = ops::Remove { chat, person: person.id };
        self.do_in_chats(op, ops::REMOVE, &remove, Some(person)).await
    }

    /// Answers [`LeaveGroup`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn leave_group(&self, request: LeaveGroup) -> Reply<LeaveGroup> {
        let LeaveGroup { op, chat } = request;
        self.do_in_chats(op, ops::LEAVE, &ops::Leave { chat }, None).await
    }

    /// Answers [`SetGroupAdmin`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn set_group_admin(&self, request: SetGroupAdmin) -> Reply<SetGroupAdmin> {
        let SetGroupAdmin { op, chat, person, admin } = request;
        let set = ops::SetAdmin { chat, person: person.id, admin };
        self.do_in_chats(op, ops::SET_ADMIN, &set, Some(person)).await
    }

    /// Answers [`ListGroup`].
    ///
    /// # Errors
    /// `NotFound` for a group that I do not belong to.
    pub async fn list_group(&self, request: ListGroup) -> Reply<ListGroup> {
        self.core.listed(request.list, request.parts).await
    }

    async fn group_picture(&self, picture: Option<String>) -> Result<Option<String>, Error> {
        let Some(base64) = picture else { return Ok(None) };
        let kept = self.core.wire.ask(&KeepPicture { base64, fine: false }).await;
        Ok(Some(kept.map_err(no_line)?.sha256))
    }

    /// Who they are; remembered, so that they are known offline.
    async fn ids_of(&self, people: Vec<Person>) -> Vec<sampan_protocol::ids::PersonId> {
        let ids = people.iter().map(|person| person.id).collect();
        self.remember(people).await;
        ids
    }
}
