//! What one has done, laid over what the service told.

use crate::db::{Connection, Fault};
use crate::table::row;
use crate::view::View;
use sampan_protocol::Timestamp;
use sampan_protocol::feed::{
    Account, Comment, Folder, Followed, InLife, Kept, LifeKind, Like, Liked, Managed, Mine, Note,
    Role, ops, overlay, rows,
};
use sampan_protocol::ids::{FolderId, LifeId, NoteId};

/// Whether I like something now.
pub(super) fn likes(db: &Connection, view: &View, target: Liked) -> Result<bool, Fault> {
    let last = view.done::<ops::Like>(ops::LIKE).rfind(|(like, _)| like.target == target);
    if let Some((like, _)) = last {
        return Ok(like.likes);
    }
    let row: Option<Like> = row::get(db, &view.scope, rows::LIKED, &target.key())?;
    Ok(row.is_some())
}

/// Whether I follow an account now.
pub(super) fn follows(db: &Connection, view: &View, id: LifeId) -> Result<bool, Fault> {
    let last = view.done::<ops::Follow>(ops::FOLLOW).rfind(|(follow, _)| follow.account == id);
    if let Some((follow, _)) = last {
        return Ok(follow.follows);
    }
    let row: Option<Followed> = row::get(db, &view.scope, rows::FOLLOWED, &id.to_string())?;
    Ok(row.is_some())
}

/// Whether I keep a note now, and in which folder.
pub(super) fn kept(
    db: &Connection,
    view: &View,
    note: NoteId,
) -> Result<(bool, Option<FolderId>), Fault> {
    let last = view.done::<ops::Keep>(ops::KEEP).rfind(|(keep, _)| keep.note == note);
    if let Some((keep, _)) = last {
        return Ok((keep.kept, keep.folder));
    }
    let row: Option<Kept> = row::get(db, &view.scope, rows::KEPT, &note.to_string())?;
    Ok((row.is_some(), row.and_then(|kept| kept.folder)))
}

/// A note as it is now: as I changed it, with whether I like and keep it.
pub(super) fn note(db: &Connection, view: &View, told: Note) -> Result<Note, Fault> {
    let target = Liked::Note(told.id);
    let (kept, _) = kept(db, view, told.id)?;
    let mut note = overlay::touched(told, likes(db, view, target)?, kept);
    if let Some(Mine::Note(mine)) = row::get(db, &view.scope, rows::MINE, &target.key())? {
        // A page that is older than my last change does not take it back.
        if mine.edited > note.edited || mine.removed || (note.waiting && !mine.waiting) {
            let Note { likes, saves, comments, liked, kept, .. } = note;
            note = Note { likes, saves, comments, liked, kept, ..mine };
        }
    }
    for (edit, waiting) in view.done::<ops::Edit>(ops::EDIT) {
        note = overlay::edited(note, &edit, waiting.at);
    }
    let gone = view.done::<ops::Remove>(ops::REMOVE).any(|(r, _)| r.target == target);
    Ok(if gone { overlay::removed_note(note) } else { note })
}

/// A comment as it is now.
pub(super) fn comment(db: &Connection, view: &View, told: Comment) -> Result<Comment, Fault> {
    let target = Liked::Comment(told.id);
    let comment = overlay::liked_comment(told, likes(db, view, target)?);
    let mine: Option<Mine> = row::get(db, &view.scope, rows::MINE, &target.key())?;
    let taken = matches!(mine, Some(Mine::Comment(mine)) if mine.removed);
    let gone = view.done::<ops::Remove>(ops::REMOVE).any(|(r, _)| r.target == target);
    Ok(if gone || taken { overlay::removed_comment(comment) } else { comment })
}

/// An account as it is now.
pub(super) fn account(db: &Connection, view: &View, told: Account) -> Result<Account, Fault> {
    let is_followed = follows(db, view, told.id)?;
    let account = overlay::followed(told, is_followed);
    let changes = view.done::<ops::Update>(ops::UPDATE);
    let id = account.id;
    let of_it = changes.filter(|(change, _)| change.account == id);
    Ok(of_it.fold(account, |now, (change, _)| overlay::faced(now, &change.face)))
}

