//! What the UI asks of the wallet.

use super::bank::{
    AskReference, BankDesk, Banks, DropBank, GetBankDesk, KeepBank, ListBanks, LookStatement,
    Preview, ReadStatement, SaveBankFile,
};
use super::charge::{AnswerCharge, Charge, ChargeCode, GetCharge, MakePayCode, PayCode};
use super::codes::{Code, CollectCode, MakeCode, ReadCode};
use super::coupon::{
    Campaign, Coupon, GetCampaign, HandCoupon, ListCampaigns, ListCoupons, ListOffers,
    StartCampaign, TakeCoupon,
};
use super::dispute::{
    ChangeDispute, Dispute, KeepEvidence, ListAllDisputes, ListDisputes, OpenDispute,
};
use super::exchange::{ExchangeMoney, GetRates, QuoteExchange};
use super::family::{CardPage, ChangeCard, FamilyCard, GetCard, GiveCard, ListCards};
use super::mandate::{AskMandate, ChangeMandate, ChargeMandate, ListMandates, Mandate};
use super::methods::{Method, SetMethods};
use super::operate::{Float, GetFloat, GetHolder, GetStanding, Holder, Standing};
use super::packet::{GetPacket, GivePacket, ListPackets, OpenPacket, Packet};
use super::plan::{CallPaymentBack, ChangePlan, ListPlans, PayDelayed, Plan, PlanTransfer, Plans};
use super::points::{FundFloat, GetPoints, PointsView};
use super::pot::{ChangePot, GetPot, ListPots, MakePot, Pot, PotPage};
use super::price::{GetPrice, PayLess, Price};
use super::rail::{EndOrder, OrderMoney, SendBack};
use super::rail_desk::{GetRailDesk, RailDesk};
use super::refund::{GetGivenBack, GiveBack, GivenBack};
use super::rows::{Account, Bill, BillState, MoneyRequest};
use super::small::{GetLimits, Limits, SetSmall, SmallPay};
use super::split::{GetSplit, ListSplits, MakeSplit, RemindPayer, Split};
use super::statement::{GetStatement, SaveReceipt, SaveStatement, Saved, StatementSums};
use super::{
    BillKind, BudgetUse, Category, Facets, GetBudgets, GetFacets, GetInsight, Insight, KeepBudget,
    LabelBill, Quote, RateBoard,
};
use crate::command::commands;
use crate::ids::{BillId, CardId, OpId, PersonId, RequestId};
use crate::messages::Place;
use crate::money::{Currency, Money};
use crate::people::Person;
use crate::rails::RailInfo;
use serde::{Deserialize, Serialize};

/// Reads the wallet as this device knows it, pending operations included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetWallet {}

/// The wallet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wallet {
    /// Accounts, the service's first currency first.
    pub accounts: Vec<AccountView>,
    /// Currencies that an account can still be opened in.
    pub can_open: Vec<Currency>,
    /// Requests for money that are open, to me and from me, newest first.
    pub requests: Vec<MoneyRequest>,
    /// Charges of my pay codes that ask for the PIN.
    pub asking: Vec<Charge>,
    /// The latest bills; at most 5.
    pub recent: Vec<Bill>,
    /// Ways to pay, in the order in which they are used.
    pub methods: Vec<Method>,
    /// Family cards that pay for me.
    pub cards: Vec<FamilyCard>,
    /// What goes without PIN.
    pub small: SmallPay,
    /// The ways by which money comes in and goes out.
    #[serde(default)]
    pub rails: Vec<RailInfo>,
    /// The most that one transfer may move, by currency.
    pub limits: Vec<Money>,
    /// Whether this is play money.
    pub play_money: bool,
}

/// An account with what can be spent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// As the ledger has it.
    pub account: Account,
    /// Minor units that can still be spent: posted, less held, less what waits on this device.
    pub available: i64,
    /// Minor units of this currency that lie in savings pots.
    pub in_pots: i64,
}

/// Which bills.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BillFilter {
    /// Words found in name, handle, note or amount.
    pub text: String,
    /// Only this month: year and month 1–12, in the reader's time zone.
    pub month: Option<(i32, u8)>,
    /// Only money that comes in (`true`) or goes out (`false`).
    pub incoming: Option<bool>,
    /// Only this kind.
    pub kind: Option<BillKind>,
    /// Only this category.
    pub category: Option<Category>,
    /// Only this currency.
    pub currency: Option<Currency>,
    /// Only bills with this person or merchant.
    #[serde(default)]
    pub other: Option<PersonId>,
    /// Only bills with this tag.
    #[serde(default)]
    pub tag: Option<String>,
    /// The reader's time zone: minutes east of UTC.
    pub utc_offset: i32,
}

