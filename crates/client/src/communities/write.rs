//! What one does in communities: each is an operation in the outbox, shown at once.

use super::{SCOPE, own};
use crate::Client;
use crate::db::blocking;
use crate::pages::List;
use crate::table::page::{self, Kept};
use sampan_protocol::communities::gatherings::spot;
use sampan_protocol::communities::{
    AskCommunity, CastVote, ChooseInPoll, CreateCommunity, DecideAsking, EditWritten, InvitePerson,
    JoinCommunity, KeepTag, LeaveCommunity, ReactTo, RemoveTag, RemoveWritten, SavePost, SetRole,
    UpdateCommunity, WriteComment, WritePost, check_comment, check_face, check_post, ops, tags,
};
use sampan_protocol::service::KeepPicture;
use sampan_protocol::{Code, Error, Reply};

/// The coarse cell of a place as it is typed: nothing finer leaves the device.
fn coarse(typed: &str) -> Result<String, Error> {
    let read = spot::read(typed).ok_or_else(|| Error::invalid("error.communities.spot"))?;
    Ok(spot::coarse(&read).to_owned())
}

impl Client {
    /// Answers [`CreateCommunity`]; works offline, but for a picture.
    ///
    /// # Errors
    /// `Invalid` for what no community says, `Offline` if a picture cannot be handed in now.
    pub async fn create_community(&self, request: CreateCommunity) -> Reply<CreateCommunity> {
        let CreateCommunity { op, community, mut face, picture } = request;
        face.spot = coarse(&face.spot)?;
        check_face(&face)?;
        if let Some(base64) = picture {
            face.picture = Some(self.hand_in(base64, false).await?);
        }
        self.core.put(SCOPE, op, ops::CREATE, &ops::Create { community, face }).await
    }

    /// Answers [`UpdateCommunity`]; works offline, but for a picture.
    ///
    /// # Errors
    /// As [`Client::create_community`].
    pub async fn update_community(&self, request: UpdateCommunity) -> Reply<UpdateCommunity> {
        let UpdateCommunity { op, community, mut face, picture } = request;
        face.spot = coarse(&face.spot)?;
        check_face(&face)?;
        if let Some(base64) = picture {
            face.picture = Some(self.hand_in(base64, false).await?);
        }
        self.core.put(SCOPE, op, ops::UPDATE, &ops::Update { community, face }).await
    }

