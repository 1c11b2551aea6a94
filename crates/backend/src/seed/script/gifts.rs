//! Red packets, a dinner that is split, and what happens by itself, in the last days.

use super::{Draft, Who, cny};
use crate::seed::script::Deed;
use sampan_protocol::{Money, Timestamp};

/// Names a red packet in the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::seed) struct Given(pub(in crate::seed) usize);

/// What is done with packets, splits and plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::seed) enum Gift {
    /// Gives a red packet: luck shares it out.
    Give {
        /// By which name the script refers to it.
        given: Given,
        /// Whom it is for; as many shares as people.
        to: &'static [Who],
        /// How much.
        amount: Money,
        /// What is wished.
        greeting: &'static str,
    },
    /// Opens one.
    Open(Given),
    /// Splits a bill equally with others.
    Split {
        /// With whom.
        with: &'static [Who],
        /// How much.
        amount: Money,
        /// What it was.
        title: &'static str,
    },
    /// Pays what was asked for under this title.
    Answer {
        /// To whom.
        to: Who,
        /// How much.
        amount: Money,
        /// What it was.
        title: &'static str,
    },
    /// Plans a payment each month, or each week.
    Plan {
        /// To whom.
        to: Who,
        /// How much.
        amount: Money,
        /// What for.
        note: &'static str,
        /// In how many days it begins.
        in_days: i64,
        /// Whether it is each month.
        monthly: bool,
    },
    /// Sends money that arrives a day later.
    Delay {
        /// To whom.
        to: Who,
        /// How much.
        amount: Money,
        /// What for.
        note: &'static str,
    },
}

impl Gift {
    /// What it takes out of the wallet of who does it.
    pub(super) fn cost(&self) -> Option<Money> {
        match self {
            Self::Give { amount, .. }
            | Self::Answer { amount, .. }
            | Self::Delay { amount, .. } => Some(*amount),
            Self::Open(_) | Self::Split { .. } | Self::Plan { .. } => None,
        }
    }
}

/// Adds them.
pub(super) fn happen(draft: &mut Draft, now: Timestamp) {
    const COUSINS: &[Who] = &[Who::XIAOYU, Who::WANGFANG, Who::ZHOUTING, Who::KENJI];
    const TEAM: &[Who] = &[Who::MEI, Who::TOM, Who::PRIYA, Who::XIAOYU, Who::WANGFANG];
    const DINNER: &[Who] = &[Who::WANGFANG, Who::TOM, Who::KENJI];
    let ago = |minutes: i64| now.plus_seconds(-minutes * 60 - 29);
    let mut add = |minutes, who, gift| draft.add(ago(minutes), who, Deed::Gift(gift));
    let (first, second) = (Given(0), Given(1));
    let wish = "周末愉快！";
    add(
        1_180,
        Who::MEI,
        Gift::Give { given: first, to: COUSINS, amount: cny(8_800), greeting: wish },
    );
    for (who, minutes) in COUSINS.iter().zip([1_171, 1_168, 1_120, 905]) {
        add(minutes, *who, Gift::Open(first));
    }
    let wish = "新项目上线啦，大家辛苦了";
    add(
        395,
        Who::LIWEI,
        Gift::Give { given: second, to: TEAM, amount: cny(16_800), greeting: wish },
    );
    add(388, Who::TOM, Gift::Open(second));
    add(371, Who::XIAOYU, Gift::Open(second));
    let (amount, title) = (cny(21_200), "周五火锅");
    add(640, Who::MEI, Gift::Split { with: DINNER, amount, title });
    add(612, Who::WANGFANG, Gift::Answer { to: Who::MEI, amount: cny(5_300), title });
    let rent = Gift::Plan {
        to: Who::ANJU_HOMES,
        amount: cny(420_000),
        note: "房租",
        in_days: 9,
        monthly: true,
    };
    add(4_010, Who::MEI, rent);
    let pocket = Gift::Plan {
        to: Who::XIAOYU,
        amount: cny(10_000),
        note: "零花钱",
        in_days: 7,
        monthly: false,
    };
    add(3_990, Who::MEI, pocket);
    let deposit = Gift::Delay { to: Who::KENJI, amount: cny(30_000), note: "相机定金" };
    add(61, Who::MEI, deposit);
}
