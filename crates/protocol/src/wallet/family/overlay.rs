//! What waiting operations will make of family cards.

use super::{
    Allowance, CardAct, CardState, END, FamilyCard, GIVE, LOWER, NewCard, PAUSE, PAY, PayCard,
    RAISE, RESUME, SetCaps, TAKE,
};
use crate::ids::CardId;
use crate::people::Person;
use crate::wallet::overlay::{Waiting, WaitingState};

/// Cards with what waits: those that pay first, those that ended last, newest first.
#[must_use]
pub fn with_waiting(known: Vec<FamilyCard>, waiting: &[Waiting], me: &Person) -> Vec<FamilyCard> {
    let mut all = known;
    for w in waiting.iter().filter(|w| !matches!(w.state, WaitingState::Rejected(_))) {
        match w.name.as_str() {
            GIVE => {
                let new = given(w, me).filter(|new| all.iter().all(|card| card.id != new.id));
                all.extend(new);
            }
            TAKE | END | PAUSE | RESUME => {
                if let Some(op) = w.args::<CardAct>() {
                    change(&mut all, op.card, |card| card.state = after(&w.name));
                }
            }
            LOWER | RAISE => {
                if let Some(SetCaps { card, month, each }) = w.args() {
                    change(&mut all, card, |card| {
                        (card.allowance.month, card.allowance.each) = (month, each);
                    });
                }
            }
            // What waits counts as spent; the backend says whether it was within the caps.
            PAY => {
                if let Some(PayCard { card, amount, .. }) = w.args() {
                    change(&mut all, card, |card| {
                        let _ = card.allowance.spend(amount, w.at);
                    });
                }
            }
            _ => {}
        }
    }
    let rank = |card: &FamilyCard| match card.state {
        CardState::Offered => 0,
        CardState::Active => 1,
        CardState::Paused => 2,
        CardState::Ended => 3,
    };
    all.sort_by_key(|card| (rank(card), std::cmp::Reverse((card.at, card.id))));
    all
}

fn after(name: &str) -> CardState {
    match name {
        END => CardState::Ended,
        PAUSE => CardState::Paused,
        _ => CardState::Active,
    }
}

fn given(w: &Waiting, me: &Person) -> Option<FamilyCard> {
    let op: NewCard = w.args()?;
    Some(FamilyCard {
        id: CardId(w.op_id.0),
        giver: me.clone(),
        user: w.other.clone()?,
        name: op.name,
        allowance: Allowance::new(op.month, op.each, op.utc_offset, w.at),
        state: CardState::Offered,
        at: w.at,
        pending: true,
    })
}

fn change(all: &mut [FamilyCard], id: CardId, with: impl FnOnce(&mut FamilyCard)) {
    if let Some(card) = all.iter_mut().find(|card| card.id == id) {
        with(card);
        card.pending = true;
    }
}
