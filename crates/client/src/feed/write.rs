//! What one does with life accounts and notes: each is an operation in the outbox, shown at once.

use super::SCOPE;
use super::film::watch;
use crate::Client;
use crate::db::blocking;
use crate::table::known;
use sampan_protocol::feed::{
    DropFolder, EditNote, FollowLife, HandInClip, HandInShot, KeepClip, KeepNote, KeepShot, LikeIt,
    Liked, OpenLife, PublishNote, RemoveSaid, SayIt, SeeNote, SetFolder, SetKeeper, UpdateLife,
    check_comment, check_face, check_folder, check_note, ops,
};
use sampan_protocol::request::Request;
use sampan_protocol::service::KeepPicture;
use sampan_protocol::{Code, Error, Reply};
use sampan_rank::Signal;
use std::collections::BTreeSet;

/// Under which name it is known what was looked at today.
const SEEN: &str = "feed/seen";

impl Client {
    /// Answers [`OpenLife`]; works offline, but for a picture.
    ///
    /// # Errors
    /// `Invalid` for what no account says, `Offline` if a picture cannot be handed in now.
    pub async fn open_life(&self, request: OpenLife) -> Reply<OpenLife> {
        let OpenLife { op, account, mut face, picture } = request;
        check_face(&face)?;
        if let Some(base64) = picture {
            face.picture = Some(self.hand(&KeepPicture { base64, fine: false }).await?.sha256);
        }
        self.core.put(SCOPE, op, ops::OPEN, &ops::Open { account, face }).await
    }

    /// Answers [`UpdateLife`]; works offline, but for a picture.
    ///
    /// # Errors
    /// As [`Client::open_life`].
    pub async fn update_life(&self, request: UpdateLife) -> Reply<UpdateLife> {
        let UpdateLife { op, account, mut face, picture } = request;
        check_face(&face)?;
        if let Some(base64) = picture {
            face.picture = Some(self.hand(&KeepPicture { base64, fine: false }).await?.sha256);
        }
        self.core.put(SCOPE, op, ops::UPDATE, &ops::Update { account, face }).await
    }

    /// Answers [`SetKeeper`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn set_keeper(&self, request: SetKeeper) -> Reply<SetKeeper> {
        let SetKeeper { op, account, person, role } = request;
        let change = ops::SetRole { account, person: person.id, role };
        self.core.put(SCOPE, op, ops::SET_ROLE, &change).await
    }

    /// Answers [`FollowLife`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn follow_life(&self, request: FollowLife) -> Reply<FollowLife> {
        let FollowLife { op, account, follows } = request;
        watch::followed(&self.core, account, follows).await;
        self.core.put(SCOPE, op, ops::FOLLOW, &ops::Follow { account, follows }).await
    }

    /// Answers [`HandInShot`].
    ///
    /// # Errors
    /// `Invalid` for what is no picture, `Offline` where the service is not reached.
    pub async fn hand_in_shot(&self, request: HandInShot) -> Reply<HandInShot> {
        let HandInShot { crop, base64 } = request;
        self.hand(&KeepShot { crop, base64 }).await
    }

    /// Answers [`HandInClip`].
    ///
    /// # Errors
    /// `Invalid` for what does not play everywhere, `Offline` where the service is not reached.
    pub async fn hand_in_clip(&self, request: HandInClip) -> Reply<HandInClip> {
        self.hand(&KeepClip { base64: request.base64 }).await
    }

    /// Answers [`PublishNote`]; works offline, as its pictures are handed in already.
    ///
    /// # Errors
    /// `Invalid` for what no note says.
    pub async fn publish_note(&self, request: PublishNote) -> Reply<PublishNote> {
        let PublishNote { op, note, account, said, publish } = request;
        check_note(&said)?;
        self.core.put(SCOPE, op, ops::WRITE, &ops::Write { note, account, said, publish }).await
    }

    /// Answers [`EditNote`]; works offline.
    ///
    /// # Errors
    /// `Invalid` for what no note says.
    pub async fn edit_note(&self, request: EditNote) -> Reply<EditNote> {
        let EditNote { op, note, said, publish } = request;
        check_note(&said)?;
        self.core.put(SCOPE, op, ops::EDIT, &ops::Edit { note, said, publish }).await
    }

    /// Answers [`RemoveSaid`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn remove_said(&self, request: RemoveSaid) -> Reply<RemoveSaid> {
        let remove = ops::Remove { target: request.target };
        self.core.put(SCOPE, request.op, ops::REMOVE, &remove).await
    }

    /// Answers [`LikeIt`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn like_it(&self, request: LikeIt) -> Reply<LikeIt> {
        let LikeIt { op, target, likes } = request;
        if let Liked::Note(note) = target {
            let signal = if likes { Signal::Liked } else { Signal::Unliked };
            watch::took_to(&self.core, note, signal).await;
        }
        self.core.put(SCOPE, op, ops::LIKE, &ops::Like { target, likes }).await
    }

    /// Answers [`KeepNote`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn keep_note(&self, request: KeepNote) -> Reply<KeepNote> {
        let KeepNote { op, note, kept, folder } = request;
        if kept {
            watch::took_to(&self.core, note, Signal::Collected).await;
        }
        self.core.put(SCOPE, op, ops::KEEP, &ops::Keep { note, kept, folder }).await
    }

    /// Answers [`SetFolder`]; works offline.
    ///
    /// # Errors
    /// `Invalid` for what is no name.
    pub async fn set_folder(&self, request: SetFolder) -> Reply<SetFolder> {
        let SetFolder { op, folder, name, public } = request;
        check_folder(&name)?;
        self.core.put(SCOPE, op, ops::SET_FOLDER, &ops::SetFolder { folder, name, public }).await
    }

    /// Answers [`DropFolder`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn drop_folder(&self, request: DropFolder) -> Reply<DropFolder> {
        let DropFolder { op, folder } = request;
        self.core.put(SCOPE, op, ops::DROP_FOLDER, &ops::DropFolder { folder }).await
    }

    /// Answers [`SayIt`]; works offline.
    ///
    /// # Errors
    /// `Invalid` for what no comment says.
    pub async fn say_it(&self, request: SayIt) -> Reply<SayIt> {
        let SayIt { op, comment, note, answers, body } = request;
        check_comment(&body)?;
        self.core.put(SCOPE, op, ops::COMMENT, &ops::Comment { comment, note, answers, body }).await
    }

    /// Answers [`SeeNote`]: tells the service once a day and note.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn see_note(&self, request: SeeNote) -> Reply<SeeNote> {
        let SeeNote { op, note } = request;
        let today = self.core.service_now().seconds().div_euclid(86_400);
        let own = self.core.own.clone();
        let is_new = blocking(move || {
            own.write(|tx| {
                let known: Option<(i64, BTreeSet<_>)> = known::get(tx, SEEN)?;
                let mut seen = known.filter(|(day, _)| *day == today).unwrap_or_default().1;
                let is_new = seen.insert(note);
                known::set(tx, SEEN, &(today, seen))?;
                Ok::<_, crate::db::Fault>(is_new)
            })
        })
        .await?;
        match is_new {
            true => self.core.put(SCOPE, op, ops::VIEW, &ops::View { notes: vec![note] }).await,
            false => Ok(()),
        }
    }

    /// Hands a file in.
    async fn hand<R: Request>(&self, file: &R) -> Result<R::Reply, Error> {
        match self.core.wire.ask(file).await {
            Err(error) if error.code == Code::Offline => {
                Err(Error::new(Code::Offline, "error.feed.picture_offline"))
            }
            other => other,
        }
    }
}
