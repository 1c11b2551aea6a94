//! What rails told that does not fit: the list of it, and what can be done about each event.

mod desk;
mod face;
mod line;

pub(crate) use desk::RailDeskScreen;
pub(crate) use face::face;
pub(crate) use line::RailLineScreen;

use crate::answer::{Answer, read};
use crate::features::wallet::face::rail_key;
use crate::t;
use crate::ui::Tone;
use sampan_protocol::operate::rows::ACT;
use sampan_protocol::wallet::rail_desk::{GetRailDesk, Odd, RailDesk, RailWayKind};

/// Address of the list.
pub(crate) const RAILS: &str = "/operate/rails";

/// Reads the list; again, once an act was decided.
fn read_rails() -> Answer<RailDesk> {
    read(&[ACT], || GetRailDesk {})
}

/// What a rail is called.
fn named(rail: &str) -> String {
    t!(&rail_key(rail))
}

/// Key of why an event does not fit.
fn odd_key(odd: Odd) -> String {
    format!("wallet.rails.odd.{}", odd.word())
}

/// Key of what is done about an event.
fn way_key(way: RailWayKind) -> String {
    format!("wallet.rails.way.{}", way.word())
}

/// How bad it is.
const fn tone_of(odd: Odd) -> Tone {
    match odd {
        Odd::UnknownOrder | Odd::LeftAfterFailure | Odd::Short => Tone::Danger,
        Odd::AfterEnd
        | Odd::TooMuch
        | Odd::TooLittle
        | Odd::FailedAfterSuccess
        | Odd::Currency
        | Odd::Negative => Tone::Warning,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::locale::Language;

    #[test]
    fn every_oddity_and_every_way_has_a_name() {
        use RailWayKind::{Belongs, SentBack, SetAside, Settle};
        let ways = [Belongs, Settle, SentBack, SetAside].map(way_key);
        let texts = ways.clone().map(|key| format!("{key}.text"));
        let odd = Odd::ALL.map(odd_key);
        for key in odd.iter().chain(&ways).chain(&texts) {
            for language in Language::ALL {
                assert_ne!(&language.text(key, &[]), key, "{} has {key}", language.tag());
            }
        }
    }
}
