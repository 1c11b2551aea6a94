//! The modules that people act upon: the one place that names features.

/// What it finds.
pub use crate::wallet::Audit;
/// Replays the ledger and checks it.
pub use crate::wallet::audit::audit;

/// What the people of the demo world do with money.
pub(crate) use sampan_protocol::wallet::{
    Category, PointsRules, bank as wallet_bank, budget as wallet_budget, coupon as wallet_coupons,
    dispute as wallet_disputes, exchange as wallet_exchange, family as wallet_family,
    fee as wallet_fees, label as wallet_label, operate as wallet_operate, ops as wallet_ops,
    packet as wallet_packets, plan as wallet_plans, pot as wallet_pots, price as wallet_price,
    split as wallet_splits,
};

/// What the people of the demo world do in communities.
pub(crate) mod talks {
    pub(crate) use sampan_protocol::communities::{
        Ballot, Joining, Opinion, Reaction, Role, Tag, Target, Topic, gatherings, ops,
    };
    #[cfg(test)]
    pub(crate) use sampan_protocol::communities::{Membership, rows};

    /// The word of the scope in which they do it.
    pub(crate) const SCOPE: &str = "communities";
}

/// What life accounts of the demo world publish.
pub(crate) mod life {
    #[cfg(test)]
    pub(crate) use sampan_protocol::feed::check_note;
    pub(crate) use sampan_protocol::feed::film::Filmed;
    pub(crate) use sampan_protocol::feed::hours::{Hours, Span};
    pub(crate) use sampan_protocol::feed::{
        Category, Crop, KeepShot, LifeKind, Liked, Service, Shot, Tag, TagKind, ops,
    };

    /// The word of the scope in which they do it.
    pub(crate) const SCOPE: &str = "feed";
}

/// Requests for money, as they stand in wallets.
pub(crate) mod wallet_requests {
    pub(crate) use sampan_protocol::wallet::MoneyRequest as Row;
    pub(crate) use sampan_protocol::wallet::rows::REQUEST as KIND;
}

/// Which rails a service has.
pub use crate::wallet::rail::{RailSettings, Secret, SimSettings, StripeSettings};

use crate::communities::Communities;
use crate::config::Config;
use crate::feed::Feed;
use crate::media::Media;
use crate::messages::Messages;
use crate::moderation::Moderation;
use crate::module::Module;
use crate::notices::Notices;
use crate::operate::Operate;
use crate::people::People;
use crate::ports::Ports;
use crate::search::Search;
use crate::wallet::Wallet;
use crate::wallet::payments::LedgerPayments;
use std::sync::Arc;

/// Every module, set up as a backend is.
pub(crate) fn modules(config: &Config) -> Vec<Box<dyn Module>> {
    let wallet = Wallet::new(&config.rails, &config.clock);
    vec![
        Box::new(People),
        Box::new(Media),
        Box::new(Notices),
        Box::new(Moderation),
        Box::new(Operate),
        Box::new(Messages),
        Box::new(Search),
        Box::new(wallet),
        Box::new(Communities::new(config.outside.clone())),
        Box::new(Feed),
    ]
}

/// Every module, as far as it needs no setting up.
pub(crate) fn plain_modules() -> Vec<Box<dyn Module>> {
    vec![
        Box::new(People),
        Box::new(Media),
        Box::new(Notices),
        Box::new(Moderation),
        Box::new(Operate),
        Box::new(Messages),
        Box::new(Search),
        Box::<Wallet>::default(),
        Box::<Communities>::default(),
        Box::new(Feed),
    ]
}

/// What modules may ask of one another.
pub(crate) fn ports() -> Ports {
    Ports { people: Arc::new(People), presence: Arc::default(), payments: Arc::new(LedgerPayments) }
}
