//! Red packets: money in shares, for named people or for whoever has the link.

pub mod draw;
mod overlay;

pub use overlay::{one_with_waiting, with_waiting};

use crate::error::Error;
use crate::ids::{OpId, PacketId, PersonId};
use crate::messages::Place;
use crate::money::Money;
use crate::people::Person;
use crate::request::requests;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Kind of [`Packet`] rows of the scope `wallet:<person>`, key: packet.
pub const ROW: &str = "wallet.packet";
/// The most shares that a packet has.
pub const MOST_SHARES: u32 = 100;
/// For how long a packet can be opened, in seconds; what is left returns by itself.
pub const SECONDS: i64 = 86_400;
/// The longest greeting, in characters.
pub const GREETING_LIMIT: usize = 60;
/// How long the secret of a link is, in characters.
pub const SECRET_LENGTH: usize = 26;

/// How a packet is shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sharing {
    /// Everybody gets the same.
    Equal,
    /// Luck decides.
    Random,
}

/// How a packet stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PacketState {
    /// There are shares left.
    Open,
    /// Every share was claimed.
    Finished,
    /// Its time is over; what was left went back.
    Returned,
}

/// A share that somebody got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claim {
    /// Who.
    pub person: Person,
    /// How much.
    pub amount: Money,
    /// When.
    pub at: Timestamp,
}

/// A red packet as one person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Packet {
    /// Identifier: that of the operation which made it.
    pub id: PacketId,
    /// Who gives.
    pub sender: Person,
    /// How much in all.
    pub amount: Money,
    /// In how many shares.
    pub shares: u32,
    /// How it is shared out.
    pub sharing: Sharing,
    /// What is wished; may be empty.
    pub greeting: String,
    /// Whom it is for, as the sender sees it; empty where anybody with the link may claim.
    pub to: Vec<Person>,
    /// The secret of its link; only the sender sees it.
    pub secret: Option<String>,
    /// How it stands.
    pub state: PacketState,
    /// When it was made.
    pub made: Timestamp,
    /// Until when it can be opened.
    pub ends: Timestamp,
    /// Who got how much, the first first; only one's own share where it is not [`Self::whole`].
    pub claims: Vec<Claim>,
    /// Whether all claims are here.
    pub whole: bool,
    /// Whether it, or what was done with it, still waits on this device to be sent.
    #[serde(default)]
    pub pending: bool,
}

impl Packet {
    /// What somebody got of it.
    #[must_use]
    pub fn share_of(&self, person: PersonId) -> Option<Money> {
        self.claims.iter().find(|claim| claim.person.id == person).map(|claim| claim.amount)
    }

    /// What was claimed so far, as far as is known here.
    #[must_use]
    pub fn claimed(&self) -> Money {
        let minor = self.claims.iter().fold(0i64, |sum, c| sum.saturating_add(c.amount.minor));
        Money::new(minor, self.amount.currency)
    }

    /// Who was luckiest, once nothing is left of a packet that luck shared out: the first of those
    /// who got most.
    #[must_use]
    pub fn luckiest(&self) -> Option<PersonId> {
        let decided = self.whole && self.sharing == Sharing::Random && self.claims.len() > 1;
        if !decided || self.state == PacketState::Open {
            return None;
        }
        let most = self.claims.iter().map(|claim| claim.amount.minor).max()?;
        self.claims.iter().find(|claim| claim.amount.minor == most).map(|claim| claim.person.id)
    }
}

/// Puts money into a packet; needs the PIN. `wallet.send_packet`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendPacket {
    /// How much in all; positive.
    pub amount: Money,
    /// In how many shares.
    pub shares: u32,
    /// How it is shared out.
    pub sharing: Sharing,
    /// What is wished; may be empty.
    pub greeting: String,
    /// Whom it is for; nobody named where anybody with the link may claim.
    pub to: Vec<PersonId>,
    /// The secret of its link, if it has one.
    pub secret: Option<String>,
    /// The chat from which it is sent, and in which it shows; where nobody is named it is for
    /// everybody else there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat: Option<Place>,
}

/// Opens a packet. `wallet.claim_packet`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimPacket {
    /// Which.
    pub packet: PacketId,
    /// The secret of the link by which it was found.
    pub secret: Option<String>,
}

