//! Who signed up for which date, in the order in which they were taken.

use super::gathering::json;
use crate::db::{DbError, Row, Sql};
use crate::page::{After, ITEMS};
use crate::params;
use sampan_protocol::communities::gatherings::{MoneyState, SeatState};
use sampan_protocol::ids::{BillId, GatheringId, PersonId};
use sampan_protocol::{Money, Timestamp};

/// The table.
pub(crate) const CREATE: &str = include_str!("seat.sql");

/// A sign-up as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) gathering: GatheringId,
    pub(crate) at: Timestamp,
    pub(crate) person: PersonId,
    pub(crate) state: SeatState,
    /// How many people it is for.
    pub(crate) people: i64,
    /// The number in line.
    pub(crate) place: i64,
    pub(crate) answers: Vec<String>,
    /// What is paid by which payment, if it costs something.
    pub(crate) paid: Option<(BillId, Money)>,
    pub(crate) money: MoneyState,
    /// What codes at the door are made with; empty without a place.
    pub(crate) pass: String,
    pub(crate) came: bool,
}

macro_rules! select {
    () => {
        "SELECT gathering, at, person, state, people, place, answers, payment, currency, amount,
             money, pass, came FROM community_seats "
    };
}

/// Somebody's sign-up.
pub(crate) fn find(
    sql: &mut dyn Sql,
    gathering: GatheringId,
    at: Timestamp,
    person: PersonId,
) -> Result<Option<Stored>, DbError> {
    let query = concat!(select!(), "WHERE gathering = $1 AND at = $2 AND person = $3");
    sql.query_opt(query, &params![gathering, at, person])?.map(|row| read(&row)).transpose()
}

/// Writes a sign-up, new or changed.
pub(crate) fn put(sql: &mut dyn Sql, seat: &Stored) -> Result<(), DbError> {
    let (payment, money) = seat.paid.unzip();
    sql.execute(
        "INSERT INTO community_seats (gathering, at, person, state, people, place, answers,
             payment, currency, amount, money, pass, came)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (gathering, at, person) DO UPDATE SET state = excluded.state,
             people = excluded.people, place = excluded.place, answers = excluded.answers,
             payment = excluded.payment, currency = excluded.currency, amount = excluded.amount,
             money = excluded.money, pass = excluded.pass, came = excluded.came",
        &params![
            seat.gathering,
            seat.at,
            seat.person,
            seat.state.word(),
            seat.people,
            seat.place,
            json(&seat.answers)?,
            payment.map(|id| id.to_string()).as_deref(),
            money.map(|money| money.currency.to_string()).as_deref(),
            money.map(|money| money.minor),
            seat.money.word(),
            seat.pass.as_str(),
            i64::from(seat.came),
        ],
    )
    .map(drop)
}

/// How many people have a place at a date, and how many wait for one.
pub(crate) fn counts(
    sql: &mut dyn Sql,
    gathering: GatheringId,
    at: Timestamp,
) -> Result<(i64, i64), DbError> {
    let rows = sql.query(
        "SELECT state, CAST(SUM(people) AS BIGINT) AS people FROM community_seats
         WHERE gathering = $1 AND at = $2 AND state IN ('going', 'waiting') GROUP BY state",
        &params![gathering, at],
    )?;
    let mut counts = (0, 0);
    for row in rows {
        match row.text("state")? {
            "going" => counts.0 = row.int("people")?,
            _ => counts.1 = row.int("people")?,
        }
    }
    Ok(counts)
}

/// The first who wait for a date.
pub(crate) fn waiting(
    sql: &mut dyn Sql,
    gathering: GatheringId,
    at: Timestamp,
    most: i64,
) -> Result<Vec<Stored>, DbError> {
    let query = concat!(
        select!(),
        "WHERE gathering = $1 AND at = $2 AND state = 'waiting' ORDER BY place LIMIT $3"
    );
    sql.query(query, &params![gathering, at, most])?.iter().map(read).collect()
}

/// How many wait before a number in line.
pub(crate) fn ahead(sql: &mut dyn Sql, seat: &Stored) -> Result<i64, DbError> {
    let row = sql.query_one(
        "SELECT COUNT(*) AS n FROM community_seats
         WHERE gathering = $1 AND at = $2 AND state = 'waiting' AND place < $3",
        &params![seat.gathering, seat.at, seat.place],
    )?;
    row.int("n")
}

/// Those of a date who have a place or wait for one.
pub(crate) fn of_date(
    sql: &mut dyn Sql,
    gathering: GatheringId,
    at: Timestamp,
) -> Result<Vec<Stored>, DbError> {
    let query = concat!(
        select!(),
        "WHERE gathering = $1 AND at = $2 AND state IN ('going', 'waiting') ORDER BY place"
    );
    sql.query(query, &params![gathering, at])?.iter().map(read).collect()
}

