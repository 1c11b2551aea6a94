//! What one has said and thinks, laid over what the service told.

use crate::db::{Connection, Fault};
use crate::table::row;
use crate::view::{View, Waiting};
use sampan_protocol::Timestamp;
use sampan_protocol::communities::ops::{self, Edit};
use sampan_protocol::communities::preview::first_link;
use sampan_protocol::communities::thread::Bone;
use sampan_protocol::communities::{
    Choice, Comment, Community, InCommunity, Membership, Mine, Opinion, Post, React, Reaction,
    Role, Saved, Tag, Target, Vote, overlay, rows, tags,
};
use sampan_protocol::ids::{CommentId, CommunityId, PostId};
use std::collections::{BTreeMap, BTreeSet};

/// What I think of something now.
pub(super) fn opinion(db: &Connection, view: &View, target: Target) -> Result<Opinion, Fault> {
    let last = view.done::<ops::Vote>(ops::VOTE).rfind(|(vote, _)| vote.target == target);
    if let Some((vote, _)) = last {
        return Ok(vote.opinion);
    }
    let row: Option<Vote> = row::get(db, &view.scope, rows::VOTE, &target.key())?;
    Ok(row.map_or(Opinion::None, |vote| vote.opinion))
}

/// What I feel about something now.
fn felt(db: &Connection, view: &View, target: Target) -> Result<Option<Reaction>, Fault> {
    let last = view.done::<ops::React>(ops::REACT).rfind(|(felt, _)| felt.target == target);
    if let Some((felt, _)) = last {
        return Ok(felt.reaction);
    }
    let row: Option<React> = row::get(db, &view.scope, rows::REACTION, &target.key())?;
    Ok(row.map(|felt| felt.reaction))
}

/// What I choose in the poll of a post now.
fn chosen(db: &Connection, view: &View, post: PostId) -> Result<Vec<String>, Fault> {
    let last = view.done::<ops::Choose>(ops::CHOOSE).rfind(|(choose, _)| choose.post == post);
    if let Some((choose, _)) = last {
        return Ok(choose.chosen);
    }
    let row: Option<Choice> = row::get(db, &view.scope, rows::CHOICE, &post.to_string())?;
    Ok(row.map_or_else(Vec::new, |choice| choice.chosen))
}

/// What posts of a community can be marked with, as I know it.
pub(super) fn known_tags(db: &Connection, view: &View, id: CommunityId) -> Result<Vec<Tag>, Fault> {
    let home = memberships(db, view)?.into_iter().find(|m| m.community.id == id);
    Ok(home.map_or_else(Vec::new, |m| m.community.tags))
}

/// A community with the tags that I made, changed and took away.
pub(super) fn tagged(view: &View, mut community: Community) -> Community {
    for waiting in view.waiting.iter().filter(|waiting| waiting.is_open()) {
        community = tag(community, waiting);
    }
    community
}

fn tag(mut community: Community, waiting: &Waiting) -> Community {
    match waiting.name.as_str() {
        ops::TAG => {
            let put = waiting.args::<ops::PutTag>().filter(|put| put.community == community.id);
            if let Some(put) = put
                && let Ok(now) = tags::with(community.tags.clone(), put.tag)
            {
                community.tags = now;
            }
        }
        ops::UNTAG => {
            let drop = waiting.args::<ops::DropTag>().filter(|drop| drop.community == community.id);
            if let Some(drop) = drop {
                community.tags = tags::without(community.tags, drop.tag);
            }
        }
        _ => {}
    }
    community
}

/// Whether I keep a post.
pub(super) fn is_saved(db: &Connection, view: &View, post: PostId) -> Result<bool, Fault> {
    let last = view.done::<ops::Save>(ops::SAVE).rfind(|(save, _)| save.post == post);
    if let Some((save, _)) = last {
        return Ok(save.kept);
    }
    let row: Option<Saved> = row::get(db, &view.scope, rows::SAVED, &post.to_string())?;
    Ok(row.is_some())
}

