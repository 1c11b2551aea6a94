//! What moderators see of communities and of what is said in them, and do with it.

use super::carried;
use super::look::must_read;
use super::previews;
use super::shown::{self, put_mine};
use super::table::{State, comment, community, member, post};
use super::telling;
use super::{Communities, gatherings, place};
use crate::db::{DbError, Sql};
use crate::media::uses_changed;
use crate::moderation::{Moderated, Place, Subject};
use crate::module::{Context, Refusal};
use crate::people::{NOBODY, somebody};
use crate::search::touched;
use sampan_protocol::communities::{Mine, Role, overlay};
use sampan_protocol::ids::{CommentId, CommunityId, PersonId, PostId};
use sampan_protocol::moderation::Target;
use sampan_protocol::search::Kind;

pub(super) const POST: &str = "post";
const COMMENT: &str = "comment";
pub(super) const COMMUNITY: &str = "community";
const GATHERING: &str = "gathering";

impl Moderated for Communities {
    fn kinds(&self) -> &'static [&'static str] {
        &[POST, COMMENT, COMMUNITY, GATHERING]
    }

    fn subject(&self, sql: &mut dyn Sql, target: &Target) -> Result<Option<Subject>, DbError> {
        match target.kind.as_str() {
            POST => of_post(sql, &target.id),
            COMMENT => of_comment(sql, &target.id),
            GATHERING => gatherings::subject(sql, &target.id),
            _ => of_community(sql, &target.id),
        }
    }

    fn may_see(
        &self,
        sql: &mut dyn Sql,
        target: &Target,
        person: PersonId,
    ) -> Result<bool, DbError> {
        let Some(home) = home(sql, target)? else { return Ok(false) };
        Refusal::lets(must_read(sql, home, person))
    }

    fn show(&self, cx: &mut Context<'_>, target: &Target, shown: bool) -> Result<(), Refusal> {
        let state = if shown { State::Shown } else { State::Taken };
        match target.kind.as_str() {
            POST => show_post(cx, &target.id, state),
            COMMENT => show_comment(cx, &target.id, state),
            GATHERING => gatherings::show(cx, &target.id, shown),
            _ => Err(sampan_protocol::Error::refused("error.moderation.cannot").into()),
        }
    }

    fn place_kind(&self) -> Option<&'static str> {
        Some(COMMUNITY)
    }

    fn place(
        &self,
        sql: &mut dyn Sql,
        id: &str,
        person: PersonId,
    ) -> Result<Option<Place>, DbError> {
        let Ok(id) = id.parse::<CommunityId>() else { return Ok(None) };
        let Some(found) = community::find(sql, id)? else { return Ok(None) };
        let role = member::find(sql, id, person)?.map(|(role, _)| role);
        let rules = found.rules.lines().map(str::trim).filter(|rule| !rule.is_empty());
        Ok(Some(Place {
            name: found.name,
            rules: rules.map(str::to_owned).collect(),
            moderates: role.is_some_and(Role::moderates),
            owns: role == Some(Role::Owner),
        }))
    }

    fn keepers(&self, sql: &mut dyn Sql, id: &str) -> Result<Vec<PersonId>, DbError> {
        match id.parse::<CommunityId>() {
            Ok(id) => member::moderators(sql, id),
            Err(_) => Ok(Vec::new()),
        }
    }

    fn places(&self, sql: &mut dyn Sql, person: PersonId) -> Result<Vec<String>, DbError> {
        Ok(member::moderated_by(sql, person)?.into_iter().map(place).collect())
    }
}

fn of_post(sql: &mut dyn Sql, id: &str) -> Result<Option<Subject>, DbError> {
    let Ok(id) = id.parse::<PostId>() else { return Ok(None) };
    let Some(found) = post::find(sql, id, NOBODY)? else { return Ok(None) };
    let body = carried::read_out(sql, id, found.said.body)?;
    Ok(Some(Subject {
        author: Some(found.author),
        place: place(found.community.id),
        title: found.said.title,
        body,
        above: String::new(),
        pictures: found.said.pictures,
        written: Some(found.created),
        link: format!("/communities/post/{id}"),
        gone: found.state != State::Shown,
    }))
}