/// Reads the months that have bills: how many and how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListMonths {
    /// Which bills.
    pub filter: BillFilter,
}

/// A month of bills in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// Year.
    pub year: i32,
    /// Month, 1–12.
    pub month: u8,
    /// How many bills, in all currencies.
    pub count: u32,
    /// Sums for each currency.
    pub sums: Vec<MonthSum>,
}

/// What came in and went out in a month, in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthSum {
    /// Money in.
    pub income: Money,
    /// Money out; negative or zero.
    pub spending: Money,
    /// Money out by category, largest first; positive minor units.
    pub by_category: Vec<(Category, i64)>,
}

/// Reads bills, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListBills {
    /// Which.
    pub filter: BillFilter,
    /// How many to pass over.
    pub offset: u32,
    /// At most so many.
    pub limit: u32,
}

/// Reads one bill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetBill {
    /// Which.
    pub id: BillId,
}

/// Pays somebody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pay {
    /// Idempotency key, made when the form was opened: pressing twice pays once.
    pub op: OpId,
    /// To whom.
    pub to: Person,
    /// How much; positive.
    pub amount: Money,
    /// What for.
    pub note: String,
    /// The request that it answers.
    pub request: Option<RequestId>,
    /// The code that it pays.
    pub code: Option<String>,
    /// The rail that it is paid by; none: out of the account.
    #[serde(default)]
    pub rail: Option<String>,
    /// The family card that it is paid by; none: out of one's own.
    #[serde(default)]
    pub card: Option<CardId>,
    /// The chat from which it is sent, and in which it shows.
    #[serde(default)]
    pub chat: Option<Place>,
    /// The PIN; without it the payment waits on the device until the PIN is given, unless it is small
    /// enough to go without.
    pub pin: Option<String>,
}

/// Where a movement stands after it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The bill as this device knows it now.
    pub bill: Bill,
}

impl Receipt {
    /// Whether the backend has it: the ledger has moved the money or holds it, or a rail has it.
    #[must_use]
    pub fn settled(&self) -> bool {
        use BillState::{AtRail, CalledBack, Held, Released, Settled, Underway};
        let state = &self.bill.state;
        matches!(state, Settled | Underway(_) | CalledBack | AtRail(_) | Held(_) | Released)
    }
}

/// Puts money in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddMoney {
    /// Idempotency key.
    pub op: OpId,
    /// How much; positive.
    pub amount: Money,
    /// Which rail.
    pub rail: String,
}

/// Takes money out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeMoney {
    /// Idempotency key.
    pub op: OpId,
    /// How much; positive.
    pub amount: Money,
    /// Which rail.
    pub rail: String,
    /// The kept bank account that it goes to, by the rail of the bank.
    #[serde(default)]
    pub bank: Option<OpId>,
    /// The PIN.
    pub pin: Option<String>,
}

/// Opens an account in a currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAccount {
    /// Idempotency key.
    pub op: OpId,
    /// The currency.
    pub currency: Currency,
}

/// Asks somebody for money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskMoney {
    /// Idempotency key.
    pub op: OpId,
    /// Who is asked.
    pub payer: Person,
    /// How much; positive.
    pub amount: Money,
    /// What for.
    pub note: String,
}

/// Says no to a request, or takes one's own back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseRequest {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub request: RequestId,
}

/// Reads one person as this device knows them, asking the service if it has to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetPayee {
    /// Who.
    pub person: PersonId,
}

/// Has the service prove that a bill stands in its journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckBill {
    /// Which.
    pub bill: BillId,
}

/// Whether a bill is proved; a proof that does not hold is an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillProof {
    /// The hour in which it moved is not over.
    NotYet,
    /// It is under the root of its hour.
    Holds {
        /// The hour: whole hours since 1970-01-01T00:00:00Z.
        hour: i64,
        /// The root, lower-case hexadecimal.
        root: String,
    },
}

