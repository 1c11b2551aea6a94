//! Commands of the wallet.

use sampan_protocol::wallet::{
    AddMoney, AskMoney, CloseRequest, GetBill, GetPayee, GetWallet, ListBills, ListMonths,
    MakeCode, OpenAccount, Pay, ReadCode, TakeMoney,
};

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
}
