//! What merchants offer, and who has a piece of it.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::{AccountId, BillId, OpId, PersonId};
use sampan_protocol::wallet::coupon::{Offer, Used, Way};
use sampan_protocol::{Money, Timestamp};

/// The tables.
pub(crate) const CREATE: &str = include_str!("campaign.sql");

/// The most campaigns that are told at once.
const MOST_TOLD: i64 = 50;

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Which.
    pub(crate) id: OpId,
    /// Whose.
    pub(crate) merchant: PersonId,
    /// What it is called.
    pub(crate) name: String,
    /// What a piece takes off.
    pub(crate) offer: Offer,
    /// What a price has to be at least.
    pub(crate) minimum: Money,
    /// How many pieces there are.
    pub(crate) pieces: u32,
    /// How many of them one person gets.
    pub(crate) each: u32,
    /// From when a piece can be used.
    pub(crate) from: Timestamp,
    /// Until when a piece can be got and used.
    pub(crate) until: Timestamp,
    /// How people come by a piece.
    pub(crate) way: Way,
    /// The word.
    pub(crate) code: Option<String>,
    /// Where the money lies, if any does.
    pub(crate) account: Option<AccountId>,
    /// How many pieces are gone.
    pub(crate) claimed: u32,
    /// How many of those were used.
    pub(crate) used: u32,
    /// When it was made.
    pub(crate) made: Timestamp,
}

/// Somebody's piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Which.
    pub(crate) id: OpId,
    /// Of which campaign.
    pub(crate) campaign: OpId,
    /// Whose.
    pub(crate) person: PersonId,
    /// When it came.
    pub(crate) got: Timestamp,
    /// How it was used, if it was.
    pub(crate) used: Option<Used>,
}

const COLUMNS: &str = "id, merchant, name, kind, currency, named, percent, minimum, pieces,
    each_person, starts, ends, way, cost, code, account, claimed, used, made";

/// Adds a campaign.
pub(crate) fn insert(sql: &mut dyn Sql, kept: &Kept) -> Result<(), DbError> {
    let (way, cost) = way_words(kept.way);
    let (kind, percent) = kind_words(&kept.offer);
    sql.execute(
        "INSERT INTO wallet_campaigns (id, merchant, name, kind, currency, named, percent, minimum,
            pieces, each_person, starts, ends, way, cost, code, account, claimed, used, made)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, 0, $17)",
        &params![
            kept.id,
            kept.merchant,
            kept.name.as_str(),
            kind,
            kept.offer.money().currency,
            kept.offer.money().minor,
            percent,
            kept.minimum.minor,
            kept.pieces,
            kept.each,
            kept.from,
            kept.until,
            way,
            cost,
            kept.code.clone(),
            kept.account.map(|account| account.to_string()),
            kept.made,
        ],
    )
    .map(drop)
}

/// A campaign, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: OpId) -> Result<Option<Kept>, DbError> {
    let query =
        format!("UPDATE wallet_campaigns SET used = used WHERE id = $1 RETURNING {COLUMNS}");
    sql.query_opt(&query, &params![id])?.map(|row| read(&row)).transpose()
}

/// A campaign.
pub(crate) fn find(sql: &mut dyn Sql, id: OpId) -> Result<Option<Kept>, DbError> {
    let query = format!("SELECT {COLUMNS} FROM wallet_campaigns WHERE id = $1");
    sql.query_opt(&query, &params![id])?.map(|row| read(&row)).transpose()
}

/// Campaigns of a merchant that have pieces left, what ends first first; without what is given.
pub(crate) fn open_of(
    sql: &mut dyn Sql,
    merchant: PersonId,
    now: Timestamp,
) -> Result<Vec<Kept>, DbError> {
    let query = format!(
        "SELECT {COLUMNS} FROM wallet_campaigns
         WHERE merchant = $1 AND ends > $2 AND claimed < pieces AND way <> 'given'
         ORDER BY ends, made LIMIT $3"
    );
    let rows = sql.query(&query, &params![merchant, now, MOST_TOLD])?;
    rows.iter().map(read).collect()
}

/// Campaigns whose pieces are got for points, what ends first first.
pub(crate) fn for_points(sql: &mut dyn Sql, now: Timestamp) -> Result<Vec<Kept>, DbError> {
    let query = format!(
        "SELECT {COLUMNS} FROM wallet_campaigns
         WHERE way = 'points' AND ends > $1 AND claimed < pieces ORDER BY ends, made LIMIT $2"
    );
    let rows = sql.query(&query, &params![now, MOST_TOLD])?;
    rows.iter().map(read).collect()
}