    /// Answers [`JoinCommunity`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn join_community(&self, request: JoinCommunity) -> Reply<JoinCommunity> {
        let id = request.community.id;
        let name = AskCommunity { community: id }.name()?;
        let items = serde_json::to_string(&[request.community]).map_err(|_| Error::internal())?;
        let (cache, now) = (self.core.cache.clone(), self.core.clock.now());
        // What is joined is known by then, whatever list it was found in.
        blocking(move || {
            cache.write(|tx| match page::get(tx, &name, 0)? {
                Some(_) => Ok(()),
                None => {
                    let part = Kept { items, next: None, etag: String::new() };
                    page::put(tx, &name, 0, &part, now)
                }
            })
        })
        .await?;
        self.core.put(SCOPE, request.op, ops::JOIN, &ops::Join { community: id }).await
    }

    /// Answers [`LeaveCommunity`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn leave_community(&self, request: LeaveCommunity) -> Reply<LeaveCommunity> {
        let LeaveCommunity { op, community } = request;
        self.core.put(SCOPE, op, ops::LEAVE, &ops::Leave { community }).await
    }

    /// Answers [`DecideAsking`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn decide_asking(&self, request: DecideAsking) -> Reply<DecideAsking> {
        let DecideAsking { op, community, person, let_in } = request;
        self.core.put(SCOPE, op, ops::DECIDE, &ops::Decide { community, person, let_in }).await
    }

    /// Answers [`InvitePerson`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn invite_person(&self, request: InvitePerson) -> Reply<InvitePerson> {
        let InvitePerson { op, community, person } = request;
        self.core.put(SCOPE, op, ops::INVITE, &ops::Invite { community, person: person.id }).await
    }

    /// Answers [`SetRole`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn set_role(&self, request: SetRole) -> Reply<SetRole> {
        let SetRole { op, community, person, role } = request;
        self.core.put(SCOPE, op, ops::SET_ROLE, &ops::SetRole { community, person, role }).await
    }

    /// Answers [`WritePost`]; works offline, but for pictures.
    ///
    /// # Errors
    /// `Invalid` for what no post says, `Offline` if pictures cannot be handed in now.
    pub async fn write_post(&self, request: WritePost) -> Reply<WritePost> {
        let WritePost { op, post, community, mut said, pictures } = request;
        check_post(&said)?;
        for base64 in pictures {
            said.pictures.push(self.hand_in(base64, true).await?);
        }
        check_post(&said)?;
        self.core.put(SCOPE, op, ops::POST, &ops::NewPost { post, community, said }).await
    }

    /// Answers [`WriteComment`]; works offline.
    ///
    /// # Errors
    /// `Invalid` for what no comment says.
    pub async fn write_comment(&self, request: WriteComment) -> Reply<WriteComment> {
        let WriteComment { op, comment, post, parent, body } = request;
        check_comment(&body)?;
        let new = ops::NewComment { comment, post, parent, body };
        self.core.put(SCOPE, op, ops::COMMENT, &new).await
    }

    /// Answers [`EditWritten`]; works offline.
    ///
    /// # Errors
    /// `Invalid` for what nobody says.
    pub async fn edit_written(&self, request: EditWritten) -> Reply<EditWritten> {
        match &request.edit {
            ops::Edit::Post { said, .. } => check_post(said)?,
            ops::Edit::Comment { body, .. } => check_comment(body)?,
        }
        self.core.put(SCOPE, request.op, ops::EDIT, &request.edit).await
    }

    /// Answers [`RemoveWritten`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn remove_written(&self, request: RemoveWritten) -> Reply<RemoveWritten> {
        let remove = ops::Remove { target: request.target };
        self.core.put(SCOPE, request.op, ops::REMOVE, &remove).await
    }

    /// Answers [`CastVote`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn cast_vote(&self, request: CastVote) -> Reply<CastVote> {
        let CastVote { op, target, opinion } = request;
        self.core.put(SCOPE, op, ops::VOTE, &ops::Vote { target, opinion }).await
    }

    /// Answers [`ReactTo`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn react_to(&self, request: ReactTo) -> Reply<ReactTo> {
        let ReactTo { op, target, reaction } = request;
        self.core.put(SCOPE, op, ops::REACT, &ops::React { target, reaction }).await
    }

    /// Answers [`ChooseInPoll`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn choose_in_poll(&self, request: ChooseInPoll) -> Reply<ChooseInPoll> {
        let ChooseInPoll { op, post, chosen } = request;
        self.core.put(SCOPE, op, ops::CHOOSE, &ops::Choose { post, chosen }).await
    }

    /// Answers [`KeepTag`]; works offline.
    ///
    /// # Errors
    /// `Invalid` for a tag that there cannot be, as far as the device knows the others.
    pub async fn keep_tag(&self, request: KeepTag) -> Reply<KeepTag> {
        let KeepTag { op, community, tag } = request;
        let known = self.core.view(SCOPE, move |db, view| own::known_tags(db, view, community));
        tags::with(known.await?, tag.clone())?;
        self.core.put(SCOPE, op, ops::TAG, &ops::PutTag { community, tag }).await
    }

    /// Answers [`RemoveTag`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn remove_tag(&self, request: RemoveTag) -> Reply<RemoveTag> {
        let RemoveTag { op, community, tag } = request;
        self.core.put(SCOPE, op, ops::UNTAG, &ops::DropTag { community, tag }).await
    }

    /// Answers [`SavePost`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn save_post(&self, request: SavePost) -> Reply<SavePost> {
        let SavePost { op, post, kept } = request;
        self.core.put(SCOPE, op, ops::SAVE, &ops::Save { post, kept }).await
    }

    /// Hands a picture in; answers its name.
    pub(super) async fn hand_in(&self, base64: String, fine: bool) -> Result<String, Error> {
        match self.core.wire.ask(&KeepPicture { base64, fine }).await {
            Ok(kept) => Ok(kept.sha256),
            Err(error) if error.code == Code::Offline => {
                Err(Error::new(Code::Offline, "error.communities.picture_offline"))
            }
            Err(error) => Err(error),
        }
    }
}
