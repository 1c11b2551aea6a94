//! What must hold.

use crate::town::Town;
use sampan_protocol::Error;
use sampan_protocol::ids::PersonId;
use std::collections::BTreeMap;
use std::time::Instant;

/// A sign-up as the database has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seat {
    pub(crate) person: PersonId,
    pub(crate) state: String,
    pub(crate) money: String,
    pub(crate) place: i64,
}

/// When somebody asked, and when they were answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) person: PersonId,
    pub(crate) sent: Instant,
    pub(crate) answered: Instant,
}

/// Every sign-up, by its number in line.
pub(crate) async fn seats(town: &Town) -> Result<Vec<Seat>, Error> {
    let backend = town.backend.read().await;
    let backend = backend.as_ref().ok_or_else(Error::internal)?.clone();
    let query = "SELECT person, state, money, place FROM community_seats ORDER BY place";
    let read = move |backend: &sampan_backend::Backend| {
        let rows = backend.db().read(|sql| sql.query(query, &[]))?;
        let mut seats = Vec::with_capacity(rows.len());
        for row in rows {
            seats.push(Seat {
                person: row.parse("person")?,
                state: row.text("state")?.to_owned(),
                money: row.text("money")?.to_owned(),
                place: row.int("place")?,
            });
        }
        Ok(seats)
    };
    backend.blocking(read).await
}

/// After everybody asked: each is in line once, exactly the first ones have a place, and nobody who
/// was answered before somebody else asked stands behind them.
pub(crate) fn after_the_rush(
    seats: &[Seat],
    places: usize,
    asked: &[Asked],
    found: &mut Vec<String>,
) {
    let numbers: BTreeMap<PersonId, i64> = seats.iter().map(|s| (s.person, s.place)).collect();
    if numbers.len() != asked.len() || seats.len() != asked.len() {
        found.push(format!("{} asked, {} are in line", asked.len(), seats.len()));
    }
    in_order(seats, places, found);
    let mut by_answer: Vec<&Asked> = asked.iter().collect();
    by_answer.sort_by_key(|one| one.answered);
    let mut by_sent = by_answer.clone();
    by_sent.sort_by_key(|one| one.sent);
    let (mut highest, mut answered) = (i64::MIN, by_answer.iter().peekable());
    for one in by_sent {
        while let Some(before) = answered.next_if(|before| before.answered < one.sent) {
            highest = highest.max(numbers.get(&before.person).copied().unwrap_or(i64::MIN));
        }
        if numbers.get(&one.person).is_some_and(|place| *place < highest) {
            found.push(format!("{} stands before somebody who was answered first", one.person));
        }
    }
}

/// Those with a place are exactly as many as there are places, and the first of all who did not
/// cancel.
pub(crate) fn in_order(seats: &[Seat], places: usize, found: &mut Vec<String>) {
    let left = |seat: &&Seat| seat.state == "going" || seat.state == "waiting";
    let line: Vec<&Seat> = seats.iter().filter(left).collect();
    let going = line.iter().filter(|seat| seat.state == "going").count();
    let wanted = places.min(line.len());
    if going != wanted {
        found.push(format!("{going} have a place, not {wanted}"));
    }
    if let Some(late) = line.iter().skip(wanted).find(|seat| seat.state == "going") {
        found.push(format!("number {} has a place before others", late.place));
    }
}

/// What somebody has fits how they stand.
pub(crate) fn money(
    seat: &Seat,
    (before, price): (i64, i64),
    (balance, held): (i64, i64),
    found: &mut Vec<String>,
) {
    let wanted = match seat.money.as_str() {
        "held" => (before, price),
        "taken" => (before - price, 0),
        _ => (before, 0),
    };
    if (balance, held) != wanted {
        let Seat { place, money, .. } = seat;
        found.push(format!(
            "number {place} ({money}) has {balance}, {held} of it held, not {wanted:?}"
        ));
    }
}
