//! What happens in the demo world, laid out before anything is done: who does what, and when.

mod calendar;
mod chats;
mod decency;
mod desk;
mod disputes;
mod errands;
mod films;
mod funds;
mod gifts;
mod latest;
mod life;
mod meet;
mod months;
mod neighbours;
mod perks;
mod saving;
mod talk;

pub(super) use super::cast::Who;
pub(super) use calendar::Calendar;
pub(super) use chats::{Chat, Where};
pub(super) use decency::Decent;
pub(super) use desk::Duty;
pub(super) use disputes::Complaint;
pub(super) use gifts::{Gift, Given};
pub(super) use life::{Board, Daily, Leaf, Shopfront};
pub(super) use meet::{Announced, Meet};
pub(super) use perks::{Offered, Perk};
pub(super) use saving::{Jar, Lent, NewJar, Save};
pub(super) use talk::{Asks, Circle, Said, Talk};

use super::dice::Dice;
use crate::features::wallet_budget::SetBudget;
use crate::features::wallet_label::Label;
use sampan_protocol::rails::Way;
use sampan_protocol::{Currency, Money, Timestamp};

/// How much is to happen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// Chance's seed.
    pub(super) seed: u64,
    /// When the world is looked at; everything lies before.
    pub(super) now: Timestamp,
    /// At least so many bills for Mei.
    pub(super) bills: usize,
}

/// Something that somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    /// When.
    pub(super) at: Timestamp,
    /// Who.
    pub(super) who: Who,
    /// What.
    pub(super) deed: Deed,
}

/// Names a request for money in the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Asked(pub(super) usize);

/// What can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    /// Registers, with a picture.
    Join,
    /// Lets a second device in, by which the app will speak for them.
    Link,
    /// Puts somebody into the address book, with a note.
    Know(Who, &'static str),
    /// Opens an account.
    Open(Currency),
    /// Puts money in by the sandbox rail.
    TopUp(Money),
    /// Sets the rates, as whoever runs the service does.
    Rates,
    /// Exchanges an amount for another currency.
    Exchange(Money, Currency),
    /// Keeps accounts at banks, and asks how money comes in by one.
    KeepBanks(Currency),
    /// Takes money out to a bank.
    PayOut(Money),
    /// Has the rail that takes its time bring money in, or take it out.
    Order(Way, Money),
    /// Takes money out by the sandbox rail.
    Withdraw(Money),
    /// Pays somebody.
    Pay {
        /// Whom.
        to: Who,
        /// How much.
        amount: Money,
        /// What for.
        note: String,
        /// The request that it answers.
        answers: Option<Asked>,
    },
    /// Asks somebody for money.
    Ask {
        /// By which name the script refers to it.
        asked: Asked,
        /// Whom.
        payer: Who,
        /// How much.
        amount: Money,
        /// What for.
        note: String,
    },
    /// Says no to a request.
    Decline(Asked),
    /// Takes a request back.
    Cancel(Asked),
    /// Does what operators do; what it is called is for who decides about it.
    Duty(Asked, Duty),
    /// Does something with packets, splits or plans.
    Gift(Gift),
    /// Does something with savings pots or family cards.
    Save(Save),
    /// Says or does something in a dispute.
    Complain(Complaint),
    /// Does something with coupons or points.
    Perk(Perk),
    /// Does something in communities.
    Talk(Talk),
    /// Keeps it decent there.
    Decent(Decent),
    /// Does something with life accounts.
    Daily(Daily),
    /// Does something in chats.
    Chat(Chat),
    /// Asks somebody to agree to charges: so much each, and so much a month.
    AskMandate {
        /// By which name the script refers to it.
        asked: Asked,
        /// Whom.
        payer: Who,
        /// What for.
        text: &'static str,
        /// The most a charge, and the most a month.
        caps: (Money, Money),
    },
    /// Agrees to charges, within caps.
    Agree(Asked, (Money, Money)),
    /// Charges under what was agreed to.
    Charge {
        /// Under which name.
        asked: Asked,
        /// Whom.
        payer: Who,
        /// How much.
        amount: Money,
        /// What for.
        note: &'static str,
    },
    /// Writes upon the bill that they paid last.
    Label(Label),
    /// Sets a budget.
    Budget(SetBudget),
}

impl Event {
    /// Whether it makes a bill for Mei.
    pub(super) fn is_bill_of_mei(&self) -> bool {
        match &self.deed {
            Deed::TopUp(_) | Deed::Withdraw(_) | Deed::PayOut(_) => self.who == Who::MEI,
            Deed::Pay { to, .. } => self.who == Who::MEI || *to == Who::MEI,
            _ => false,
        }
    }
}

