//! Plays what the script has of savings pots and family cards.

use super::play::Stage;
use super::script::{NewJar, Save, Who};
use crate::features::{
    wallet_family as family, wallet_ops as ops, wallet_plans as plans, wallet_pots as pots,
};
use sampan_protocol::ids::{CardId, PotId};
use sampan_protocol::{Error, Timestamp};

/// The town's time zone: minutes east of UTC.
const OFFSET: i32 = 480;
/// In how many days what is put in by itself comes first.
const FIRST: i64 = 3;

impl Stage {
    /// Does one of these things; `end` is when the world is looked at.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn save(
        &mut self,
        who: Who,
        save: &Save,
        end: Timestamp,
    ) -> Result<(), Error> {
        match save {
            Save::Make(jar, new) => {
                let currency = sampan_protocol::Currency::new("CNY")?;
                let args = pots::NewPot { currency, terms: terms(new, end, false) };
                let op = self.wallet(who, pots::MAKE, &args).await?;
                self.pots.insert(*jar, PotId(op.0));
            }
            Save::Fill(jar, amount) | Save::Draw(jar, amount) => {
                let pot = self.pots.get(jar).copied().ok_or_else(Error::internal)?;
                let name = if matches!(save, Save::Fill(..)) { pots::FILL } else { pots::DRAW };
                let args = pots::PotMove { pot, amount: *amount, note: String::new() };
                self.wallet(who, name, &args).await?;
            }
            Save::RoundUp(jar, new) => {
                let pot = self.pots.get(jar).copied().ok_or_else(Error::internal)?;
                let args = pots::SetPot { pot, terms: terms(new, end, true) };
                self.wallet(who, pots::SET, &args).await?;
            }
            Save::Lend(lent, to, name, (month, each)) => {
                let args = family::NewCard {
                    to: self.id(*to)?,
                    name: (*name).to_owned(),
                    month: *month,
                    each: Some(*each),
                    utc_offset: OFFSET,
                };
                let op = self.wallet(who, family::GIVE, &args).await?;
                self.cards.insert(*lent, CardId(op.0));
            }
            Save::Take(lent) => {
                let card = self.cards.get(lent).copied().ok_or_else(Error::internal)?;
                self.wallet(who, family::TAKE, &family::CardAct { card }).await?;
            }
            Save::Spend(lent, spent) => {
                let card = self.cards.get(lent).copied().ok_or_else(Error::internal)?;
                let (to, note) = (self.id(spent.to)?, spent.note.to_owned());
                let amount = spent.amount;
                let transfer =
                    ops::Transfer { to, amount, note, request: None, code: None, chat: None };
                let args = family::PayCard::by(card, transfer);
                self.wallet(who, family::PAY, &args).await?;
            }
        }
        Ok(())
    }
}

fn terms(new: &NewJar, end: Timestamp, round_up: bool) -> pots::Terms {
    let day = 86_400;
    let look = pots::Look { name: new.name.to_owned(), icon: new.icon.to_owned(), hue: new.hue };
    let goal = new
        .goal
        .map(|(amount, days)| pots::Goal { amount, by: Some(end.plus_seconds(days * day)) });
    let saving = new.weekly.map(|amount| {
        let first = end.plus_seconds(FIRST * day);
        let every = plans::Every::Week;
        let rhythm = plans::Rhythm { first, every, utc_offset: OFFSET, until: None, times: None };
        pots::Saving { amount, rhythm }
    });
    pots::Terms { look, goal, saving, round_up }
}
