//! Red packets, whom they are for, and who got how much.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::{AccountId, PacketId, PersonId};
use sampan_protocol::wallet::packet::{PacketState, Sharing};
use sampan_protocol::{Money, Timestamp};

/// The tables.
pub(crate) const CREATE: &str = include_str!("packet.sql");

/// A packet as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Which.
    pub(crate) id: PacketId,
    /// Who gives.
    pub(crate) sender: PersonId,
    /// Where the money lies.
    pub(crate) account: AccountId,
    /// How much it was.
    pub(crate) amount: Money,
    /// In how many shares.
    pub(crate) shares: u32,
    /// How it is shared out.
    pub(crate) sharing: Sharing,
    /// What is wished.
    pub(crate) greeting: String,
    /// The secret of its link.
    pub(crate) secret: Option<String>,
    /// How it stands.
    pub(crate) state: PacketState,
    /// What is left, minor units.
    pub(crate) rest: i64,
    /// How many shares are left.
    pub(crate) shares_left: u32,
    /// When it was made.
    pub(crate) made: Timestamp,
    /// Until when it can be opened.
    pub(crate) ends: Timestamp,
}

/// Somebody's share, minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Got {
    /// Who.
    pub(crate) person: PersonId,
    /// How much.
    pub(crate) minor: i64,
    /// When.
    pub(crate) at: Timestamp,
}

const COLUMNS: &str = "id, sender, account, currency, amount, shares, sharing, greeting, secret,
    state, rest, shares_left, made, ends";

/// A packet, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: PacketId) -> Result<Option<Kept>, DbError> {
    let query =
        format!("UPDATE wallet_packets SET state = state WHERE id = $1 RETURNING {COLUMNS}");
    sql.query_opt(&query, &params![id])?.map(|row| read(&row)).transpose()
}

/// A packet.
pub(crate) fn find(sql: &mut dyn Sql, id: PacketId) -> Result<Option<Kept>, DbError> {
    let query = format!("SELECT {COLUMNS} FROM wallet_packets WHERE id = $1");
    sql.query_opt(&query, &params![id])?.map(|row| read(&row)).transpose()
}

/// Adds a packet with those whom it is for.
pub(crate) fn insert(sql: &mut dyn Sql, kept: &Kept, to: &[PersonId]) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_packets (id, sender, account, currency, amount, shares, sharing,
            greeting, secret, state, rest, shares_left, made, ends)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        &params![
            kept.id,
            kept.sender,
            kept.account,
            kept.amount.currency,
            kept.amount.minor,
            kept.shares,
            sharing_word(kept.sharing),
            kept.greeting.as_str(),
            kept.secret.clone(),
            state_word(kept.state),
            kept.rest,
            kept.shares_left,
            kept.made,
            kept.ends,
        ],
    )?;
    for (person, place) in to.iter().zip(0i64..) {
        sql.execute(
            "INSERT INTO wallet_packet_guests (packet, person, place) VALUES ($1, $2, $3)",
            &params![kept.id, person, place],
        )?;
    }
    Ok(())
}

/// Writes how a locked packet stands now.
pub(crate) fn set(sql: &mut dyn Sql, kept: &Kept) -> Result<(), DbError> {
    sql.execute(
        "UPDATE wallet_packets SET state = $2, rest = $3, shares_left = $4 WHERE id = $1",
        &params![kept.id, state_word(kept.state), kept.rest, kept.shares_left],
    )
    .map(drop)
}

/// Whom a packet is for, in the order in which they were named.
pub(crate) fn guests(sql: &mut dyn Sql, id: PacketId) -> Result<Vec<PersonId>, DbError> {
    let rows = sql.query(
        "SELECT person FROM wallet_packet_guests WHERE packet = $1 ORDER BY place",
        &params![id],
    )?;
    rows.iter().map(|row| row.parse("person")).collect()
}

/// Notes a share; says whether this person had none yet.
pub(crate) fn claim(
    sql: &mut dyn Sql,
    id: PacketId,
    place: i64,
    got: &Got,
) -> Result<bool, DbError> {
    let added = sql.execute(
        "INSERT INTO wallet_packet_claims (packet, person, place, amount, at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (packet, person) DO NOTHING",
        &params![id, got.person, place, got.minor, got.at],
    )?;
    Ok(added == 1)
}

/// Who got how much, the first first.
pub(crate) fn claims(sql: &mut dyn Sql, id: PacketId) -> Result<Vec<Got>, DbError> {
    let rows = sql.query(
        "SELECT person, amount, at FROM wallet_packet_claims WHERE packet = $1 ORDER BY place",
        &params![id],
    )?;
    rows.iter()
        .map(|row| {
            let (person, minor) = (row.parse("person")?, row.int("amount")?);
            Ok(Got { person, minor, at: row.time("at")? })
        })
        .collect()
}

const fn sharing_word(sharing: Sharing) -> &'static str {
    match sharing {
        Sharing::Equal => "equal",
        Sharing::Random => "random",
    }
}

const fn state_word(state: PacketState) -> &'static str {
    match state {
        PacketState::Open => "open",
        PacketState::Finished => "finished",
        PacketState::Returned => "returned",
    }
}

fn read(row: &Row) -> Result<Kept, DbError> {
    let unknown = |column: &str| DbError::Decode(format!("column {column} is not what it can be"));
    let count = |column: &str| u32::try_from(row.int(column)?).map_err(|_| unknown(column));
    let (sharings, states) = (
        [Sharing::Equal, Sharing::Random],
        [PacketState::Open, PacketState::Finished, PacketState::Returned],
    );
    let (sharing, state) = (row.text("sharing")?, row.text("state")?);
    Ok(Kept {
        id: row.parse("id")?,
        sender: row.parse("sender")?,
        account: row.parse("account")?,
        amount: Money::new(row.int("amount")?, row.parse("currency")?),
        shares: count("shares")?,
        sharing: sharings
            .into_iter()
            .find(|s| sharing_word(*s) == sharing)
            .ok_or_else(|| unknown("sharing"))?,
        greeting: row.text("greeting")?.to_owned(),
        secret: row.opt_text("secret")?.map(str::to_owned),
        state: states
            .into_iter()
            .find(|s| state_word(*s) == state)
            .ok_or_else(|| unknown("state"))?,
        rest: row.int("rest")?,
        shares_left: count("shares_left")?,
        made: row.time("made")?,
        ends: row.time("ends")?,
    })
}
