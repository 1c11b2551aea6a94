//! Gives somebody a role in a life account, takes it, or leaves.

use super::open::may_own_more;
use super::shown::put_managed;
use super::table::manager;
use super::{locked, must_own, scope, telling};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::feed::{Account, MOST_MANAGERS, Role, ops, rows};
use sampan_protocol::ids::PersonId;

pub(super) fn apply(cx: &mut Context<'_>, change: &ops::SetRole) -> Result<(), Refusal> {
    let (account, role) = locked(cx, change.account)?;
    if change.person == cx.me.id {
        return leave(cx, &account, role, change.role);
    }
    must_own(role)?;
    let before = manager::find(cx.sql, account.id, change.person)?;
    let Some(wanted) = change.role else {
        return take(cx, &account, change.person);
    };
    if before.is_none() {
        cx.ports
            .people
            .clone()
            .person(cx.sql, change.person)?
            .ok_or_else(|| Error::not_found("error.people.unknown"))?;
        if manager::all(cx.sql, account.id)?.len() >= MOST_MANAGERS {
            let many = Error::refused("error.feed.many_managers");
            return Err(many.with("limit", MOST_MANAGERS as i64).into());
        }
    }
    if wanted == Role::Owner {
        // Nobody becomes an owner who has nothing to do with it.
        if before.is_none() {
            return Err(Error::refused("error.feed.no_manager").into());
        }
        may_own_more(cx, change.person)?;
        give(cx, &account, cx.me.id, Role::Editor)?;
    }
    give(cx, &account, change.person, wanted)?;
    telling::has_role(cx, change.person, &account)
}

fn leave(
    cx: &mut Context<'_>,
    account: &Account,
    role: Option<Role>,
    wanted: Option<Role>,
) -> Result<(), Refusal> {
    match (role, wanted) {
        (None, None) => Ok(()),
        (Some(Role::Owner), _) => Err(Error::refused("error.feed.owner_stays").into()),
        (Some(_), None) => take(cx, account, cx.me.id),
        (_, Some(_)) => Err(Error::refused("error.feed.owner_only").into()),
    }
}

fn give(
    cx: &mut Context<'_>,
    account: &Account,
    person: PersonId,
    role: Role,
) -> Result<(), Refusal> {
    manager::put(cx.sql, account.id, person, role, cx.now)?;
    let all = manager::all(cx.sql, account.id)?;
    let since = all.into_iter().find(|(one, ..)| *one == person).map_or(cx.now, |(.., at)| at);
    put_managed(cx, person, account, (role, since))?;
    Ok(())
}

fn take(cx: &mut Context<'_>, account: &Account, person: PersonId) -> Result<(), Refusal> {
    manager::remove(cx.sql, account.id, person)?;
    cx.delete(&scope(person), rows::MANAGED, account.id);
    Ok(())
}
