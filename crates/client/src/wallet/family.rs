//! Family cards: read, given, taken, changed and ended.

use super::pots::history;
use super::{SCOPE, waiting};
use crate::Client;
use crate::core::Core;
use crate::db::{Connection, Fault};
use crate::perform::Draft;
use crate::table::row;
use crate::view::View;
use sampan_protocol::ids::CardId;
use sampan_protocol::people::Kind;
use sampan_protocol::wallet::family::allowance::check_caps;
use sampan_protocol::wallet::family::{
    CardAct, CardChange, CardPage, ChangeCard, END, FamilyCard, GIVE, GetCard, GiveCard, LOWER,
    ListCards, NewCard, PAUSE, RAISE, RESUME, ROW, SetCaps, TAKE, check_name, with_waiting,
};
use sampan_protocol::{Error, Money, Reply};

/// Family cards with what waits.
pub(super) fn cards(db: &Connection, view: &View) -> Result<Vec<FamilyCard>, Fault> {
    Ok(with_waiting(row::all(db, &view.scope, ROW)?, &waiting(db, view)?, &view.me))
}

/// Refuses a payment that a card certainly does not make; the backend decides about the rest.
pub(super) async fn check(
    core: &Core,
    id: CardId,
    to: sampan_protocol::ids::PersonId,
    amount: Money,
) -> Result<(), Error> {
    let all = core.view(SCOPE, cards).await?;
    let card = all.into_iter().find(|card| card.id == id).ok_or_else(unknown)?;
    if card.giver.id == to {
        return Err(Error::refused("error.wallet.family_giver"));
    }
    card.allowance.check(amount, core.service_now())
}

fn unknown() -> Error {
    Error::not_found("error.wallet.family_unknown")
}

impl Client {
    /// Answers [`ListCards`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_cards(&self, _: ListCards) -> Reply<ListCards> {
        self.core.view(SCOPE, cards).await
    }

    /// Answers [`GetCard`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `NotFound` for a card that this device does not have.
    pub async fn get_card(&self, request: GetCard) -> Reply<GetCard> {
        let found = self.core.view(SCOPE, move |db, view| {
            let card = cards(db, view)?.into_iter().find(|card| card.id == request.card);
            let page = |card: FamilyCard| {
                Ok::<_, Fault>(CardPage { history: history(db, view, card.id.0)?, card })
            };
            card.map(page).transpose()
        });
        found.await?.ok_or_else(unknown)
    }

    /// Answers [`GiveCard`]. Without PIN, or where the backend is not reached, it waits.
    ///
    /// # Errors
    /// `Invalid` or `Refused` for what cannot be given; `WrongPin` and `PinLocked`.
    pub async fn give_card(&self, request: GiveCard) -> Reply<GiveCard> {
        let core = &self.core;
        check_caps(request.month, request.each)?;
        check_name(&request.name)?;
        if request.to.id == core.me()?.id {
            return Err(Error::refused("error.wallet.own_payment"));
        }
        if request.to.kind != Kind::Person {
            return Err(Error::refused("error.wallet.family_person"));
        }
        let GiveCard { op, to, name, month, each, utc_offset, pin } = request;
        let args = NewCard { to: to.id, name, month, each, utc_offset };
        let draft = Draft::new(op, SCOPE, GIVE, &args, Some(to))?;
        let op_id = core.make(draft).await?;
        core.see_through(op_id, pin.as_deref()).await?;
        let all = core.view(SCOPE, cards).await?;
        all.into_iter().find(|card| card.id == CardId(op_id.0)).ok_or_else(Error::internal)
    }

    /// Answers [`ChangeCard`]. Raising what may be spent happens now or never; everything else works
    /// offline, and is sent at once where it can be.
    ///
    /// # Errors
    /// `WrongPin`, `PinLocked`, `Offline`, or the refusal.
    pub async fn change_card(&self, request: ChangeCard) -> Reply<ChangeCard> {
        let (core, card) = (&self.core, request.card);
        let act = |name| Draft::new(request.op, SCOPE, name, &CardAct { card }, None);
        let draft = match request.change {
            CardChange::Take => act(TAKE)?,
            CardChange::Pause => act(PAUSE)?,
            CardChange::Resume => act(RESUME)?,
            CardChange::End => act(END)?,
            CardChange::Caps { month, each, pin } => {
                check_caps(month, each)?;
                let args = SetCaps { card, month, each };
                if let Some(pin) = pin {
                    let draft = Draft::new(request.op, SCOPE, RAISE, &args, None)?;
                    return core.now_or_never(draft, &pin).await;
                }
                Draft::new(request.op, SCOPE, LOWER, &args, None)?
            }
        };
        let op_id = core.make(draft).await?;
        core.see_through(op_id, None).await
    }
}
