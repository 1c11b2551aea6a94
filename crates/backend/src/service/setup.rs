//! How the service is set up, and how it presents itself.

use super::table::setting;
use crate::backend::Backend;
use crate::db::{DbError, Sql};
use sampan_protocol::auth::{PROTOCOL_VERSION, to_hex};
use sampan_protocol::service::{Info, Settings};
use sampan_protocol::{Currency, Error, Money, Random};

const SETTINGS: &str = "settings";
const ID: &str = "id";
const SECRET: &str = "secret";

/// How the service is set up, as of one transaction.
pub(crate) struct Setup {
    pub(crate) settings: Settings,
    /// 8 lower-case hexadecimal digits.
    pub(crate) service_id: String,
    /// Whether its money is play money.
    pub(crate) play_money: bool,
    /// The most that one transfer may move, by currency.
    pub(crate) limits: Vec<Money>,
}

/// Gives a new service its settings, its identifier and its secret; an old one keeps its own.
pub(crate) fn begin(
    sql: &mut dyn Sql,
    settings: &Settings,
    random: &dyn Random,
) -> Result<(), DbError> {
    if setting::read(sql, ID)?.is_some() {
        return Ok(());
    }
    let (mut id, mut secret) = ([0; 4], [0; 32]);
    random.fill(&mut id);
    random.fill(&mut secret);
    setting::put(sql, ID, &to_hex(&id))?;
    setting::put(sql, SECRET, &to_hex(&secret))?;
    put_settings(sql, settings)
}

/// Keeps how the service is set up.
pub(crate) fn put_settings(sql: &mut dyn Sql, settings: &Settings) -> Result<(), DbError> {
    let text = serde_json::to_string(settings)
        .map_err(|error| DbError::Other(format!("the settings: {error}")))?;
    setting::put(sql, SETTINGS, &text)
}

/// How the service is set up.
pub(crate) fn setup(sql: &mut dyn Sql, backend: &Backend) -> Result<Setup, DbError> {
    let settings = settings(sql)?;
    let limit = |currency: &Currency| {
        let chosen = backend.limits().iter().find(|limit| limit.currency == *currency);
        chosen.copied().unwrap_or_else(|| ordinary_limit(*currency))
    };
    let limits = settings.currencies.iter().map(limit).collect();
    let play_money = backend.play_money();
    Ok(Setup { settings, service_id: required(sql, ID)?, play_money, limits })
}

/// What operators have set.
pub(crate) fn settings(sql: &mut dyn Sql) -> Result<Settings, DbError> {
    serde_json::from_str(&required(sql, SETTINGS)?)
        .map_err(|error| DbError::Decode(format!("the settings: {error}")))
}

/// What the service makes its invitations from.
pub(super) fn secret(sql: &mut dyn Sql) -> Result<String, DbError> {
    required(sql, SECRET)
}

/// How the service presents itself.
pub(crate) fn info(backend: &Backend) -> Result<Info, Error> {
    let setup = backend.db().read(|sql| setup(sql, backend))?;
    let rails = backend.modules().iter().flat_map(|module| module.rails());
    let fitting = rails.filter(|rail| rail.play == setup.play_money);
    Ok(Info {
        settings: setup.settings,
        service_id: setup.service_id,
        protocol: PROTOCOL_VERSION,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        play_money: setup.play_money,
        transfer_limits: setup.limits,
        rails: fitting.collect(),
        now: backend.now(),
    })
}

fn required(sql: &mut dyn Sql, name: &str) -> Result<String, DbError> {
    setting::read(sql, name)?.ok_or_else(|| DbError::Decode(format!("the service has no {name}")))
}

/// 50,000 of what has cents; a million of what has none.
fn ordinary_limit(currency: Currency) -> Money {
    let major = if currency.exponent() == 0 { 1_000_000 } else { 50_000 };
    Money::new(major * currency.scale(), currency)
}