/// A post as it is now: as I changed it, with what I think of it.
pub(super) fn post(db: &Connection, view: &View, told: Post) -> Result<Post, Fault> {
    let (target, id) = (Target::Post(told.id), told.id);
    let mut post = overlay::voted_post(told, opinion(db, view, target)?);
    post.reactions = post.reactions.with_mine(felt(db, view, target)?);
    if let Some(Mine::Post(mine)) = row::get(db, &view.scope, rows::MINE, &target.key())? {
        let Post { title, body, pictures, edited, removed, held, .. } = mine;
        // A page that is older than my last change does not take it back.
        if edited > post.edited {
            (post.tags, post.poll) = (mine.tags, mine.poll);
        }
        post = Post { title, body, pictures, edited, removed, held, ..post };
        let link = first_link(&post.body);
        post.preview = post.preview.filter(|preview| link == Some(preview.url.as_str()));
    }
    for (edit, waiting) in view.done::<Edit>(ops::EDIT) {
        if matches!(edit, Edit::Post { post: id, .. } if id == post.id) {
            let known = known_tags(db, view, post.community.id)?;
            post = overlay::edited_post(post, &edit, &known, waiting.at);
        }
    }
    if post.poll.is_some() {
        post = overlay::chosen_post(post, &chosen(db, view, id)?, view.now);
    }
    let gone = view.done::<ops::Remove>(ops::REMOVE).any(|(r, _)| r.target == target);
    Ok(if gone { overlay::removed_post(post) } else { post })
}

/// A post that waits, with what I choose in its poll.
pub(super) fn waiting_post(db: &Connection, view: &View, post: Post) -> Result<Post, Fault> {
    let chosen = chosen(db, view, post.id)?;
    Ok(overlay::chosen_post(post, &chosen, view.now))
}

/// What I think of comments and did with mine, gathered once for a whole thread.
pub(super) struct Lens {
    opinions: BTreeMap<String, Opinion>,
    feelings: BTreeMap<String, Reaction>,
    mine: BTreeMap<CommentId, Comment>,
    edits: Vec<(Edit, Timestamp)>,
    gone: BTreeSet<Target>,
}

impl Lens {
    /// Gathers it.
    pub(super) fn of(db: &Connection, view: &View) -> Result<Self, Fault> {
        let votes: Vec<Vote> = row::all(db, &view.scope, rows::VOTE)?;
        let mut opinions: BTreeMap<String, Opinion> =
            votes.into_iter().map(|vote| (vote.target.key(), vote.opinion)).collect();
        for (vote, _) in view.done::<ops::Vote>(ops::VOTE) {
            opinions.insert(vote.target.key(), vote.opinion);
        }
        let felt: Vec<React> = row::all(db, &view.scope, rows::REACTION)?;
        let mut feelings: BTreeMap<String, Reaction> =
            felt.into_iter().map(|felt| (felt.target.key(), felt.reaction)).collect();
        for (felt, _) in view.done::<ops::React>(ops::REACT) {
            match felt.reaction {
                Some(reaction) => feelings.insert(felt.target.key(), reaction),
                None => feelings.remove(&felt.target.key()),
            };
        }
        let kept: Vec<Mine> = row::all(db, &view.scope, rows::MINE)?;
        let mine = kept.into_iter().filter_map(|mine| match mine {
            Mine::Comment(comment) => Some((comment.id, comment)),
            Mine::Post(_) => None,
        });
        let edits = view.done::<Edit>(ops::EDIT).map(|(edit, waiting)| (edit, waiting.at));
        let gone = view.done::<ops::Remove>(ops::REMOVE).map(|(gone, _)| gone.target);
        let (mine, edits, gone) = (mine.collect(), edits.collect(), gone.collect());
        Ok(Self { opinions, feelings, mine, edits, gone })
    }

    /// Where a comment stands, with what I think of it.
    pub(super) fn bone(&self, told: Bone) -> Bone {
        // Of thousands, few or none are looked up.
        if self.opinions.is_empty() && told.opinion == Opinion::None {
            return told;
        }
        told.voted(self.opinion(told.id))
    }

    fn opinion(&self, id: CommentId) -> Opinion {
        let key = Target::Comment(id).key();
        self.opinions.get(&key).copied().unwrap_or(Opinion::None)
    }

    /// A comment as it is now.
    pub(super) fn comment(&self, told: Comment) -> Comment {
        let target = Target::Comment(told.id);
        let opinion = self.opinion(told.id);
        let mut comment = overlay::voted_comment(told, opinion);
        let felt = self.feelings.get(&target.key()).copied();
        comment.reactions = comment.reactions.with_mine(felt);
        if let Some(mine) = self.mine.get(&comment.id) {
            let Comment { body, edited, removed, held, .. } = mine.clone();
            comment = Comment { body, edited, removed, held, ..comment };
        }
        for (edit, at) in &self.edits {
            comment = overlay::edited_comment(comment, edit, *at);
        }
        if self.gone.contains(&target) { overlay::removed_comment(comment) } else { comment }
    }
}

