//! What waiting operations will make of pots.

use super::{BREAK, CHEER, DRAW, FILL, MAKE, MEND, NewPot, Pot, PotAct, PotMove, SET, SetPot};
use crate::ids::PotId;
use crate::money::{Currency, Money};
use crate::wallet::overlay::{Waiting, WaitingState};
use crate::wallet::plan::calendar;

/// Pots with what waits: whole ones first, in the order in which they were made.
#[must_use]
pub fn with_waiting(known: Vec<Pot>, waiting: &[Waiting]) -> Vec<Pot> {
    let mut all = known;
    for w in waiting.iter().filter(|w| !matches!(w.state, WaitingState::Rejected(_))) {
        match w.name.as_str() {
            MAKE => {
                let new = new(w).filter(|new| all.iter().all(|pot| pot.id != new.id));
                all.extend(new);
            }
            SET => {
                if let Some(op) = w.args::<SetPot>() {
                    change(&mut all, op.pot, |pot| set(pot, &op));
                }
            }
            FILL | DRAW => {
                if let Some(op) = w.args::<PotMove>() {
                    let minor = if w.name == FILL { op.amount.minor } else { -op.amount.minor };
                    change(&mut all, op.pot, |pot| {
                        pot.saved.minor = pot.saved.minor.saturating_add(minor).max(0);
                    });
                }
            }
            BREAK | MEND | CHEER => {
                if let Some(op) = w.args::<PotAct>() {
                    change(&mut all, op.pot, |pot| act(pot, &w.name));
                }
            }
            _ => {}
        }
    }
    all.sort_by_key(|pot| (!pot.is_whole(), pot.made, pot.id));
    all
}

/// Minor units of a currency that lie in pots.
#[must_use]
pub fn saved_in(pots: &[Pot], currency: Currency) -> i64 {
    let of = pots.iter().filter(|pot| pot.saved.currency == currency);
    of.fold(0, |sum, pot| sum.saturating_add(pot.saved.minor))
}

fn new(w: &Waiting) -> Option<Pot> {
    let op: NewPot = w.args()?;
    Some(Pot {
        id: PotId(w.op_id.0),
        saved: Money::new(0, op.currency),
        broken: None,
        next: op.terms.saving.and_then(|saving| calendar::nth(&saving.rhythm, 0)),
        terms: op.terms,
        last: None,
        reached: None,
        cheered: false,
        made: w.at,
        pending: true,
    })
}

fn set(pot: &mut Pot, op: &SetPot) {
    if pot.terms.saving != op.terms.saving {
        pot.next = op.terms.saving.and_then(|saving| calendar::nth(&saving.rhythm, 0));
    }
    pot.terms = op.terms.clone();
}

fn act(pot: &mut Pot, name: &str) {
    match name {
        BREAK => {
            pot.broken = Some(pot.saved.minor);
            (pot.saved.minor, pot.next) = (0, None);
        }
        // How much of it is there, the backend says.
        MEND => pot.broken = None,
        _ => pot.cheered = true,
    }
}

fn change(all: &mut [Pot], id: PotId, with: impl FnOnce(&mut Pot)) {
    if let Some(pot) = all.iter_mut().find(|pot| pot.id == id) {
        with(pot);
        pot.pending = true;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Look, Terms};
    use super::*;
    use crate::error::Error;
    use crate::ids::OpId;
    use crate::time::Timestamp;
    use uuid::Uuid;

    fn cny(minor: i64) -> Money {
        Money::new(minor, Currency::new("CNY").expect("listed"))
    }

    fn waiting(n: u128, name: &str, args: &impl serde::Serialize) -> Waiting {
        Waiting {
            op_id: OpId(Uuid::from_u128(n)),
            name: name.to_owned(),
            args: serde_json::to_value(args).expect("plain data"),
            other: None,
            at: Timestamp(1),
            state: WaitingState::Queued,
        }
    }

    fn terms() -> Terms {
        let look = Look { name: "京都".to_owned(), icon: "plane".to_owned(), hue: 2 };
        Terms { look, goal: None, saving: None, round_up: false }
    }

    #[test]
    fn what_waits_is_seen_at_once_and_what_was_refused_is_not() {
        let pot = PotId(Uuid::from_u128(1));
        let note = "京都".to_owned();
        let moved = |minor| PotMove { pot, amount: cny(minor), note: note.clone() };
        let make = waiting(1, MAKE, &NewPot { currency: cny(0).currency, terms: terms() });
        let mut fill = waiting(2, FILL, &moved(500));
        let draw = waiting(3, DRAW, &moved(200));
        let act = PotAct { pot, note: note.clone() };
        let see = |waiting: &[Waiting]| with_waiting(Vec::new(), waiting);
        let all = see(&[make.clone(), fill.clone(), draw.clone()]);
        assert_eq!((all[0].saved, all[0].pending), (cny(300), true), "made, filled and drawn from");
        assert_eq!(saved_in(&all, cny(0).currency), 300, "which lies in pots");
        let broken = see(&[make.clone(), fill.clone(), waiting(4, BREAK, &act)]);
        assert_eq!((broken[0].broken, broken[0].saved), (Some(500), cny(0)), "it is broken");
        fill.state = WaitingState::Rejected(Error::internal());
        assert_eq!(see(&[make, fill])[0].saved, cny(0), "unless that was refused");
    }
}
