//! Tells whose account a data object `02` to `51` is.

use alloc::string::{String, ToString};
use core::fmt;

use crate::{
    id::Id,
    schemes::Scheme,
    tlv::{self, Object},
};

/// Where the money may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The data object at the root.
    pub id: Id,
    /// What it holds.
    pub kind: AccountKind,
}

/// The two kinds of accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// A card network's own text (`02` to `25`).
    Card {
        /// The network that owns the data object.
        network: Network,
        /// Its text, in the network's own format.
        value: String,
    },
    /// A template that names its scheme (`26` to `51`).
    Template {
        /// The globally unique identifier as written; absent if the template has none.
        guid: Option<String>,
        /// The scheme of that identifier, if it is known here.
        scheme: Option<Scheme>,
    },
}

/// Who owns the data objects `02` to `25`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// `02`, `03`.
    Visa,
    /// `04`, `05`.
    Mastercard,
    /// `06` to `08` and `17` to `25`, kept by EMVCo and used by RuPay among others.
    Emvco,
    /// `09`, `10`.
    Discover,
    /// `11`, `12`.
    Amex,
    /// `13`, `14`.
    Jcb,
    /// `15`, `16`.
    UnionPay,
}

impl Account {
    /// Reads a data object of the root, if it is an account.
    #[must_use]
    pub fn read(object: &Object) -> Option<Account> {
        let id = object.id();
        let kind = if let Some(network) = Network::of(id) {
            AccountKind::Card { network, value: object.value().to_string() }
        } else if id.is_account() {
            let sub = object.sub().unwrap_or_default();
            let guid = tlv::text(sub, Id::GUID);
            let scheme = guid.as_deref().and_then(|guid| Scheme::read(guid, sub));
            AccountKind::Template { guid, scheme }
        } else {
            return None;
        };
        Some(Account { id, kind })
    }

    /// The scheme, if the account is a template of a known one.
    #[must_use]
    pub fn scheme(&self) -> Option<&Scheme> {
        match &self.kind {
            AccountKind::Card { .. } => None,
            AccountKind::Template { scheme, .. } => scheme.as_ref(),
        }
    }
}

impl Network {
    /// The owner of a data object at the root.
    #[must_use]
    pub const fn of(id: Id) -> Option<Network> {
        Some(match id.get() {
            2..=3 => Network::Visa,
            4..=5 => Network::Mastercard,
            9..=10 => Network::Discover,
            11..=12 => Network::Amex,
            13..=14 => Network::Jcb,
            15..=16 => Network::UnionPay,
            6..=8 | 17..=25 => Network::Emvco,
            _ => return None,
        })
    }

    /// Its name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Network::Visa => "visa",
            Network::Mastercard => "mastercard",
            Network::Emvco => "emvco",
            Network::Discover => "discover",
            Network::Amex => "amex",
            Network::Jcb => "jcb",
            Network::UnionPay => "unionpay",
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
