//! Announces a gathering.

use super::settle;
use super::table::gathering::{self, Stored};
use crate::communities::table::member;
use crate::communities::{locked, must_belong};
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_calendar as calendar;
use sampan_protocol::communities::gatherings::{Plan, check_plan, ops};
use sampan_protocol::communities::{InCommunity, Role};
use sampan_protocol::ids::CommunityId;
use sampan_protocol::search::Kind;
use sampan_protocol::{Error, Timestamp};

pub(super) fn apply(cx: &mut Context<'_>, new: &ops::Gather) -> Result<(), Refusal> {
    let (community, role) = locked(cx, new.community)?;
    must_belong(role)?;
    let next = check(cx, community.id, &new.plan)?;
    let made = Stored {
        id: new.gathering,
        community: InCommunity {
            id: community.id,
            name: community.name,
            picture: community.picture,
        },
        host: cx.me.id,
        ends: calendar::ends(&new.plan.when, next),
        plan: new.plan.clone(),
        next,
        off: false,
        over: false,
        moved: false,
        without: Vec::new(),
        sequence: 0,
    };
    if !gathering::insert(cx.sql, &made)? {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    touched(cx, Kind::Gathering, made.id)?;
    settle::turn_later(cx, &made)
}

/// Refuses a plan that cannot be; says when it is next.
///
/// # Errors
/// What is wrong with it.
pub(super) fn check(
    cx: &mut Context<'_>,
    community: CommunityId,
    plan: &Plan,
) -> Result<Timestamp, Refusal> {
    check_plan(plan)?;
    calendar::first(&plan.when)?;
    let next = calendar::dates(&plan.when, cx.now, 1)?;
    let next = next.first().ok_or_else(|| Error::invalid("error.gatherings.past"))?;
    for host in &plan.hosts {
        let role = member::find(cx.sql, community, *host)?.map(|(role, _)| role);
        if !role.is_some_and(Role::belongs) {
            return Err(Error::refused("error.gatherings.host_no_member").into());
        }
    }
    Ok(*next)
}
