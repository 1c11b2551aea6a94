//! Gatherings.

use crate::db::{DbError, Row, Sql};
use crate::page::{After, ITEMS};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::InCommunity;
use sampan_protocol::communities::gatherings::{Plan, Whose};
use sampan_protocol::ids::{GatheringId, PersonId};

/// The table.
pub(crate) const CREATE: &str = include_str!("gathering.sql");

/// A gathering as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) id: GatheringId,
    pub(crate) community: InCommunity,
    pub(crate) host: PersonId,
    pub(crate) plan: Plan,
    /// When it is next, or was last, and when that ends.
    pub(crate) next: Timestamp,
    pub(crate) ends: Timestamp,
    pub(crate) off: bool,
    pub(crate) over: bool,
    pub(crate) moved: bool,
    /// Dates that were called off.
    pub(crate) without: Vec<Timestamp>,
    /// How often it was changed.
    pub(crate) sequence: i64,
}

impl Stored {
    /// Whether somebody hosts it.
    pub(crate) fn is_host(&self, person: PersonId) -> bool {
        self.host == person || self.plan.hosts.contains(&person)
    }

    /// Whether a date was called off.
    pub(crate) fn is_off(&self, at: Timestamp) -> bool {
        self.off || self.without.contains(&at)
    }
}

macro_rules! columns {
    () => {
        "g.id, g.community, c.name, c.picture, g.host, g.plan, g.next, g.ends, g.called_off,
         g.over, g.moved, g.without, g.sequence"
    };
}

macro_rules! from {
    () => {
        " FROM community_gatherings g JOIN communities c ON c.id = g.community "
    };
}

/// A gathering.
pub(crate) fn find(sql: &mut dyn Sql, id: GatheringId) -> Result<Option<Stored>, DbError> {
    let query = concat!("SELECT ", columns!(), from!(), "WHERE g.id = $1");
    sql.query_opt(query, &params![id])?.map(|row| read(&row)).transpose()
}

/// A gathering, locked until the end of the transaction: whoever asks for a place waits here.
pub(crate) fn lock(sql: &mut dyn Sql, id: GatheringId) -> Result<Option<Stored>, DbError> {
    let locked = "UPDATE community_gatherings SET places = places WHERE id = $1 RETURNING id";
    match sql.query_opt(locked, &params![id])? {
        Some(_) => find(sql, id),
        None => Ok(None),
    }
}

/// The next number in line, of a locked one.
pub(crate) fn next_place(sql: &mut dyn Sql, id: GatheringId) -> Result<i64, DbError> {
    let next = "UPDATE community_gatherings SET places = places + 1 WHERE id = $1 RETURNING places";
    sql.query_one(next, &params![id])?.int("places")
}

/// The identifiers of gatherings behind this one.
pub(crate) fn ids(sql: &mut dyn Sql, after: &str, most: i64) -> Result<Vec<String>, DbError> {
    let query = "SELECT id FROM community_gatherings WHERE id > $1 ORDER BY id LIMIT $2";
    let rows = sql.query(query, &params![after, most])?;
    rows.iter().map(|row| Ok(row.text("id")?.to_owned())).collect()
}

/// Adds a gathering; says whether its identifier was free.
pub(crate) fn insert(sql: &mut dyn Sql, new: &Stored) -> Result<bool, DbError> {
    let added = sql.execute(
        "INSERT INTO community_gatherings (id, community, host, plan, next, ends, called_off, over,
             moved, without, places, sequence)
         VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, '[]', 0, 0) ON CONFLICT (id) DO NOTHING",
        &params![new.id, new.community.id, new.host, json(&new.plan)?, new.next, new.ends],
    )?;
    Ok(added == 1)
}

/// Writes what a locked one is from now on.
pub(crate) fn set(sql: &mut dyn Sql, now: &Stored) -> Result<(), DbError> {
    sql.execute(
        "UPDATE community_gatherings SET plan = $2, next = $3, ends = $4, called_off = $5,
             over = $6, moved = $7, without = $8, sequence = sequence + 1 WHERE id = $1",
        &params![
            now.id,
            json(&now.plan)?,
            now.next,
            now.ends,
            i64::from(now.off),
            i64::from(now.over),
            i64::from(now.moved),
            json(&now.without)?,
        ],
    )
    .map(drop)
}

/// Gatherings behind one of them: those to come by time, those that are over the last one first.
pub(crate) fn list(
    sql: &mut dyn Sql,
    reader: PersonId,
    (whose, over): (&Whose, bool),
    after: Option<&After<GatheringId>>,
) -> Result<Vec<(After<GatheringId>, Stored)>, DbError> {
    let start = if over { i64::MAX } else { i64::MIN };
    let (rank, id) = after.map_or((start, String::new()), |a| (a.rank, a.id.to_string()));
    let limit = ITEMS as i64 + 1;
    macro_rules! listed {
        ($which:literal, past) => {
            concat!(
                "SELECT ",
                columns!(),
                from!(),
                $which,
                " AND g.over = 1 AND (g.next, g.id) < ($2, $3)
                 ORDER BY g.next DESC, g.id DESC LIMIT $4"
            )
        };
        ($which:literal, coming) => {
            concat!(
                "SELECT ",
                columns!(),
                from!(),
                $which,
                " AND g.over = 0 AND (g.next, g.id) > ($2, $3)
                 ORDER BY g.next, g.id LIMIT $4"
            )
        };
    }
    let rows = match (whose, over) {
        (Whose::Community(of), true) => {
            sql.query(listed!("WHERE g.community = $1", past), &params![*of, rank, id, limit])?
        }
        (Whose::Community(of), false) => {
            sql.query(listed!("WHERE g.community = $1", coming), &params![*of, rank, id, limit])?
        }
        (Whose::Joined, true) => sql.query(
            listed!(
                "JOIN community_members m ON m.community = g.community
                 WHERE m.person = $1 AND m.role IN ('member', 'moderator', 'owner')",
                past
            ),
            &params![reader, rank, id, limit],
        )?,
        (Whose::Joined, false) => sql.query(
            listed!(
                "JOIN community_members m ON m.community = g.community
                 WHERE m.person = $1 AND m.role IN ('member', 'moderator', 'owner')",
                coming
            ),
            &params![reader, rank, id, limit],
        )?,
    };
    let ranked = |row: &Row| {
        let found = read(row)?;
        Ok((After { rank: found.next.micros(), id: found.id }, found))
    };
    rows.iter().map(ranked).collect()
}

/// What somebody made that ends after a time.
pub(crate) fn of_host(
    sql: &mut dyn Sql,
    host: PersonId,
    since: Timestamp,
) -> Result<Vec<Stored>, DbError> {
    let query = concat!(
        "SELECT ",
        columns!(),
        from!(),
        "WHERE g.host = $1 AND g.ends > $2 ORDER BY g.next LIMIT 200"
    );
    sql.query(query, &params![host, since])?.iter().map(read).collect()
}

pub(super) fn json(value: &impl serde::Serialize) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| DbError::Other(error.to_string()))
}

fn read(row: &Row) -> Result<Stored, DbError> {
    Ok(Stored {
        id: row.parse("id")?,
        community: InCommunity {
            id: row.parse("community")?,
            name: row.text("name")?.to_owned(),
            picture: row.opt_text("picture")?.map(str::to_owned),
        },
        host: row.parse("host")?,
        plan: row.json("plan")?,
        next: row.time("next")?,
        ends: row.time("ends")?,
        off: row.flag("called_off")?,
        over: row.flag("over")?,
        moved: row.flag("moved")?,
        without: row.json("without")?,
        sequence: row.int("sequence")?,
    })
}