/// Those whose money is held for a date.
pub(crate) fn held(
    sql: &mut dyn Sql,
    gathering: GatheringId,
    at: Timestamp,
) -> Result<Vec<Stored>, DbError> {
    let query =
        concat!(select!(), "WHERE gathering = $1 AND at = $2 AND money = 'held' ORDER BY place");
    sql.query(query, &params![gathering, at])?.iter().map(read).collect()
}

/// The dates from a time on for which somebody signed up, or money is held; and how many have a
/// place at each.
pub(crate) fn dates(
    sql: &mut dyn Sql,
    gathering: GatheringId,
    from: Timestamp,
) -> Result<Vec<(Timestamp, i64)>, DbError> {
    let rows = sql.query(
        "SELECT at, CAST(SUM(CASE WHEN state = 'going' THEN people ELSE 0 END) AS BIGINT) AS going
         FROM community_seats
         WHERE gathering = $1 AND at >= $2 AND (state IN ('going', 'waiting') OR money = 'held')
         GROUP BY at ORDER BY at",
        &params![gathering, from],
    )?;
    rows.iter().map(|row| Ok((row.time("at")?, row.int("going")?))).collect()
}

/// Moves every sign-up of a date to another one.
pub(crate) fn move_all(
    sql: &mut dyn Sql,
    gathering: GatheringId,
    (from, to): (Timestamp, Timestamp),
) -> Result<(), DbError> {
    let update = "UPDATE community_seats SET at = $3 WHERE gathering = $1 AND at = $2";
    sql.execute(update, &params![gathering, from, to]).map(drop)
}

/// Who comes to a date, and who waits where that is asked for, behind a number in line.
pub(crate) fn list(
    sql: &mut dyn Sql,
    (gathering, at): (GatheringId, Timestamp),
    waiting_too: bool,
    after: Option<&After<PersonId>>,
) -> Result<Vec<(After<PersonId>, Stored)>, DbError> {
    let place = after.map_or(i64::MIN, |a| a.rank);
    let query = if waiting_too {
        concat!(
            select!(),
            "WHERE gathering = $1 AND at = $2 AND place > $3 AND state IN ('going', 'waiting')
             ORDER BY place LIMIT $4"
        )
    } else {
        concat!(
            select!(),
            "WHERE gathering = $1 AND at = $2 AND place > $3 AND state = 'going'
             ORDER BY place LIMIT $4"
        )
    };
    let rows = sql.query(query, &params![gathering, at, place, ITEMS as i64 + 1])?;
    let ranked = |row: &Row| {
        let found = read(row)?;
        Ok((After { rank: found.place, id: found.person }, found))
    };
    rows.iter().map(ranked).collect()
}

/// Whether somebody has a place at any date, or came to one.
pub(crate) fn has_place(
    sql: &mut dyn Sql,
    gathering: GatheringId,
    person: PersonId,
) -> Result<bool, DbError> {
    let found = sql.query_opt(
        "SELECT at FROM community_seats
         WHERE gathering = $1 AND person = $2 AND state = 'going' LIMIT 1",
        &params![gathering, person],
    )?;
    Ok(found.is_some())
}

/// Whether somebody was at a date that has begun.
pub(crate) fn was_there(
    sql: &mut dyn Sql,
    gathering: GatheringId,
    person: PersonId,
    now: Timestamp,
) -> Result<bool, DbError> {
    let found = sql.query_opt(
        "SELECT at FROM community_seats
         WHERE gathering = $1 AND person = $2 AND state = 'going' AND at <= $3 LIMIT 1",
        &params![gathering, person, now],
    )?;
    Ok(found.is_some())
}

/// The places of somebody since a time.
pub(crate) fn of_person(
    sql: &mut dyn Sql,
    person: PersonId,
    since: Timestamp,
) -> Result<Vec<Stored>, DbError> {
    let query = concat!(
        select!(),
        "WHERE person = $1 AND at > $2 AND state = 'going' ORDER BY at LIMIT 200"
    );
    sql.query(query, &params![person, since])?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Stored, DbError> {
    let none = |column: &str| DbError::Decode(format!("column {column} is none of its words"));
    let paid = match (row.opt_parse("payment")?, row.opt_int("amount")?) {
        (Some(payment), Some(amount)) => {
            Some((payment, Money::new(amount, row.parse("currency")?)))
        }
        _ => None,
    };
    Ok(Stored {
        gathering: row.parse("gathering")?,
        at: row.time("at")?,
        person: row.parse("person")?,
        state: SeatState::from_word(row.text("state")?).ok_or_else(|| none("state"))?,
        people: row.int("people")?,
        place: row.int("place")?,
        answers: row.json("answers")?,
        paid,
        money: MoneyState::from_word(row.text("money")?).ok_or_else(|| none("money"))?,
        pass: row.text("pass")?.to_owned(),
        came: row.flag("came")?,
    })
}