/// Writes how many pieces of a locked campaign are gone and used.
pub(crate) fn count(sql: &mut dyn Sql, kept: &Kept) -> Result<(), DbError> {
    sql.execute(
        "UPDATE wallet_campaigns SET claimed = $2, used = $3 WHERE id = $1",
        &params![kept.id, kept.claimed, kept.used],
    )
    .map(drop)
}

/// How many pieces of a campaign somebody has or had.
pub(crate) fn pieces_of(
    sql: &mut dyn Sql,
    campaign: OpId,
    person: PersonId,
) -> Result<u32, DbError> {
    let n = sql
        .query_one(
            "SELECT COUNT(*) AS n FROM wallet_coupons WHERE campaign = $1 AND person = $2",
            &params![campaign, person],
        )?
        .int("n")?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Adds a piece.
pub(crate) fn add_piece(sql: &mut dyn Sql, piece: &Piece) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_coupons (id, campaign, person, got, off) VALUES ($1, $2, $3, $4, 0)",
        &params![piece.id, piece.campaign, piece.person, piece.got],
    )
    .map(drop)
}

/// A piece, locked until the end of the transaction.
pub(crate) fn lock_piece(sql: &mut dyn Sql, id: OpId) -> Result<Option<Piece>, DbError> {
    let row = sql.query_opt(
        "UPDATE wallet_coupons SET off = off WHERE id = $1
         RETURNING id, campaign, person, got, bill, used_at, off",
        &params![id],
    )?;
    row.map(|row| read_piece(&row)).transpose()
}

/// Writes how a locked piece was used, or that it was not.
pub(crate) fn set_used(sql: &mut dyn Sql, piece: &Piece) -> Result<(), DbError> {
    let used = piece.used;
    sql.execute(
        "UPDATE wallet_coupons SET bill = $2, used_at = $3, off = $4 WHERE id = $1",
        &params![
            piece.id,
            used.map(|used| used.bill.to_string()),
            used.map(|used| used.at.micros()),
            used.map_or(0, |used| used.off)
        ],
    )
    .map(drop)
}

const fn way_words(way: Way) -> (&'static str, u32) {
    match way {
        Way::Open => ("open", 0),
        Way::Code => ("code", 0),
        Way::Given => ("given", 0),
        Way::Points(cost) => ("points", cost),
    }
}

const fn kind_words(offer: &Offer) -> (&'static str, u8) {
    match offer {
        Offer::Off(_) => ("off", 0),
        Offer::Percent { percent, .. } => ("percent", *percent),
        Offer::Cash(_) => ("cash", 0),
    }
}

fn unknown(column: &str) -> DbError {
    DbError::Decode(format!("column {column} is not what it can be"))
}

fn read(row: &Row) -> Result<Kept, DbError> {
    let count = |column: &str| u32::try_from(row.int(column)?).map_err(|_| unknown(column));
    let currency = row.parse("currency")?;
    let named = Money::new(row.int("named")?, currency);
    let percent = u8::try_from(row.int("percent")?).map_err(|_| unknown("percent"))?;
    Ok(Kept {
        id: row.parse("id")?,
        merchant: row.parse("merchant")?,
        name: row.text("name")?.to_owned(),
        offer: match row.text("kind")? {
            "off" => Offer::Off(named),
            "percent" => Offer::Percent { percent, most: named },
            "cash" => Offer::Cash(named),
            _ => return Err(unknown("kind")),
        },
        minimum: Money::new(row.int("minimum")?, currency),
        pieces: count("pieces")?,
        each: count("each_person")?,
        from: row.time("starts")?,
        until: row.time("ends")?,
        way: match row.text("way")? {
            "open" => Way::Open,
            "code" => Way::Code,
            "given" => Way::Given,
            "points" => Way::Points(count("cost")?),
            _ => return Err(unknown("way")),
        },
        code: row.opt_text("code")?.map(str::to_owned),
        account: row.opt_parse("account")?,
        claimed: count("claimed")?,
        used: count("used")?,
        made: row.time("made")?,
    })
}

fn read_piece(row: &Row) -> Result<Piece, DbError> {
    let bill: Option<BillId> = row.opt_parse("bill")?;
    let at = row.opt_int("used_at")?.map(Timestamp::from_micros);
    let off = row.int("off")?;
    Ok(Piece {
        id: row.parse("id")?,
        campaign: row.parse("campaign")?,
        person: row.parse("person")?,
        got: row.time("got")?,
        used: bill.zip(at).map(|(bill, at)| Used { bill, at, off }),
    })
}
