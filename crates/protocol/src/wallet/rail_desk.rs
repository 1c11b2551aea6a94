//! What operators see of rails: events that do not fit, and what can be done about each.

use crate::error::Error;
use crate::ids::{OpId, PersonId};
use crate::money::Money;
use crate::people::Person;
use crate::rails::Way;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The longest reason, in characters.
pub const WHY_LIMIT: usize = 200;
/// The most orders that are offered for an event that nobody knows.
pub const MOST_ORDERS: usize = 20;
/// Sees to an event of a rail that does not fit; arguments are [`SeeTo`].
pub const SEE_TO: &str = "wallet.rail_line";

/// Asks for the events that do not fit; operators only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskRailDesk {}

/// Reads the events that do not fit; operators only, with the service at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetRailDesk {}

/// The events that do not fit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RailDesk {
    /// Those that nobody has seen to, newest first.
    pub open: Vec<RailLine>,
    /// Those that somebody has, newest first.
    pub seen: Vec<RailLine>,
}

/// An event that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RailLine {
    /// Which rail told it.
    pub rail: String,
    /// The rail's name for what it told.
    pub event: String,
    /// Why it does not fit.
    pub why: Odd,
    /// The order that it is about, where that is known.
    pub order: Option<RailOrder>,
    /// The rail's name for the payment; empty where it has none.
    pub reference: String,
    /// How much it is about, all in all.
    pub amount: Option<Money>,
    /// What of the order's money lies aside; below zero, what is missing there.
    pub aside: Option<Money>,
    /// When it was told.
    pub at: Timestamp,
    /// Orders that it may be about, where nobody knows.
    pub maybe: Vec<RailOrder>,
    /// What was done about it, where something was.
    pub way: Option<RailWay>,
}

/// An order to a rail, as operators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RailOrder {
    /// Which.
    pub id: OpId,
    /// Which way money goes.
    pub way: Way,
    /// Whose it is.
    pub person: Person,
    /// How much was ordered.
    pub amount: Money,
    /// When.
    pub at: Timestamp,
    /// Whether what lies aside can be settled with the person.
    pub settles: bool,
}

/// Why an event does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Odd {
    /// Nobody knows what it is about.
    UnknownOrder,
    /// It was paid after it had been called off.
    AfterEnd,
    /// More was moved than was ordered.
    TooMuch,
    /// Less was moved than was ordered.
    TooLittle,
    /// It left although the rail had said that it would not.
    LeftAfterFailure,
    /// It failed, the rail says, after it had succeeded.
    FailedAfterSuccess,
    /// It came back, and the person does not have it any more.
    Short,
    /// It is in another currency than the order.
    Currency,
    /// Its amount is below zero.
    Negative,
}

impl Odd {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::UnknownOrder,
        Self::AfterEnd,
        Self::TooMuch,
        Self::TooLittle,
        Self::LeftAfterFailure,
        Self::FailedAfterSuccess,
        Self::Short,
        Self::Currency,
        Self::Negative,
    ];

    /// The word for it in the database, and in the key of its name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::UnknownOrder => "unknown_order",
            Self::AfterEnd => "after_end",
            Self::TooMuch => "too_much",
            Self::TooLittle => "too_little",
            Self::LeftAfterFailure => "left_after_failure",
            Self::FailedAfterSuccess => "failed_after_success",
            Self::Short => "short",
            Self::Currency => "currency",
            Self::Negative => "negative",
        }
    }

    /// The reason with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|odd| odd.word() == word)
    }
}

/// What is done about an event that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RailWay {
    /// It is about this order, and counts for it.
    Belongs {
        /// Which.
        order: OpId,
    },
    /// What lies aside is the person's; what is missing there is taken from them.
    Settle,
    /// It was sent back at the rail: it does not lie aside any more.
    SentBack,
    /// Nothing more is done; what lies aside becomes the service's, and what is missing its cost.
    SetAside {
        /// Why.
        why: String,
    },
}

/// What can be done about an event, without the details.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RailWayKind {
    /// See [`RailWay::Belongs`].
    Belongs,
    /// See [`RailWay::Settle`].
    Settle,
    /// See [`RailWay::SentBack`].
    SentBack,
    /// See [`RailWay::SetAside`].
    SetAside,
}

impl RailWay {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> RailWayKind {
        match self {
            Self::Belongs { .. } => RailWayKind::Belongs,
            Self::Settle => RailWayKind::Settle,
            Self::SentBack => RailWayKind::SentBack,
            Self::SetAside { .. } => RailWayKind::SetAside,
        }
    }
}

impl RailWayKind {
    /// Its word, in keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Belongs => "belongs",
            Self::Settle => "settle",
            Self::SentBack => "sent_back",
            Self::SetAside => "set_aside",
        }
    }
}

impl RailLine {
    /// Its place among all of them, for addresses.
    #[must_use]
    pub fn id(&self) -> String {
        let all = format!("{}\n{}\n{}", self.rail, self.event, self.why.word());
        crate::auth::sha256_hex(all.as_bytes()).chars().take(16).collect()
    }

    /// What can be done about it; setting it aside always can.
    #[must_use]
    pub fn ways(&self) -> Vec<RailWayKind> {
        if self.way.is_some() {
            return Vec::new();
        }
        let aside = self.aside.map_or(0, |aside| aside.minor);
        let of = |is: fn(&RailOrder) -> bool| self.order.as_ref().is_some_and(is);
        let (came, settles) = (of(|order| order.way == Way::In), of(|order| order.settles));
        [
            (self.why == Odd::UnknownOrder, RailWayKind::Belongs),
            (settles && (aside < 0 || (aside > 0 && came)), RailWayKind::Settle),
            (aside > 0 && came, RailWayKind::SentBack),
            (true, RailWayKind::SetAside),
        ]
        .into_iter()
        .filter_map(|(there, way)| there.then_some(way))
        .collect()
    }
}

