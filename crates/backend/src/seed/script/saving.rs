//! Savings pots with what went into them, and family cards that are used, in the last weeks.

use super::{Draft, Who, cny};
use crate::seed::script::Deed;
use sampan_protocol::{Money, Timestamp};

/// Names a pot in the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::seed) struct Jar(pub(in crate::seed) usize);

/// Names a family card in the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::seed) struct Lent(pub(in crate::seed) usize);

/// A pot as it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::seed) struct NewJar {
    /// Its name.
    pub(in crate::seed) name: &'static str,
    /// Its picture.
    pub(in crate::seed) icon: &'static str,
    /// Its colour.
    pub(in crate::seed) hue: u8,
    /// What is to be reached, and in how many days.
    pub(in crate::seed) goal: Option<(Money, i64)>,
    /// What is put in each week, by itself.
    pub(in crate::seed) weekly: Option<Money>,
}

/// What is done with pots and family cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::seed) enum Save {
    /// Makes a pot.
    Make(Jar, NewJar),
    /// Puts money in.
    Fill(Jar, Money),
    /// Takes money out.
    Draw(Jar, Money),
    /// Has payments be rounded up into it.
    RoundUp(Jar, NewJar),
    /// Gives a family card, with the most a month and the most a payment.
    Lend(Lent, Who, &'static str, (Money, Money)),
    /// Takes a card.
    Take(Lent),
    /// Pays by a card.
    Spend(Lent, Spent),
}

/// A payment by a family card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::seed) struct Spent {
    /// Whose money it is.
    pub(in crate::seed) giver: Who,
    /// Who is paid.
    pub(in crate::seed) to: Who,
    /// How much.
    pub(in crate::seed) amount: Money,
    /// What for.
    pub(in crate::seed) note: &'static str,
}

impl Save {
    /// Whose money it moves, and how much: negative where it comes back.
    pub(super) const fn cost(&self, who: Who) -> Option<(Who, Money)> {
        match self {
            Self::Fill(_, amount) => Some((who, *amount)),
            Self::Draw(_, amount) => Some((who, amount.negated())),
            Self::Spend(_, spent) => Some((spent.giver, spent.amount)),
            Self::Make(..) | Self::RoundUp(..) | Self::Lend(..) | Self::Take(_) => None,
        }
    }
}

/// Adds them.
pub(super) fn happen(draft: &mut Draft, now: Timestamp) {
    const HOUR: i64 = 60;
    const DAY: i64 = 24 * HOUR;
    let ago = |minutes: i64| now.plus_seconds(-minutes * 60 - 41);
    let mut add = |minutes, who, save| draft.add(ago(minutes), who, Deed::Save(save));
    let (kyoto, rain) = (Jar(0), Jar(1));
    let journey = NewJar {
        name: "京都之旅 Kyoto",
        icon: "plane",
        hue: 2,
        goal: Some((cny(800_000), 150)),
        weekly: Some(cny(20_000)),
    };
    add(40 * DAY, Who::MEI, Save::Make(kyoto, journey));
    for (days, minor) in [(40, 150_000), (33, 80_000), (26, 80_000), (12, 120_000), (5, 60_000)] {
        add(days * DAY - 30, Who::MEI, Save::Fill(kyoto, cny(minor)));
    }
    let reserve =
        NewJar { name: "应急备用金", icon: "umbrella", hue: 5, goal: None, weekly: None };
    add(61 * DAY, Who::MEI, Save::Make(rain, reserve));
    for (days, minor) in [(60, 200_000), (31, 200_000), (2, 150_000)] {
        add(days * DAY - 75, Who::MEI, Save::Fill(rain, cny(minor)));
    }
    add(9 * DAY, Who::MEI, Save::Draw(rain, cny(80_000)));
    // Last of all, so that what it rounds up nobody counts with.
    add(1, Who::MEI, Save::RoundUp(rain, reserve));

    let (pocket, household) = (Lent(0), Lent(1));
    let caps = (cny(60_000), cny(20_000));
    add(50 * DAY, Who::MEI, Save::Lend(pocket, Who::XIAOYU, "零花钱", caps));
    add(50 * DAY - 14, Who::XIAOYU, Save::Take(pocket));
    let by_card = |giver, to, minor, note| Spent { giver, to, amount: cny(minor), note };
    for (minutes, to, minor, note) in [
        (3 * DAY + 200, Who::PAPER_BOAT, 6_800, "教辅书"),
        (26 * HOUR, Who::ALLEY_COFFEE, 2_400, "热可可"),
        (310, Who::ARCADE, 4_500, "和同学玩"),
    ] {
        let spent = by_card(Who::MEI, to, minor, note);
        add(minutes, Who::XIAOYU, Save::Spend(pocket, spent));
    }
    let caps = (cny(300_000), cny(80_000));
    add(45 * DAY, Who::LIWEI, Save::Lend(household, Who::MEI, "家用", caps));
    add(45 * DAY - 40, Who::MEI, Save::Take(household));
    for (minutes, to, minor, note) in [
        (2 * DAY + 90, Who::GREEN_BASKET, 23_680, "周末买菜"),
        (470, Who::GREEN_BASKET, 11_250, "水果和牛奶"),
    ] {
        let spent = by_card(Who::LIWEI, to, minor, note);
        add(minutes, Who::MEI, Save::Spend(household, spent));
    }
}