/// Writes the script: every event in the order of time, each of them possible when it comes. Of short
/// videos there is one for each of these kinds.
pub(super) fn with_videos(extent: Extent, kinds: &[String]) -> Vec<Event> {
    let calendar = Calendar::new(extent);
    let dice = Dice::new(extent.seed, 1);
    let mut draft = Draft { events: Vec::new(), requests: 0 };
    for day in calendar.days() {
        months::happen(&mut draft, &calendar, &dice, day);
        errands::happen(&mut draft, &calendar, &dice, day);
        if calendar.is_recent(day) {
            neighbours::happen(&mut draft, &calendar, &dice, day);
        }
    }
    draft.events.retain(|event| event.at < calendar.last_day());
    latest::happen(&mut draft, extent.now);
    gifts::happen(&mut draft, extent.now);
    saving::happen(&mut draft, extent.now);
    desk::happen(&mut draft, extent.now);
    disputes::happen(&mut draft, extent.now);
    perks::happen(&mut draft, extent.now);
    talk::happen(&mut draft, extent.now);
    decency::happen(&mut draft, extent.now);
    meet::happen(&mut draft, extent.now);
    life::happen(&mut draft, extent.now);
    films::happen(&mut draft, extent.now, kinds);
    chats::happen(&mut draft, extent.now);
    let missing = extent.bills.saturating_sub(draft.bills());
    errands::more(&mut draft, &calendar, &dice, missing);
    let mut events = arrivals(&calendar);
    draft.events.sort_by_key(|event| event.at);
    events.extend(funds::provide(draft.events));
    events.sort_by_key(|event| event.at);
    events
}

/// A script that is being written.
struct Draft {
    events: Vec<Event>,
    requests: usize,
}

impl Draft {
    fn add(&mut self, at: Timestamp, who: Who, deed: Deed) {
        self.events.push(Event { at, who, deed });
    }

    fn pay(&mut self, at: Timestamp, who: Who, to: Who, amount: Money, note: &str) {
        let note = note.to_owned();
        self.add(at, who, Deed::Pay { to, amount, note, answers: None });
    }

    fn ask(&mut self, at: Timestamp, who: Who, payer: Who, amount: Money, note: &str) -> Asked {
        let asked = Asked(self.requests);
        self.requests += 1;
        self.add(at, who, Deed::Ask { asked, payer, amount, note: note.to_owned() });
        asked
    }

    /// Asks somebody to agree to charges.
    fn ask_mandate(
        &mut self,
        at: Timestamp,
        (who, payer): (Who, Who),
        text: &'static str,
        caps: (Money, Money),
    ) -> Asked {
        let asked = Asked(self.requests);
        self.requests += 1;
        self.add(at, who, Deed::AskMandate { asked, payer, text, caps });
        asked
    }

    /// Asks somebody for money, and is paid later.
    fn ask_and_be_paid(
        &mut self,
        (at, later): (Timestamp, Timestamp),
        (who, payer): (Who, Who),
        amount: Money,
        note: &str,
    ) {
        let asked = self.ask(at, who, payer, amount, note);
        let note = note.to_owned();
        self.add(later, payer, Deed::Pay { to: who, amount, note, answers: Some(asked) });
    }

    fn bills(&self) -> usize {
        self.events.iter().filter(|event| event.is_bill_of_mei()).count()
    }
}

/// Everybody registers in the first hour, and Mei fills her address book.
fn arrivals(calendar: &Calendar) -> Vec<Event> {
    const CONTACTS: &[(Who, &str)] = &[
        (Who::LIWEI, "同事，后端组"),
        (Who::ANNA, "Book club"),
        (Who::WANGFANG, "大学室友"),
        (Who::TOM, "Neighbour, 3B"),
        (Who::PRIYA, "Design team"),
        (Who::XIAOYU, "表妹"),
        (Who::KENJI, "日语角"),
        (Who::MARIA, ""),
        (Who::ZHOUTING, "瑜伽课"),
        (Who::ALLEY_COFFEE, "会员 8 折"),
        (Who::ANJU_HOMES, "房租每月 5 号"),
    ];
    let start = calendar.first_hour();
    let mut at = start;
    let mut events = Vec::new();
    let mut add = |who, deed| {
        at = at.plus_seconds(61);
        events.push(Event { at, who, deed });
    };
    for who in Who::all() {
        add(who, Deed::Join);
    }
    add(Who::MEI, Deed::Link);
    add(Who::MEI, Deed::Rates);
    for currency in ["USD", "JPY"] {
        add(Who::MEI, Deed::Open(money(0, currency).currency));
    }
    for (who, note) in CONTACTS {
        add(Who::MEI, Deed::Know(*who, note));
    }
    for (category, minor) in latest::BUDGETS {
        let (limit, currency) = (Some(*minor), cny(0).currency);
        add(Who::MEI, Deed::Budget(SetBudget { currency, category: *category, limit }));
    }
    events
}

/// An amount in a currency of the demo world.
fn money(minor: i64, code: &str) -> Money {
    Money::new(minor, Currency::new(code).expect("the demo's currencies are listed in ISO 4217"))
}

fn cny(minor: i64) -> Money {
    money(minor, "CNY")
}

#[cfg(test)]
mod tests;