fn of_comment(sql: &mut dyn Sql, id: &str) -> Result<Option<Subject>, DbError> {
    let Ok(id) = id.parse::<CommentId>() else { return Ok(None) };
    let Some(found) = comment::find(sql, id, NOBODY)? else { return Ok(None) };
    let Some(on) = post::find(sql, found.post, NOBODY)? else { return Ok(None) };
    let parent = match found.parent {
        Some(parent) => comment::find(sql, parent, NOBODY)?.map(|parent| parent.body),
        None => None,
    };
    Ok(Some(Subject {
        author: Some(found.author),
        place: place(on.community.id),
        title: String::new(),
        body: found.body,
        above: parent.unwrap_or(on.said.title).chars().take(200).collect(),
        pictures: Vec::new(),
        written: Some(found.created),
        link: format!("/communities/post/{}?comment={id}", found.post),
        gone: found.state != State::Shown,
    }))
}

fn of_community(sql: &mut dyn Sql, id: &str) -> Result<Option<Subject>, DbError> {
    let Ok(id) = id.parse::<CommunityId>() else { return Ok(None) };
    let Some(found) = community::find(sql, id)? else { return Ok(None) };
    Ok(Some(Subject {
        author: member::owner(sql, id)?,
        // Nobody judges their own community: that is for operators.
        place: String::new(),
        title: found.name,
        body: found.about,
        pictures: found.picture.into_iter().collect(),
        written: Some(found.created),
        link: format!("/communities/in/{id}"),
        ..Subject::default()
    }))
}

/// In which community something is.
fn home(sql: &mut dyn Sql, target: &Target) -> Result<Option<CommunityId>, DbError> {
    let post = match target.kind.as_str() {
        POST => target.id.parse::<PostId>().ok(),
        COMMENT => {
            let Ok(id) = target.id.parse::<CommentId>() else { return Ok(None) };
            comment::find(sql, id, NOBODY)?.map(|comment| comment.post)
        }
        GATHERING => return gatherings::home(sql, &target.id),
        _ => return Ok(target.id.parse().ok()),
    };
    let Some(post) = post else { return Ok(None) };
    Ok(post::find(sql, post, NOBODY)?.map(|post| post.community.id))
}

fn show_post(cx: &mut Context<'_>, id: &str, state: State) -> Result<(), Refusal> {
    let Ok(id) = id.parse::<PostId>() else { return Ok(()) };
    let Some(found) = post::find(cx.sql, id, NOBODY)? else { return Ok(()) };
    // What its author took away meanwhile stays away.
    if found.state == State::Removed || found.state == state {
        return Ok(());
    }
    post::set_state(cx.sql, id, state)?;
    let counted = |state| i64::from(state == State::Shown);
    community::add_posts(cx.sql, found.community.id, counted(state) - counted(found.state))?;
    if state == State::Shown {
        previews::want(cx, id, &found.said.body)?;
    }
    let by = somebody(cx, found.author)?;
    if state == State::Shown {
        telling::let_out(cx, &by, &found)?;
    }
    let now = carried::with(cx, found.author, shown::post(post::Stored { state, ..found }, by))?;
    let now = if state == State::Shown { now } else { overlay::removed_post(now) };
    put_mine(cx, &Mine::Post(now))?;
    uses_changed(cx, POST, id)?;
    touched(cx, Kind::Post, id)?;
    Ok(())
}

fn show_comment(cx: &mut Context<'_>, id: &str, state: State) -> Result<(), Refusal> {
    let Ok(id) = id.parse::<CommentId>() else { return Ok(()) };
    let Some(found) = comment::find(cx.sql, id, NOBODY)? else { return Ok(()) };
    if found.state == State::Removed || found.state == state {
        return Ok(());
    }
    comment::set_state(cx.sql, id, state)?;
    let by = somebody(cx, found.author)?;
    if state == State::Shown {
        telling::let_comment_out(cx, &by, &found)?;
    }
    let now = shown::comment(comment::Stored { state, ..found }, by);
    let now = if state == State::Shown { now } else { overlay::removed_comment(now) };
    put_mine(cx, &Mine::Comment(now))?;
    touched(cx, Kind::Comment, id)?;
    Ok(())
}
