//! What a backend is opened with.

use crate::features::{RailSettings, SimSettings};
use crate::media::VideoSettings;
use crate::outside::{Internet, Outside};
use crate::pin::PinCost;
use crate::system::{SystemClock, SystemRandom};
use sampan_protocol::features::ExchangeRules;
use sampan_protocol::service::{Registration, Settings};
use sampan_protocol::{Clock, Currency, Money, Random};
use std::sync::Arc;

/// What a backend is opened with.
#[derive(Clone)]
pub struct Config {
    /// `sqlite:PATH`, `sqlite::memory:` or `postgres://USER:PASSWORD@HOST/NAME`.
    pub database: String,
    /// Where pictures are kept: a folder, `s3://BUCKET/PREFIX`, or `memory:`.
    pub media: String,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives randomness fit for cryptography.
    pub random: Arc<dyn Random>,
    /// What trying one PIN costs, for PINs that are set from now on.
    pub pin_cost: PinCost,
    /// Whether its money is play money: then everybody can top up through the sandbox; otherwise
    /// nobody can.
    pub play_money: bool,
    /// Whether the first person who registers runs the service; otherwise an invitation does.
    pub first_operates: bool,
    /// How a new service is set up; an old one keeps its settings.
    pub settings: Settings,
    /// The most that one transfer may move; currencies that are not listed have an ordinary limit.
    pub limits: Vec<Money>,
    /// How many requests of unknown devices are taken from one address in a minute.
    pub newcomers_per_minute: u32,
    /// Whether a proxy stands before the server, whose `X-Forwarded-For` tells the address.
    pub behind_proxy: bool,
    /// The rails besides the sandbox.
    pub rails: RailSettings,
    /// Where links that people post are looked up; none where they are not.
    pub outside: Option<Arc<dyn Outside>>,
    /// How much may be uploaded, and what videos are worked on with.
    pub video: VideoSettings,
}

impl Config {
    /// A backend that runs inside the app: play money, and whoever comes first runs it.
    #[must_use]
    pub fn bundled(database: &str, media: &str) -> Self {
        let mut config = Self { first_operates: true, ..Self::server(database, media) };
        config.settings.exchange = ExchangeRules::of_play(&config.settings.currencies);
        // What takes its time can be tried, too.
        config.rails.sim = Some(SimSettings::default());
        config
    }

    /// A backend of a server.
    #[must_use]
    pub fn server(database: &str, media: &str) -> Self {
        let listed = ["CNY", "USD", "EUR", "JPY", "SGD"];
        Self {
            database: database.to_owned(),
            media: media.to_owned(),
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            pin_cost: PinCost::PEOPLE,
            play_money: true,
            first_operates: false,
            settings: Settings {
                name: "Sampan".to_owned(),
                registration: Registration::default(),
                currencies: listed.iter().filter_map(|code| Currency::new(code).ok()).collect(),
                terms: String::new(),
                features_off: Vec::new(),
                caps: sampan_protocol::caps::Caps::default(),
                exchange: ExchangeRules::default(),
                fees: Default::default(),
                tiers: Default::default(),
                points: Default::default(),
                bank: Vec::new(),
            },
            limits: Vec::new(),
            newcomers_per_minute: 60,
            behind_proxy: false,
            rails: RailSettings::default(),
            outside: Some(Arc::new(Internet)),
            video: VideoSettings::default(),
        }
    }
}