commands! { "wallet";
    GetWallet => "get_wallet" -> Wallet,
    ListMonths => "list_months" -> Vec<Month>,
    ListBills => "list_bills" -> Vec<Bill>,
    GetBill => "get_bill" -> Bill,
    Pay => "pay" -> Receipt,
    AddMoney => "add_money" -> Receipt,
    TakeMoney => "take_money" -> Receipt,
    OrderMoney => "order_money" -> Receipt,
    SendBack => "send_back" -> Receipt,
    EndOrder => "end_order" -> (),
    OpenAccount => "open_account" -> (),
    AskMoney => "ask_money" -> (),
    CloseRequest => "close_request" -> (),
    MakeCode => "make_code" -> CollectCode,
    ReadCode => "read_code" -> Code,
    GetPayee => "get_payee" -> Person,
    ListPackets => "list_packets" -> Vec<Packet>,
    GetPacket => "get_packet" -> Packet,
    GivePacket => "give_packet" -> Packet,
    OpenPacket => "open_packet" -> Packet,
    ListSplits => "list_splits" -> Vec<Split>,
    GetSplit => "get_split" -> Split,
    MakeSplit => "make_split" -> Split,
    RemindPayer => "remind_payer" -> (),
    ListPlans => "list_plans" -> Plans,
    PlanTransfer => "plan_transfer" -> Plan,
    ChangePlan => "change_plan" -> (),
    PayDelayed => "pay_delayed" -> Receipt,
    CallPaymentBack => "call_payment_back" -> (),
    CheckBill => "check_bill" -> BillProof,
    GiveBack => "give_back" -> Receipt,
    GetGivenBack => "get_given_back" -> Option<GivenBack>,
    MakePayCode => "make_pay_code" -> PayCode,
    ChargeCode => "charge_code" -> Charge,
    GetCharge => "get_charge" -> Charge,
    ListMandates => "list_mandates" -> Vec<Mandate>,
    AskMandate => "ask_mandate" -> (),
    ChangeMandate => "change_mandate" -> (),
    ChargeMandate => "charge_mandate" -> Receipt,
    SetMethods => "set_methods" -> (),
    GetRates => "get_rates" -> RateBoard,
    QuoteExchange => "quote_exchange" -> Quote,
    ExchangeMoney => "exchange_money" -> Receipt,
    SetSmall => "set_small" -> (),
    GetLimits => "get_limits" -> Limits,
    GetStanding => "get_standing" -> Standing,
    GetFloat => "get_float" -> Float,
    GetHolder => "get_holder" -> Holder,
    AnswerCharge => "answer_charge" -> Charge,
    LabelBill => "label_bill" -> (),
    GetFacets => "get_facets" -> Facets,
    GetInsight => "get_insight" -> Insight,
    KeepBudget => "keep_budget" -> (),
    GetBudgets => "get_budgets" -> Vec<BudgetUse>,
    GetStatement => "get_statement" -> StatementSums,
    SaveStatement => "save_statement" -> Saved,
    SaveReceipt => "save_receipt" -> Saved,
    ListPots => "list_pots" -> Vec<Pot>,
    GetPot => "get_pot" -> PotPage,
    MakePot => "make_pot" -> Pot,
    ChangePot => "change_pot" -> (),
    ListCards => "list_cards" -> Vec<FamilyCard>,
    GetCard => "get_card" -> CardPage,
    GiveCard => "give_card" -> FamilyCard,
    ChangeCard => "change_card" -> (),
    ListDisputes => "list_disputes" -> Vec<Dispute>,
    ListAllDisputes => "list_all_disputes" -> Vec<Dispute>,
    KeepEvidence => "keep_evidence" -> String,
    OpenDispute => "open_dispute" -> OpId,
    ChangeDispute => "change_dispute" -> (),
    ListCoupons => "list_coupons" -> Vec<Coupon>,
    ListCampaigns => "list_campaigns" -> Vec<Campaign>,
    GetCampaign => "get_campaign" -> Campaign,
    ListOffers => "list_offers" -> Vec<Campaign>,
    StartCampaign => "start_campaign" -> (),
    TakeCoupon => "take_coupon" -> (),
    HandCoupon => "hand_coupon" -> (),
    PayLess => "pay_less" -> Receipt,
    GetPrice => "get_price" -> Option<Price>,
    GetPoints => "get_points" -> PointsView,
    FundFloat => "fund_float" -> (),
    ListBanks => "list_banks" -> Banks,
    KeepBank => "keep_bank" -> (),
    DropBank => "drop_bank" -> (),
    AskReference => "ask_reference" -> (),
    GetBankDesk => "get_bank_desk" -> BankDesk,
    GetRailDesk => "get_rail_desk" -> RailDesk,
    ReadStatement => "read_statement" -> Preview,
    LookStatement => "look_statement" -> Preview,
    SaveBankFile => "save_bank_file" -> Saved,
}
