//! Gatherings: what there is, my places, and what I do about them.

mod act;
mod file;
mod ticket;

use super::{SCOPE, markdown, own};
use crate::Client;
use crate::db::{Connection, Fault};
use crate::pages::{List, at_hand, lists};
use crate::table::{page, row};
use crate::view::View;
use sampan_calendar as calendar;
use sampan_protocol::communities::Role;
use sampan_protocol::communities::gatherings::{
    Ahead, AskGathering, AskGatherings, AskGuests, AskMemories, Gathering, GatheringPart,
    GatheringSeen, GatheringsPart, GetGathering, Guest, GuestsPart, ListGatherings, ListGuests,
    ListMemories, ListSeats, ListZones, LookAhead, MemoriesPart, Memory, Seat, ops, rows,
};
use sampan_protocol::ids::GatheringId;
use sampan_protocol::page::{Listed, Standing};
use sampan_protocol::{Code, Reply, Timestamp};

/// How many dates a form shows.
const SHOWN: usize = 5;

lists! { sampan_protocol::communities::rows::PAGE;
    AskGatherings, GatheringsPart -> Gathering, "gatherings";
    AskGathering, GatheringPart -> Gathering, "gathering";
    AskGuests, GuestsPart -> Guest, "guests";
    AskMemories, MemoriesPart -> Memory, "memories";
}

/// What this device has of gatherings, without those that were called off.
///
/// # Errors
/// What the database says.
pub(super) fn found(db: &Connection, view: &View) -> Result<Vec<Gathering>, Fault> {
    let mine = seats(db, view)?.into_iter().map(|seat| seat.gathering);
    let mut all: Vec<Gathering> = at_hand::<AskGathering>(db)?;
    all.extend(at_hand::<AskGatherings>(db)?);
    all.extend(mine);
    all.retain(|gathering| !gathering.off);
    Ok(all)
}

impl Client {
    /// Answers [`ListGatherings`].
    ///
    /// # Errors
    /// `NotFound` where the service knows no such community.
    pub async fn list_gatherings(&self, request: ListGatherings) -> Reply<ListGatherings> {
        self.core.listed(request.list, request.parts).await
    }

    /// Answers [`ListSeats`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_seats(&self, _: ListSeats) -> Reply<ListSeats> {
        self.core.view(SCOPE, seats).await
    }

    /// Answers [`GetGathering`].
    ///
    /// # Errors
    /// `NotFound` where the service knows no such gathering.
    pub async fn get_gathering(&self, request: GetGathering) -> Reply<GetGathering> {
        let id = request.gathering;
        let told = match self.core.listed(AskGathering { gathering: id }, 1).await {
            Ok(listed) => listed,
            Err(error) if error.code == Code::NotFound && self.is_waiting(id).await? => {
                Listed { items: Vec::new(), more: false, state: Standing::Asking }
            }
            Err(error) => return Err(error),
        };
        let Listed { mut items, state, .. } = told;
        let found = items.pop();
        let seen = move |db: &Connection, view: &View| {
            let found = match found {
                Some(found) => Some(found),
                // Who has a place is not without the address where there is no connection.
                None => seats(db, view)?.into_iter().map(|s| s.gathering).find(|g| g.id == id),
            };
            seen(db, view, found, state)
        };
        self.core.view(SCOPE, seen).await
    }

    /// Whether a gathering waits to be announced.
    async fn is_waiting(&self, id: GatheringId) -> Result<bool, sampan_protocol::Error> {
        let waits = move |_: &Connection, view: &View| {
            Ok(view.done::<ops::Gather>(ops::GATHER).any(|(new, _)| new.gathering == id))
        };
        self.core.view(SCOPE, waits).await
    }

    /// Answers [`ListGuests`].
    ///
    /// # Errors
    /// `NotFound` where the service knows no such gathering.
    pub async fn list_guests(&self, request: ListGuests) -> Reply<ListGuests> {
        self.core.listed(request.list, request.parts).await
    }

    /// Answers [`ListMemories`].
    ///
    /// # Errors
    /// `NotFound` where the service knows no such gathering.
    pub async fn list_memories(&self, request: ListMemories) -> Reply<ListMemories> {
        self.core.listed(request.list, request.parts).await
    }

    /// Answers [`LookAhead`].
    ///
    /// # Errors
    /// `Invalid` with what is wrong with the time.
    #[allow(clippy::unused_async, reason = "every command is answered alike")]
    pub async fn look_ahead(&self, request: LookAhead) -> Reply<LookAhead> {
        calendar::first(&request.when)?;
        let before = Timestamp(i64::MIN);
        let mut dates = calendar::dates(&request.when, before, SHOWN + 1)?;
        let more = dates.len() > SHOWN;
        dates.truncate(SHOWN);
        Ok(Ahead { dates, more })
    }

    /// Answers [`ListZones`].
    ///
    /// # Errors
    /// None so far.
    #[allow(clippy::unused_async, reason = "every command is answered alike")]
    pub async fn list_zones(&self, _: ListZones) -> Reply<ListZones> {
        let mut names = calendar::names();
        let here = iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".to_owned());
        let here = if names.contains(&here) { here } else { "UTC".to_owned() };
        names.retain(|name| *name != here);
        names.insert(0, here);
        Ok(names)
    }
}

/// My sign-ups, the next one first.
fn seats(db: &Connection, view: &View) -> Result<Vec<Seat>, Fault> {
    let mut all: Vec<Seat> = row::all(db, &view.scope, rows::SEAT)?;
    all.sort_by_key(|seat| seat.gathering.days.first().map(|day| day.at));
    Ok(all)
}

fn seen(
    db: &Connection,
    view: &View,
    gathering: Option<Gathering>,
    state: Standing,
) -> Result<GatheringSeen, Fault> {
    let Some(gathering) = gathering else {
        return Ok(GatheringSeen {
            gathering: None,
            html: String::new(),
            hosting: false,
            belongs: false,
            waits: Vec::new(),
            offsets: Vec::new(),
            state,
        });
    };
    let (id, me) = (gathering.id, view.me.id);
    let up = [ops::SIGN_UP, ops::BOOK].into_iter();
    let up = up.flat_map(|name| view.done::<ops::SignUp>(name));
    let up = up.filter(|(new, _)| new.gathering == id).map(|(new, _)| new.at);
    let off = view.done::<ops::SignOff>(ops::SIGN_OFF);
    let off = off.filter(|(off, _)| off.gathering == id).map(|(off, _)| off.at);
    let zone = &gathering.plan.when.zone;
    let offset = |at| calendar::offset_minutes(at, zone).unwrap_or_default();
    Ok(GatheringSeen {
        html: markdown::html(&gathering.plan.about),
        hosting: gathering.host.id == me || gathering.hosts.iter().any(|host| host.id == me),
        belongs: own::role(db, view, gathering.community.id)?.is_some_and(Role::belongs),
        waits: up.chain(off).collect(),
        offsets: gathering.days.iter().map(|day| offset(day.at)).collect(),
        state,
        gathering: Some(gathering),
    })
}

/// A gathering as this device last saw it.
fn kept(db: &Connection, view: &View, id: GatheringId) -> Result<Option<Gathering>, Fault> {
    let name = AskGathering { gathering: id }.name()?;
    if let Some(part) = page::get(db, &name, 0)? {
        let mut items: Vec<Gathering> = serde_json::from_str(&part.items)?;
        if let Some(found) = items.pop() {
            return Ok(Some(found));
        }
    }
    Ok(seats(db, view)?.into_iter().map(|seat| seat.gathering).find(|one| one.id == id))
}
