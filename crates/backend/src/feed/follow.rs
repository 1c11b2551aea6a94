//! Follows a life account, or does no longer.

use super::table::{account, day, follow, manager};
use super::{locked, scope, telling};
use crate::module::{Context, Refusal};
use sampan_protocol::feed::{Followed, InLife, Role, ops, rows};

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::Follow) -> Result<(), Refusal> {
    let (found, _) = locked(cx, wanted.account)?;
    let me = cx.me.id;
    let since = wanted.follows.then_some(cx.now);
    if follow::set(cx.sql, found.id, me, since)? {
        let by = if wanted.follows { 1 } else { -1 };
        let change = account::Change { followers: by, ..account::Change::default() };
        account::count(cx.sql, found.id, change)?;
        let sums = day::Sums { follows: by, ..day::Sums::default() };
        day::add(cx.sql, found.id, super::day(cx.now), sums)?;
        if wanted.follows {
            let all = manager::all(cx.sql, found.id)?;
            for (owner, ..) in all.into_iter().filter(|(_, role, _)| *role == Role::Owner) {
                telling::follows(cx, owner, &found)?;
            }
        }
    }
    if wanted.follows {
        let row = Followed { account: InLife::from(&found), since: cx.now };
        cx.put(&scope(me), rows::FOLLOWED, found.id, &row)?;
    } else {
        cx.delete(&scope(me), rows::FOLLOWED, found.id);
    }
    Ok(())
}
