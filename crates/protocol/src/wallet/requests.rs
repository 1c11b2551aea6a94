//! What the wallet asks the backend besides operations.

use super::bank::{AskBankFile, BankFile, LookStatement, Preview, ReadStatement};
use super::proof::Proof;
use super::rail_desk::{AskRailDesk, RailDesk};
use super::statement::{AskStatement, StatementPage};
use super::{AskLimits, AskPayToken, AskQuote, AskRates, Limits, PayToken, Quote, RateBoard};
use crate::ids::BillId;
use crate::people::Person;
use crate::request::requests;
use serde::{Deserialize, Serialize};

/// Asks whether a collect code of ours is genuine and can be paid now: signature, device, service
/// and expiry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckCode {
    /// The whole payload.
    pub payload: String,
}

/// Asks for a proof that a movement of mine stands in the ledger's journal; none until its hour is
/// over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProveBill {
    /// The bill.
    pub bill: BillId,
}

requests! {
    CheckCode => "/v1/wallet/check-code" -> Person,
    ProveBill => "/v1/wallet/prove-bill" -> Option<Proof>,
    AskPayToken => "/v1/wallet/pay-token" -> PayToken,
    AskLimits => "/v1/wallet/limits" -> Limits,
    AskRates => "/v1/wallet/rates" -> RateBoard,
    AskQuote => "/v1/wallet/quote" -> Quote,
    AskStatement => "/v1/wallet/statement" -> StatementPage,
    ReadStatement => "/v1/wallet/bank/read" -> Preview,
    LookStatement => "/v1/wallet/bank/look" -> Preview,
    AskRailDesk => "/v1/wallet/rails/odd" -> RailDesk,
    AskBankFile => "/v1/wallet/bank/file" -> BankFile,
}
