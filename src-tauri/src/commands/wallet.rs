//! Commands of the wallet, and its news: money that came in.

use crate::notify::News;
use sampan_client::Client;
use sampan_protocol::Timestamp;
use sampan_protocol::locale::Language;
use sampan_protocol::wallet::statement::{GetStatement, SaveReceipt, SaveStatement};
use sampan_protocol::wallet::{
    AddMoney, AskMoney, CloseRequest, GetBill, GetPayee, GetWallet, ListBills, ListMonths,
    MakeCode, OpenAccount, Pay, ReadCode, TakeMoney,
};
use sampan_protocol::wallet::{Bill, BillFilter, BillState, rows};
use sampan_protocol::wallet::{GetBudgets, GetFacets, GetInsight, KeepBudget, LabelBill};

super::forward! { "wallet";
    get_wallet: GetWallet,
    list_months: ListMonths,
    list_bills: ListBills,
    get_bill: GetBill,
    pay: Pay,
    add_money: AddMoney,
    take_money: TakeMoney,
    open_account: OpenAccount,
    ask_money: AskMoney,
    close_request: CloseRequest,
    make_code: MakeCode,
    read_code: ReadCode,
    get_payee: GetPayee,
    label_bill: LabelBill,
    get_facets: GetFacets,
    get_insight: GetInsight,
    keep_budget: KeepBudget,
    get_budgets: GetBudgets,
    get_statement: GetStatement,
    save_statement: SaveStatement,
    save_receipt: SaveReceipt,
}

/// Kinds of rows that may be news.
pub(crate) const NEWS_KINDS: &[&str] = &[rows::BILL];

/// Money that came in from somebody since `told`; at most the last five.
pub(crate) async fn news(client: &Client, told: Timestamp, language: Language) -> Vec<News> {
    let filter = BillFilter { incoming: Some(true), ..BillFilter::default() };
    let bills = client.list_bills(ListBills { filter, offset: 0, limit: 5 }).await;
    bills
        .unwrap_or_default()
        .iter()
        .filter(|bill| is_news(bill, told))
        .map(|bill| tell(bill, language))
        .collect()
}

fn is_news(bill: &Bill, told: Timestamp) -> bool {
    bill.at > told && bill.state == BillState::Settled && bill.other.is_some()
}

fn tell(bill: &Bill, language: Language) -> News {
    let name = bill.other.as_ref().map(|other| other.name.clone()).unwrap_or_default();
    let args = [("name", name), ("amount", bill.amount.to_string())];
    let title = language.text("wallet.notice.income", &args);
    News { title, text: bill.note.clone(), at: bill.at }
}