/// Arguments of [`SEE_TO`]: which event, how, and what it says, so that whoever confirms sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeeTo {
    /// Which rail told it.
    pub rail: String,
    /// The rail's name for what it told.
    pub event: String,
    /// Why it does not fit.
    pub why: Odd,
    /// What is done.
    pub way: RailWay,
    /// How much it is about, all in all.
    pub amount: Option<Money>,
    /// What of the order's money lies aside.
    pub aside: Option<Money>,
    /// The rail's name for the payment.
    pub reference: String,
    /// Whose order it is about.
    pub person: Option<PersonId>,
}

impl SeeTo {
    /// The act that sees to an event in a way.
    #[must_use]
    pub fn of(line: &RailLine, way: RailWay) -> Self {
        let chosen = match &way {
            RailWay::Belongs { order } => line.maybe.iter().find(|maybe| maybe.id == *order),
            RailWay::Settle | RailWay::SentBack | RailWay::SetAside { .. } => line.order.as_ref(),
        };
        Self {
            rail: line.rail.clone(),
            event: line.event.clone(),
            why: line.why,
            amount: line.amount,
            aside: line.aside,
            reference: line.reference.clone(),
            person: chosen.map(|order| order.person.id),
            way,
        }
    }
}

/// Refuses a reason that is none.
///
/// # Errors
/// `Invalid` with the rule.
pub fn check_why(why: &str) -> Result<(), Error> {
    let plain = why.chars().all(|c| !c.is_control());
    if why.trim().is_empty() || why.chars().count() > WHY_LIMIT || !plain {
        return Err(Error::invalid("error.bank.why").with("limit", WHY_LIMIT as i64));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::people::Kind;
    use uuid::Uuid;

    fn money(minor: i64) -> Money {
        Money::new(minor, Currency::new("EUR").expect("listed"))
    }

    fn order(n: u128, way: Way) -> RailOrder {
        let person = Person {
            id: PersonId(Uuid::from_u128(n)),
            handle: format!("p{n}"),
            name: "P".to_owned(),
            avatar: None,
            kind: Kind::Person,
            mcc: None,
        };
        RailOrder {
            id: OpId(Uuid::from_u128(n)),
            way,
            person,
            amount: money(500),
            at: Timestamp::default(),
            settles: true,
        }
    }

    fn line(why: Odd, order: Option<RailOrder>, aside: i64) -> RailLine {
        RailLine {
            rail: "sim".to_owned(),
            event: "e1".to_owned(),
            why,
            aside: order.as_ref().map(|_| money(aside)),
            order,
            reference: String::new(),
            amount: Some(money(500)),
            at: Timestamp::default(),
            maybe: Vec::new(),
            way: None,
        }
    }

    #[test]
    fn every_open_event_has_a_way_on() {
        use RailWayKind::{Belongs, SentBack, SetAside, Settle};
        let ways =
            |why, way: Option<Way>, aside| line(why, way.map(|way| order(1, way)), aside).ways();
        assert_eq!(ways(Odd::UnknownOrder, None, 0), [Belongs, SetAside], "whose is it?");
        let came = ways(Odd::AfterEnd, Some(Way::In), 500);
        assert_eq!(came, [Settle, SentBack, SetAside], "the money lies aside");
        assert_eq!(ways(Odd::Short, Some(Way::In), -5), [Settle, SetAside], "it is missing");
        let left = ways(Odd::LeftAfterFailure, Some(Way::Out), -500);
        assert_eq!(left, [Settle, SetAside], "what left cannot be sent back");
        let back = ways(Odd::TooMuch, Some(Way::Out), 500);
        assert_eq!(back, [SetAside], "nobody misses what came back a second time");
        assert_eq!(ways(Odd::TooLittle, Some(Way::In), 0), [SetAside], "no money lies aside");
        let seen = RailLine { way: Some(RailWay::SentBack), ..line(Odd::Short, None, 0) };
        assert!(seen.ways().is_empty(), "once is enough");
    }

    #[test]
    fn an_act_names_whose_order_it_is() {
        let maybe = vec![order(1, Way::In), order(2, Way::In)];
        let unknown = RailLine { maybe, ..line(Odd::UnknownOrder, None, 0) };
        let second = RailWay::Belongs { order: OpId(Uuid::from_u128(2)) };
        let person = Some(PersonId(Uuid::from_u128(2)));
        assert_eq!(SeeTo::of(&unknown, second).person, person, "the one that was chosen");
        let known = line(Odd::AfterEnd, Some(order(1, Way::In)), 500);
        let act = SeeTo::of(&known, RailWay::Settle);
        assert_eq!(act.person, Some(PersonId(Uuid::from_u128(1))), "whose order it is");
        assert_eq!(act.aside, Some(money(500)), "and what lies aside");
    }

    #[test]
    fn reasons_are_told_apart() {
        for odd in Odd::ALL {
            assert_eq!(Odd::from_word(odd.word()), Some(odd), "there and back");
        }
        let (one, other) = (line(Odd::Short, None, 0), line(Odd::TooMuch, None, 0));
        assert_ne!(one.id(), other.id(), "one event may be odd in two ways");
    }
}
