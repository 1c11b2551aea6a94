//! Tells how a life account goes; what is small is blurred here, so that no device knows it.

use super::look::{must_see_insights, seen};
use super::table::day::{self, Sums};
use super::table::{account, keeper, view};
use super::unknown_account;
use crate::db::Sql;
use crate::endpoint::Caller;
use crate::module::Refusal;
use crate::page::{self, After};
use sampan_protocol::feed::blur::Count;
use sampan_protocol::feed::{Day, Insights, InsightsPart, MOST_DAYS, NoteNumbers, Numbers};
use sampan_protocol::ids::{LifeId, PersonId};
use sampan_protocol::page::Page;
use sampan_protocol::{Error, Timestamp};
use std::collections::BTreeMap;

/// How many notes are told of.
const NOTES: i64 = 10;

pub(super) fn tell(caller: &Caller, asked: &InsightsPart) -> Result<Page<Insights>, Error> {
    let id = asked.list.account;
    let days = i64::from(asked.list.days.clamp(1, MOST_DAYS));
    let today = super::day(caller.backend.now());
    let read = |sql: &mut dyn Sql| {
        must_see_insights(keeper::find(sql, id, caller.me)?)?;
        gather(sql, (id, caller.me), today - days + 1, today)
    };
    let told = caller.backend.db().read(read)?;
    page::of(vec![(After { rank: 0, id }, told)], &asked.part)
}

fn gather(
    sql: &mut dyn Sql,
    (id, reader): (LifeId, PersonId),
    since: i64,
    today: i64,
) -> Result<Insights, Refusal> {
    let found = account::find(sql, id, reader)?.ok_or_else(unknown_account)?;
    let known: BTreeMap<i64, Sums> = day::list(sql, id, since)?.into_iter().collect();
    let mut whole = Sums::default();
    // From today back: who came on a day did not follow before it.
    let mut followers = found.followers;
    let mut days = Vec::new();
    for day in (since..=today).rev() {
        let sums = known.get(&day).copied().unwrap_or_default();
        let began = Timestamp::from_seconds(day * 86_400);
        let followers_then = Count::of(followers);
        days.push(Day { day: began, numbers: blurred(sums), followers: followers_then });
        followers -= sums.follows;
        whole.views += sums.views;
        whole.likes += sums.likes;
        whole.saves += sums.saves;
        whole.follows += sums.follows;
    }
    days.reverse();
    whole.reach = view::reach(sql, id, since)?;
    let mut notes = Vec::new();
    for (note, views) in view::most(sql, id, since, NOTES)? {
        let Some(stored) = seen(sql, note, reader)? else { continue };
        let picture = stored.note.pictures.first().map(|shot| shot.sha256.clone());
        notes.push(NoteNumbers {
            note,
            title: stored.note.title,
            picture: picture.unwrap_or_default(),
            views: Count::of(views),
            likes: Count::of(stored.note.likes),
            saves: Count::of(stored.note.saves),
        });
    }
    let followers = Count::of(found.followers);
    Ok(Insights { account: id, whole: blurred(whole), followers, days, notes })
}

fn blurred(sums: Sums) -> Numbers {
    Numbers {
        views: Count::of(sums.views),
        reach: Count::of(sums.reach),
        likes: Count::of(sums.likes),
        saves: Count::of(sums.saves),
        follows: Count::of(sums.follows),
    }
}