/// Name of [`SendPacket`].
pub const SEND: &str = "wallet.send_packet";
/// Name of [`ClaimPacket`].
pub const CLAIM: &str = "wallet.claim_packet";

/// Refuses a packet that cannot be: too many shares, a share of nothing, nobody to open it.
///
/// # Errors
/// `Invalid` with the rule.
pub fn check(op: &SendPacket) -> Result<(), Error> {
    let invalid = |key| Err(Error::invalid(key));
    if !(1..=MOST_SHARES).contains(&op.shares) {
        return Err(
            Error::invalid("error.wallet.packet_shares").with("limit", i64::from(MOST_SHARES))
        );
    }
    if op.amount.minor < i64::from(op.shares) {
        let least = Money::new(i64::from(op.shares), op.amount.currency);
        return Err(Error::invalid("error.wallet.packet_too_little").with("least", least));
    }
    let plain = !op.greeting.chars().any(char::is_control);
    if op.greeting.chars().count() > GREETING_LIMIT || !plain {
        let limit = i64::try_from(GREETING_LIMIT).unwrap_or(i64::MAX);
        return Err(Error::invalid("error.wallet.packet_greeting").with("limit", limit));
    }
    let mut named = op.to.clone();
    named.sort_unstable();
    named.dedup();
    match &op.secret {
        _ if named.len() != op.to.len() || named.len() > MOST_SHARES as usize => {
            invalid("error.wallet.packet_people")
        }
        None if named.is_empty() && op.chat.is_some() => Ok(()),
        None if named.is_empty() => invalid("error.wallet.packet_nobody"),
        None if named.len() < op.shares as usize => invalid("error.wallet.packet_more_shares"),
        Some(_) if !named.is_empty() => invalid("error.wallet.packet_people"),
        Some(secret) if !is_secret(secret) => invalid("error.wallet.packet_link"),
        _ => Ok(()),
    }
}

/// Says whether this can be the secret of a link.
#[must_use]
pub fn is_secret(text: &str) -> bool {
    text.len() == SECRET_LENGTH
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// Makes the secret of a link: 130 bits.
#[must_use]
pub fn secret(random: &dyn crate::time::Random) -> String {
    let mut bytes = [0u8; SECRET_LENGTH];
    random.fill(&mut bytes);
    let letters = b"abcdefghijklmnopqrstuvwxyz234567";
    bytes.iter().map(|byte| char::from(letters[usize::from(byte % 32)])).collect()
}

/// The link by which a packet is found: `sampan://packet/<id>?s=<secret>`.
#[must_use]
pub fn link(id: PacketId, secret: &str) -> String {
    format!("sampan://packet/{id}?s={secret}")
}

/// Asks how a packet stands: who got how much. Told to its sender, to whom it is for, and to
/// whoever has its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LookAtPacket {
    /// Which.
    pub packet: PacketId,
    /// The secret of the link by which it was found.
    pub secret: Option<String>,
}

requests! {
    LookAtPacket => "/v1/wallet/packet" -> Packet,
}

/// Reads the packets that I gave and got, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPackets {}

/// Reads one packet, asking the service for it where it is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetPacket {
    /// Which.
    pub packet: PacketId,
    /// The secret of the link by which it was found.
    pub secret: Option<String>,
}

/// Gives a packet.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivePacket {
    /// Idempotency key, made when the form was opened.
    pub op: OpId,
    /// How much in all.
    pub amount: Money,
    /// In how many shares.
    pub shares: u32,
    /// How it is shared out.
    pub sharing: Sharing,
    /// What is wished; may be empty.
    pub greeting: String,
    /// Whom it is for; nobody named for whoever has the link.
    pub to: Vec<Person>,
    /// The chat from which it is sent; where nobody is named it is for everybody else there.
    #[serde(default)]
    pub chat: Option<Place>,
    /// The PIN; without it the packet waits on the device until the PIN is given.
    pub pin: Option<String>,
}

/// Opens a packet; answers how it stands then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenPacket {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub packet: PacketId,
    /// The secret of the link by which it was found.
    pub secret: Option<String>,
}

#[cfg(test)]
mod tests;
