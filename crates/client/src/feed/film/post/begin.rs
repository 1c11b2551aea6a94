//! Posts a staged video: from here on it is uploaded in the background, whatever happens to the app.

use super::super::super::{KINDS, SCOPE, own};
use super::table::posting::{self, Kept, Stage};
use super::{stage, tell, upload};
use crate::Client;
use crate::core::Core;
use crate::db::{Fault, blocking};
use crate::outbox::NewOp;
use crate::perform::put_in;
use crate::{features, people};
use sampan_protocol::feed::film::{Filmed, PostVideo};
use sampan_protocol::feed::ops::{Face, OPEN, Open};
use sampan_protocol::feed::{LifeKind, NAME_LIMIT, Role, check_face, check_note};
use sampan_protocol::ids::{LifeId, OpId};
use sampan_protocol::media::Span;
use sampan_protocol::people::Person;
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`PostVideo`]; works offline. Asked again for the same video it is the same posting.
    ///
    /// # Errors
    /// `Invalid` for what no note says, `NotFound` where the file is not staged, `Refused` where another
    /// note was posted with it.
    pub async fn post_video(&self, request: PostVideo) -> Reply<PostVideo> {
        let core = &self.core;
        let film = check(&request)?;
        let (video, file) = (film.id, film.id.to_string());
        let _staging = core.staging.lock().await;
        let own = core.own.clone();
        if let Some(before) = blocking(move || own.read(|db| posting::get(db, video))).await? {
            let same = request.op == before.request.op && request.note == before.request.note;
            let same = same && before.stage != Stage::Dropped;
            let other = || Error::refused("error.device.sent_already");
            return if same { Ok(()) } else { Err(other()) };
        }
        let path = stage::path(core, &file);
        let bytes = blocking(move || stage::seal(&path)).await?;
        let (account, opens) = match request.account {
            Some(account) => (account, None),
            None => home(core).await?,
        };
        let kept = Kept {
            video,
            file,
            op: request.op,
            request: PostVideo { account: Some(account), ..request },
            edits: false,
            bytes,
            sent: 0,
            stage: Stage::Sending,
            error: None,
            created: core.service_now(),
        };
        put(core, kept, opens).await
    }
}

/// Refuses what the service would refuse once all of the file is there.
fn check(request: &PostVideo) -> Result<Filmed, Error> {
    check_note(&request.said)?;
    if let Some((from_ms, to_ms)) = request.trim {
        Span { from_ms, to_ms }.checked()?;
    }
    if let Some(crop) = &request.crop {
        upload::window(crop).checked()?;
    }
    request.said.film.clone().ok_or_else(|| Error::invalid("error.video.unknown"))
}

/// Writes a posting down, after the account that it needs if there is none yet.
async fn put(core: &Core, kept: Kept, opens: Option<Open>) -> Result<(), Error> {
    let new_account = match opens {
        Some(open) => Some(opening(core, &open)?),
        None => None,
    };
    let (own, identity) = (core.own.clone(), core.wire.identity());
    let fresh = OpId::new(&*core.clock, &*core.random);
    blocking(move || {
        own.write(|tx| {
            if let Some(op) = new_account {
                put_in(tx, op, fresh, &identity)?;
            }
            posting::insert(tx, &kept)
        })
    })
    .await?;
    core.status.tell_rows(KINDS.iter().map(|kind| (*kind).to_owned()).collect());
    tell(core);
    core.recount().await?;
    core.kick.notify_one();
    core.upload.notify_one();
    Ok(())
}

fn opening(core: &Core, open: &Open) -> Result<NewOp, Error> {
    Ok(NewOp {
        op_id: OpId::new(&*core.clock, &*core.random),
        scope: features::scope(&core.known(), SCOPE)?,
        name: OPEN.to_owned(),
        args: serde_json::to_value(open).map_err(|_| Error::internal())?,
        other: None,
        at: core.service_now(),
    })
}

/// My first own account as a creator; where there is none, a new one with what opens it.
async fn home(core: &Core) -> Result<(LifeId, Option<Open>), Error> {
    let mine = |db: &crate::db::Connection, view: &crate::view::View| -> Result<_, Fault> {
        let all = own::managed(db, view)?.into_iter();
        let mut mine: Vec<_> = all
            .filter(|one| one.role == Role::Owner && one.account.kind == LifeKind::Creator)
            .collect();
        mine.sort_by_key(|one| (one.since, one.account.id));
        Ok(mine.into_iter().next().map(|one| one.account.id))
    };
    if let Some(account) = core.view(SCOPE, mine).await? {
        return Ok((account, None));
    }
    let me = people::me(core).await?.ok_or_else(|| Error::refused("error.device.nobody"))?;
    let account = LifeId::new(&*core.clock, &*core.random);
    Ok((account, Some(Open { account, face: face(&me.person) })))
}

/// How a person presents themselves as a creator: by their name, or, if no account can be called so, by
/// their handle.
fn face(me: &Person) -> Face {
    let short = |name: &str| name.chars().take(NAME_LIMIT).collect::<String>().trim().to_owned();
    let called = |name: String| Face { name, picture: me.avatar.clone(), ..Face::default() };
    let face = called(short(&me.name));
    if check_face(&face).is_ok() { face } else { called(short(&me.handle)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::ids::PersonId;
    use sampan_protocol::people::Kind;

    #[test]
    fn a_creator_is_called_as_they_are() {
        let person = |name: &str| Person {
            id: PersonId(uuid::Uuid::nil()),
            handle: "mei".to_owned(),
            name: name.to_owned(),
            avatar: Some("5a".to_owned()),
            kind: Kind::Person,
            mcc: None,
        };
        let named = |name: &str| face(&person(name)).name;
        assert_eq!(named("Mei Lin"), "Mei Lin", "by their name");
        assert_eq!(named("美"), "mei", "too short a name for an account");
        assert_eq!(named(&"x".repeat(50)).len(), NAME_LIMIT, "a long one is cut");
        assert_eq!(face(&person("Mei")).picture.as_deref(), Some("5a"), "with their picture");
    }
}
