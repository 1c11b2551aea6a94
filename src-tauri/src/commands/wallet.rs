//! Commands of the wallet, and its news: money that came in, or is asked for, and red packets.

use crate::notify::News;
use sampan_client::Client;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;
use sampan_protocol::locale::Language;
use sampan_protocol::wallet::bank::{
    AskReference, DropBank, GetBankDesk, KeepBank, ListBanks, LookStatement, ReadStatement,
    SaveBankFile,
};
use sampan_protocol::wallet::coupon::{
    GetCampaign, HandCoupon, ListCampaigns, ListCoupons, ListOffers, StartCampaign, TakeCoupon,
};
use sampan_protocol::wallet::dispute::{
    By, ChangeDispute, DISPUTE, Dispute, KeepEvidence, ListAllDisputes, ListDisputes, OpenDispute,
    What,
};
use sampan_protocol::wallet::exchange::{ExchangeMoney, GetRates, QuoteExchange};
use sampan_protocol::wallet::family::{
    self, CardState, ChangeCard, FamilyCard, GetCard, GiveCard, ListCards,
};
use sampan_protocol::wallet::mandate::{AskMandate, ChangeMandate, ChargeMandate, ListMandates};
use sampan_protocol::wallet::packet::{
    self, GetPacket, GivePacket, ListPackets, OpenPacket, Packet, PacketState,
};
use sampan_protocol::wallet::plan::{
    CallPaymentBack, ChangePlan, ListPlans, PayDelayed, PlanTransfer, Run,
};
use sampan_protocol::wallet::points::{FundFloat, GetPoints};
use sampan_protocol::wallet::pot::{self, ChangePot, GetPot, ListPots, MakePot, Pot};
use sampan_protocol::wallet::price::{GetPrice, PayLess};
use sampan_protocol::wallet::refund::{GetGivenBack, GiveBack};
use sampan_protocol::wallet::split::{GetSplit, ListSplits, MakeSplit, RemindPayer};
use sampan_protocol::wallet::statement::{GetStatement, SaveReceipt, SaveStatement};
use sampan_protocol::wallet::{
    AddMoney, AnswerCharge, AskMoney, ChargeCode, CheckBill, CloseRequest, EndOrder, GetBill,
    GetBudgets, GetCharge, GetFacets, GetInsight, GetLimits, GetPayee, GetWallet, KeepBudget,
    LabelBill, ListBills, ListMonths, MakeCode, MakePayCode, OpenAccount, OrderMoney, Pay,
    ReadCode, SendBack, SetMethods, SetSmall, TakeMoney,
};
use sampan_protocol::wallet::{Bill, BillFilter, BillState, MoneyRequest, rows};

use sampan_protocol::wallet::operate::{GetFloat, GetHolder, GetStanding};
use sampan_protocol::wallet::rail_desk::GetRailDesk;

super::forward! { "wallet";
    get_wallet: GetWallet,
    list_months: ListMonths,
    list_bills: ListBills,
    get_bill: GetBill,
    pay: Pay,
    add_money: AddMoney,
    take_money: TakeMoney,
    order_money: OrderMoney,
    send_back: SendBack,
    end_order: EndOrder,
    open_account: OpenAccount,
    ask_money: AskMoney,
    close_request: CloseRequest,
    make_code: MakeCode,
    read_code: ReadCode,
    get_payee: GetPayee,
    list_packets: ListPackets,
    get_packet: GetPacket,
    give_packet: GivePacket,
    open_packet: OpenPacket,
    list_splits: ListSplits,
    get_split: GetSplit,
    make_split: MakeSplit,
    remind_payer: RemindPayer,
    list_plans: ListPlans,
    plan_transfer: PlanTransfer,
    change_plan: ChangePlan,
    pay_delayed: PayDelayed,
    call_payment_back: CallPaymentBack,
    check_bill: CheckBill,
    give_back: GiveBack,
    get_given_back: GetGivenBack,
    make_pay_code: MakePayCode,
    charge_code: ChargeCode,
    get_charge: GetCharge,
    answer_charge: AnswerCharge,
    list_mandates: ListMandates,
    ask_mandate: AskMandate,
    change_mandate: ChangeMandate,
    charge_mandate: ChargeMandate,
    set_methods: SetMethods,
    get_rates: GetRates,
    quote_exchange: QuoteExchange,
    exchange_money: ExchangeMoney,
    set_small: SetSmall,
    get_limits: GetLimits,
    get_standing: GetStanding,
    get_float: GetFloat,
    get_holder: GetHolder,
    label_bill: LabelBill,
    get_facets: GetFacets,
    get_insight: GetInsight,
    keep_budget: KeepBudget,
    get_budgets: GetBudgets,
    get_statement: GetStatement,
    save_statement: SaveStatement,
    save_receipt: SaveReceipt,
    list_pots: ListPots,
    get_pot: GetPot,
    make_pot: MakePot,
    change_pot: ChangePot,
    list_cards: ListCards,
    get_card: GetCard,
    give_card: GiveCard,
    change_card: ChangeCard,
    list_disputes: ListDisputes,
    list_all_disputes: ListAllDisputes,
    keep_evidence: KeepEvidence,
    open_dispute: OpenDispute,
    change_dispute: ChangeDispute,
    list_coupons: ListCoupons,
    list_campaigns: ListCampaigns,
    get_campaign: GetCampaign,
    list_offers: ListOffers,
    start_campaign: StartCampaign,
    take_coupon: TakeCoupon,
    hand_coupon: HandCoupon,
    pay_less: PayLess,
    get_price: GetPrice,
    get_points: GetPoints,
    fund_float: FundFloat,
    list_banks: ListBanks,
    keep_bank: KeepBank,
    drop_bank: DropBank,
    ask_reference: AskReference,
    get_bank_desk: GetBankDesk,
    get_rail_desk: GetRailDesk,
    read_statement: ReadStatement,
    look_statement: LookStatement,
    save_bank_file: SaveBankFile,
}