/// What I wrote since a time, and what waits; the latest first, each with whether it waits.
pub(super) fn written(
    db: &Connection,
    view: &View,
    since: Timestamp,
) -> Result<Vec<(Mine, bool)>, Fault> {
    let kept: Vec<Mine> = row::all(db, &view.scope, rows::MINE)?;
    let at = |mine: &Mine| match mine {
        Mine::Post(post) => post.created,
        Mine::Comment(comment) => comment.created,
    };
    let kept = kept.into_iter().filter(|mine| at(mine) >= since).map(|mine| (mine, false));
    let mut all: Vec<(Mine, bool)> = kept.collect();
    let homes = memberships(db, view)?;
    for (new, waiting) in view.done::<ops::NewPost>(ops::POST) {
        let home = homes.iter().find(|m| m.community.id == new.community);
        let community = InCommunity {
            id: new.community,
            name: home.map(|m| m.community.name.clone()).unwrap_or_default(),
            picture: home.and_then(|m| m.community.picture.clone()),
        };
        let known = home.map_or(&[][..], |m| &m.community.tags);
        let post = overlay::new_post(&new, &view.me, (community, known), waiting.at);
        all.push((Mine::Post(post), true));
    }
    for (new, waiting) in view.done::<ops::NewComment>(ops::COMMENT) {
        all.push((Mine::Comment(overlay::new_comment(&new, &view.me, waiting.at)), true));
    }
    all.sort_by_key(|(mine, _)| std::cmp::Reverse(at(mine)));
    Ok(all)
}

/// What I am where, with what waits; by name.
pub(super) fn memberships(db: &Connection, view: &View) -> Result<Vec<Membership>, Fault> {
    let mut all: Vec<Membership> = row::all(db, &view.scope, rows::MEMBERSHIP)?;
    for waiting in view.waiting.iter().filter(|waiting| waiting.is_open()) {
        match waiting.name.as_str() {
            ops::CREATE => {
                if let Some(new) = waiting.args::<ops::Create>() {
                    let community = overlay::new_community(&new, waiting.at);
                    all.retain(|m| m.community.id != community.id);
                    all.push(Membership { community, role: Role::Owner, since: waiting.at });
                }
            }
            ops::UPDATE => {
                if let Some(change) = waiting.args::<ops::Update>() {
                    for m in all.iter_mut().filter(|m| m.community.id == change.community) {
                        m.community = overlay::faced(&m.community, &change.face);
                    }
                }
            }
            ops::JOIN => {
                if let Some(ops::Join { community }) = waiting.args() {
                    join(db, &mut all, community, waiting.at)?;
                }
            }
            ops::LEAVE => {
                if let Some(ops::Leave { community }) = waiting.args() {
                    all.retain(|m| m.community.id != community);
                }
            }
            ops::TAG | ops::UNTAG => {
                for m in &mut all {
                    m.community = tag(m.community.clone(), waiting);
                }
            }
            _ => {}
        }
    }
    all.sort_by_cached_key(|m| (m.community.name.to_lowercase(), m.community.id));
    Ok(all)
}

fn join(
    db: &Connection,
    all: &mut Vec<Membership>,
    id: CommunityId,
    at: Timestamp,
) -> Result<(), Fault> {
    if let Some(known) = all.iter_mut().find(|m| m.community.id == id) {
        if known.role == Role::Invited {
            known.role = Role::Member;
        }
        return Ok(());
    }
    let Some(community) = super::membership::kept(db, id)? else { return Ok(()) };
    let role = match community.joining {
        sampan_protocol::communities::Joining::Request => Role::Asking,
        _ => Role::Member,
    };
    all.push(Membership { community, role, since: at });
    Ok(())
}

/// What I am in a community; none for nobody.
pub(super) fn role(
    db: &Connection,
    view: &View,
    community: CommunityId,
) -> Result<Option<Role>, Fault> {
    let all = memberships(db, view)?;
    Ok(all.into_iter().find(|m| m.community.id == community).map(|m| m.role))
}