/// The accounts that I manage, with what waits; by name.
pub(super) fn managed(db: &Connection, view: &View) -> Result<Vec<Managed>, Fault> {
    let mut all: Vec<Managed> = row::all(db, &view.scope, rows::MANAGED)?;
    for (open, waiting) in view.done::<ops::Open>(ops::OPEN) {
        all.retain(|one| one.account.id != open.account);
        let account = overlay::new_account(&open, waiting.at);
        all.push(Managed { account, role: Role::Owner, since: waiting.at });
    }
    for one in &mut all {
        one.account = account(db, view, one.account.clone())?;
    }
    for (change, _) in view.done::<ops::SetRole>(ops::SET_ROLE) {
        if change.person == view.me.id && change.role.is_none() {
            all.retain(|one| one.account.id != change.account);
        }
    }
    all.sort_by_cached_key(|one| (one.account.name.to_lowercase(), one.account.id));
    Ok(all)
}

/// What I may do with an account; none for nothing.
pub(super) fn role(db: &Connection, view: &View, id: LifeId) -> Result<Option<Role>, Fault> {
    let all = managed(db, view)?;
    Ok(all.into_iter().find(|one| one.account.id == id).map(|one| one.role))
}

/// My folders with what waits, by name.
pub(super) fn folders(db: &Connection, view: &View) -> Result<Vec<Folder>, Fault> {
    let mut all: Vec<Folder> = row::all(db, &view.scope, rows::FOLDER)?;
    for waiting in view.waiting.iter().filter(|waiting| waiting.is_open()) {
        match waiting.name.as_str() {
            ops::SET_FOLDER => {
                let Some(ops::SetFolder { folder, name, public }) = waiting.args() else {
                    continue;
                };
                match all.iter_mut().find(|one| one.id == folder) {
                    Some(one) => (one.name, one.public) = (name, public),
                    None => all.push(Folder { id: folder, name, public, created: waiting.at }),
                }
            }
            ops::DROP_FOLDER => {
                let Some(ops::DropFolder { folder }) = waiting.args() else { continue };
                all.retain(|one| one.id != folder);
            }
            _ => {}
        }
    }
    all.sort_by_cached_key(|one| (one.name.to_lowercase(), one.id));
    Ok(all)
}

/// What I wrote, and what waits; each with whether it waits.
pub(super) fn written(db: &Connection, view: &View) -> Result<Vec<(Mine, bool)>, Fault> {
    let kept: Vec<Mine> = row::all(db, &view.scope, rows::MINE)?;
    let mut all: Vec<(Mine, bool)> = kept.into_iter().map(|mine| (mine, false)).collect();
    let homes = managed(db, view)?;
    for (new, waiting) in view.done::<ops::Write>(ops::WRITE) {
        let home = homes.iter().find(|one| one.account.id == new.account);
        let life = home.map_or_else(|| nameless(new.account), |one| InLife::from(&one.account));
        all.push((Mine::Note(overlay::new_note(&new, life, waiting.at)), true));
    }
    Ok(all)
}

/// My comments on a note that are not among those that are known: the list was told before them, or they
/// wait; each with whether it waits.
pub(super) fn commented(
    db: &Connection,
    view: &View,
    on: &Note,
    known: &[Comment],
) -> Result<Vec<(Comment, bool)>, Fault> {
    let role = role(db, view, on.account.id)?;
    let is_new = |comment: &Comment| {
        comment.note == on.id && !comment.removed && known.iter().all(|one| one.id != comment.id)
    };
    let kept: Vec<Mine> = row::all(db, &view.scope, rows::MINE)?;
    let mine = kept.into_iter().filter_map(|mine| match mine {
        Mine::Comment(comment) => Some(comment).filter(is_new),
        Mine::Note(_) => None,
    });
    let mut all: Vec<(Comment, bool)> = mine.map(|comment| (comment, false)).collect();
    for (new, waiting) in view.done::<ops::Comment>(ops::COMMENT) {
        let mut here = known.iter().chain(all.iter().map(|(comment, _)| comment));
        if new.note != on.id || here.clone().any(|one| one.id == new.comment) {
            continue;
        }
        let answered = here.find(|one| Some(one.id) == new.answers);
        let shown = overlay::new_comment(&new, &view.me, (answered, role), waiting.at);
        all.push((shown, true));
    }
    Ok(all)
}

/// When something that I wrote came out.
pub(super) fn at(mine: &Mine) -> Timestamp {
    match mine {
        Mine::Note(note) => note.published,
        Mine::Comment(comment) => comment.created,
    }
}

fn nameless(id: LifeId) -> InLife {
    let (name, kind) = (String::new(), LifeKind::Creator);
    InLife { id, name, kind, picture: None, verified: false }
}