/// Kinds of rows that may be news.
pub(crate) const NEWS_KINDS: &[&str] =
    &[rows::BILL, rows::REQUEST, packet::ROW, pot::ROW, family::ROW, DISPUTE];

/// What concerns me since `told`: money that came in from somebody (at most the last five), who asks
/// me for money, red packets and family cards that wait for me, what could not be put aside, and
/// what others said and did in disputes.
pub(crate) async fn news(client: &Client, told: Timestamp, language: Language) -> Vec<News> {
    let me = client.session().await.ok().and_then(|session| session.me).map(|me| me.person.id);
    let filter = BillFilter { incoming: Some(true), ..BillFilter::default() };
    let bills = client.list_bills(ListBills { filter, offset: 0, limit: 5 }).await;
    let wallet = client.get_wallet(GetWallet {}).await;
    let packets = client.list_packets(ListPackets {}).await;
    let income = bills.unwrap_or_default();
    let income = income.iter().filter(|bill| is_news(bill, told)).map(|bill| tell(bill, language));
    let asked = wallet.map_or(Vec::new(), |wallet| wallet.requests);
    let asked = asked
        .iter()
        .filter(|request| Some(request.payer.id) == me && asked_at(request) > told)
        .map(|request| tell_request(request, language));
    let packets = packets.unwrap_or_default();
    let packets = packets
        .iter()
        .filter(|packet| packet.made > told && waits_for(packet, me))
        .map(|packet| tell_packet(packet, language));
    let saving = client.list_pots(ListPots {}).await.unwrap_or_default();
    let saving = saving.iter().filter_map(|pot| tell_pot(pot, told, language));
    let cards = client.list_cards(ListCards {}).await.unwrap_or_default();
    let cards = cards.iter().filter(|card| {
        card.at > told && card.state == CardState::Offered && Some(card.user.id) == me
    });
    let cards = cards.map(|card| tell_card(card, language));
    let disputes = client.list_disputes(ListDisputes {}).await.unwrap_or_default();
    let disputes = disputes.iter().filter_map(|dispute| {
        let by_me = me.and_then(|me| dispute.side(me)) == dispute.steps.last().map(|s| s.by);
        (dispute.changed() > told && !by_me).then(|| tell_dispute(dispute, me, language))
    });
    income.chain(asked).chain(packets).chain(saving).chain(cards).chain(disputes).collect()
}

/// That a pot was left out, as the money was short.
fn tell_pot(pot: &Pot, told: Timestamp, language: Language) -> Option<News> {
    let Some(Run::Skipped(at, _)) = pot.last else { return None };
    let title = language.text("wallet.notice.pot", &[("name", pot.terms.look.name.clone())]);
    let link = format!("/wallet/pots/{}", pot.id);
    (at > told).then(|| News { title, text: String::new(), at, link })
}

fn tell_card(card: &FamilyCard, language: Language) -> News {
    let args = [("name", card.giver.name.clone())];
    let title = language.text("wallet.notice.card", &args);
    News {
        title,
        text: card.name.clone(),
        at: card.at,
        link: format!("/wallet/family/{}", card.id),
    }
}

fn is_news(bill: &Bill, told: Timestamp) -> bool {
    bill.at > told && bill.state == BillState::Settled && bill.other.is_some()
}

fn tell(bill: &Bill, language: Language) -> News {
    let name = bill.other.as_ref().map(|other| other.name.clone()).unwrap_or_default();
    let args = [("name", name), ("amount", bill.amount.to_string())];
    let title = language.text("wallet.notice.income", &args);
    News { title, text: bill.note.clone(), at: bill.at, link: format!("/wallet/bills/{}", bill.id) }
}

/// When I was last asked.
fn asked_at(request: &MoneyRequest) -> Timestamp {
    request.reminded.unwrap_or(request.at).max(request.at)
}

fn tell_request(request: &MoneyRequest, language: Language) -> News {
    let args = [("name", request.asker.name.clone()), ("amount", request.amount.to_string())];
    let title = language.text("wallet.notice.asked", &args);
    let link = "/wallet/requests".to_owned();
    News { title, text: request.note.clone(), at: asked_at(request), link }
}

fn waits_for(packet: &Packet, me: Option<PersonId>) -> bool {
    let mine = Some(packet.sender.id) == me;
    !mine && packet.state == PacketState::Open && packet.claims.is_empty()
}

fn tell_packet(packet: &Packet, language: Language) -> News {
    let args = [("name", packet.sender.name.clone())];
    let title = language.text("wallet.notice.packet", &args);
    let link = format!("/wallet/packet/{}", packet.id);
    News { title, text: packet.greeting.clone(), at: packet.made, link }
}

/// What was last said or done in a dispute.
fn tell_dispute(dispute: &Dispute, me: Option<PersonId>, language: Language) -> News {
    let last = dispute.steps.last();
    let opened = matches!(last.map(|step| step.what), Some(What::Opened(_)));
    let mine = me.and_then(|me| dispute.side(me)) == Some(By::Payer);
    let other = if mine { &dispute.payee } else { &dispute.payer };
    let amount = dispute.money(dispute.state.asked).to_string();
    let args = [("name", other.name.clone()), ("amount", amount)];
    let key = if opened { "wallet.notice.disputed" } else { "wallet.notice.dispute" };
    let text = last.map(|step| step.text.clone()).unwrap_or_default();
    let link = format!("/wallet/disputes/{}", dispute.id);
    News { title: language.text(key, &args), text, at: dispute.changed(), link }
}
