//! The bank: what is taken out is held until the bank says so, what comes in finds its person, and
//! every line that does not match has a way on.

use super::engines::on_each;
use super::town::{Town, id, key_of, money, op_id};
use crate::db::Db;
use crate::wallet::rail::bank::camt::tests::{Entry, Sample};
use crate::wallet::rail::bank::{acts, statements};
use crate::wallet::table::bank::file;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::ids::BillId;
use sampan_protocol::sync::Scope;
use sampan_protocol::wallet::bank::desk::acts as kinds;
use sampan_protocol::wallet::bank::desk::{
    BankLine, BankStatement, Finding, LINE, PAYOUT, Payout, PayoutState, STATEMENT, Way, end_to_end,
};
use sampan_protocol::wallet::bank::{
    BANK, BankAccount, BankNumber, BankReference, HouseBank, KeptBank, REFERENCE,
};
use sampan_protocol::wallet::{Bill, BillKind, BillState, ops};
use sampan_protocol::{Error, Money};
use serde::Serialize;

const HOUSE: &str = "DE89370400440532013000";

pub(super) fn eur(minor: i64) -> Money {
    money(minor, "EUR")
}

fn account(iban: &str) -> BankAccount {
    let number = BankNumber::Iban(iban.to_owned());
    BankAccount { holder: "Person One".to_owned(), number, bic: None }
}

/// A town whose service has an account for euros, and where 1 keeps an account and has 1,000.00.
pub(super) fn town(db: &Db) -> Town {
    let mut town = Town::new(db);
    town.settings.currencies.push(eur(0).currency);
    let house = HouseBank { currency: eur(0).currency, bank: "B".into(), account: account(HOUSE) };
    town.settings.bank = vec![house];
    let top_up = ops::TopUp { amount: eur(100_000), rail: "sandbox".to_owned() };
    town.act(1, 10, ops::OPEN_ACCOUNT, &ops::OpenAccount { currency: eur(0).currency })
        .expect("one");
    town.act(1, 11, ops::TOP_UP, &top_up).expect("the sandbox gives");
    let keep = ops::KeepBank { account: account("gb29 nwbk 6016 1331 9268 19") };
    town.act(1, 12, ops::KEEP_BANK, &keep).expect("kept");
    town
}

/// Takes money out to the kept account; the payout is `op`.
pub(super) fn take(town: &Town, op: u128, minor: i64) -> String {
    let bank = Some(op_id(12));
    let args = ops::Withdraw { amount: eur(minor), rail: "bank".to_owned(), bank };
    key_of(town.act(1, op, ops::WITHDRAW, &args))
}

/// Has two operators do something.
pub(super) fn operate(
    town: &Town,
    op: u128,
    kind: &str,
    args: &impl Serialize,
) -> Result<(), Error> {
    let args = serde_json::to_value(args).expect("arguments are plain data");
    town.with(2, op_id(op), None, |_, cx| acts::check(cx, kind, &args))?;
    town.with(3, op_id(op), None, |_, cx| acts::carry_out(cx, kind, &args))
}

/// The file that can be made of what waits.
pub(super) fn file_of(town: &Town) -> kinds::MakeFile {
    let found = kinds::files(&desk::<Payout>(town, PAYOUT)).pop();
    found.unwrap_or(kinds::MakeFile { count: 1, sum: eur(1) })
}

pub(super) fn make_file(town: &Town, op: u128) -> String {
    key_of(operate(town, op, kinds::MAKE_FILE, &file_of(town)))
}

/// Reads a statement; says what would become of it.
pub(super) fn read(town: &Town, sample: &Sample) -> Result<(kinds::Book, Vec<Finding>), Error> {
    let base64 = STANDARD.encode(sample.write());
    let statement = statements::parse(&base64, &town.settings.bank)?;
    let kept = statements::kept(&base64, &statement);
    let people = town.people();
    let houses = &town.settings.bank;
    let preview = town.db.write(|sql| statements::keep(sql, people.as_ref(), &kept, houses))?;
    let found = preview.lines.iter().map(|line| line.finding).collect();
    Ok((kinds::Book::of(&preview.statement), found))
}

/// Reads and books a statement.
pub(super) fn book(town: &Town, op: u128, sample: &Sample) -> Result<(), Error> {
    let (act, _) = read(town, sample)?;
    operate(town, op, kinds::BOOK, &act)
}

pub(super) fn see_to(town: &Town, op: u128, line: &BankLine, way: Way) -> String {
    key_of(operate(town, op, kinds::SEE_TO, &kinds::SeeTo::of(line, way)))
}

pub(super) fn desk<T: serde::de::DeserializeOwned>(town: &Town, kind: &str) -> Vec<T> {
    town.rows_of(&Scope::of("operate", super::town::SERVICE), kind)
}

pub(super) fn lines(town: &Town) -> Vec<BankLine> {
    let mut lines: Vec<BankLine> = desk(town, LINE);
    lines.sort_by(|a, b| a.id.cmp(&b.id));
    lines
}

pub(super) fn payout(town: &Town, op: u128) -> Payout {
    let all: Vec<Payout> = desk(town, PAYOUT);
    all.into_iter().find(|payout| payout.id == op_id(op)).expect("a payout")
}

pub(super) fn bill(town: &Town, who: u128, op: u128) -> Bill {
    let id = BillId(op_id(op).0);
    town.bills(who).into_iter().find(|bill| bill.id == id).expect("a bill")
}

pub(super) fn line(minor: i64, payout: u128) -> Entry {
    Entry { minor, end_to_end: Some(end_to_end(op_id(payout))), ..Entry::default() }
}

pub(super) fn statement(entries: Vec<Entry>) -> Sample {
    Sample { entries, ..Sample::default() }
}

/// Checks that the ledger is whole, and has at the bank what the last statement says.
pub(super) fn agrees(town: &Town) {
    town.is_whole();
    let told: Vec<BankStatement> = desk(town, STATEMENT);
    let last = told.iter().max_by_key(|told| told.booked).expect("a statement");
    assert_eq!(last.ledger, last.closing, "the ledger has what the bank has");
}

#[test]
fn money_leaves_by_a_file_and_is_gone_when_the_bank_says_so() {
    on_each(|db| {
        let town = town(db);
        assert_eq!(make_file(&town, 20), "error.bank.none_waits", "nothing to pay");
        assert_eq!(take(&town, 21, 30_000), "applied", "the money is held");
        assert!(matches!(bill(&town, 1, 21).state, BillState::AtRail(_)), "and the bill says so");
        assert_eq!(take(&town, 22, 70_001), "error.wallet.too_little", "held money is gone");
        assert_eq!(make_file(&town, 23), "applied", "two operators make the file");
        assert_eq!(payout(&town, 21).file, Some(op_id(23)), "the payout is in it");
        assert_eq!(make_file(&town, 24), "error.bank.none_waits", "and in no other");
        let written = town.db.read(|sql| file::get(sql, op_id(23))).expect("read").expect("kept");
        assert!(written.xml.contains(&end_to_end(op_id(21))), "it names the payout");
        book(&town, 25, &statement(vec![line(-30_000, 21)])).expect("booked");
        let bill = bill(&town, 1, 21);
        assert_eq!((bill.state, bill.balance_after), (BillState::Settled, Some(70_000)), "gone");
        assert_eq!(lines(&town)[0].finding, Finding::Paid, "the line is matched");
        agrees(&town);
    });
}

#[test]
fn a_statement_is_booked_once_and_told_when_one_is_missing() {
    on_each(|db| {
        let town = town(db);
        let first = statement(vec![Entry { minor: 500, ..Entry::default() }]);
        book(&town, 20, &first).expect("booked");
        let again = key_of(book(&town, 21, &first));
        assert_eq!(again, "error.bank.statement_known", "the same one");
        let renamed = Sample { entries: Vec::new(), ..statement(Vec::new()) };
        let same_name = key_of(book(&town, 22, &renamed));
        assert_eq!(same_name, "error.bank.statement_known", "another one of that name");
        assert_eq!(lines(&town).len(), 1, "nothing moved twice");
        town.wait(86_400);
        let third = Sample { id: "S-3", number: 3, opening: 900, ..statement(Vec::new()) };
        book(&town, 23, &third).expect("booked");
        let told: Vec<BankStatement> = desk(&town, STATEMENT);
        let third = told.iter().find(|told| told.name == "S-3").expect("told");
        assert!(third.gap, "the one between is missing");
        assert_eq!((third.ledger, third.closing), (eur(500), eur(900)), "and the rest is shown");
        let stranger = Sample { account: "GB29NWBK60161331926819", ..Sample::default() };
        let key = read(&town, &stranger).expect_err("not ours").key;
        assert_eq!(key, "error.bank.statement_account", "another account");
        let yen = Sample { currency: "JPY", ..Sample::default() };
        let key = read(&town, &yen).expect_err("not in euros").key;
        assert_eq!(key, "error.bank.statement_currency", "a foreign currency");
    });
}

#[test]
fn what_comes_in_finds_its_person_by_the_reference() {
    on_each(|db| {
        let town = town(db);
        let ask = ops::AskReference { currency: eur(0).currency };
        town.act(2, 20, ops::ASK_REFERENCE, &ask).expect("given");
        town.act(2, 21, ops::ASK_REFERENCE, &ask).expect("the same");
        let known: Vec<BankReference> = town.rows(2, REFERENCE);
        let [known] = known.as_slice() else { panic!("one reference: {known:?}") };
        let other = ops::AskReference { currency: money(0, "JPY").currency };
        let refused = key_of(town.act(2, 22, ops::ASK_REFERENCE, &other));
        assert_eq!(refused, "error.bank.no_house", "no account in yen");
        let text = format!("from my savings {}", known.reference);
        let sample = statement(vec![Entry { minor: 4_200, text, ..Entry::default() }]);
        let (_, found) = read(&town, &sample).expect("read");
        assert_eq!(found, [Finding::TopUp], "which is seen before it is booked");
        assert_eq!(town.balance(2, "EUR"), None, "and does nothing yet");
        book(&town, 23, &sample).expect("booked");
        assert_eq!(town.balance(2, "EUR"), Some(4_200), "then it is there");
        let bills = town.bills(2);
        let came = bills.iter().find(|bill| bill.kind == BillKind::TopUp).expect("a bill");
        assert_eq!(came.rail.as_deref(), Some("bank"), "by the bank");
        agrees(&town);
    });
}

#[test]
fn what_the_bank_sends_back_is_the_payers_again() {
    on_each(|db| {
        let town = town(db);
        assert_eq!(take(&town, 20, 5_000), "applied", "held");
        assert_eq!(make_file(&town, 21), "applied", "filed");
        let back = Entry { returned: true, ..line(5_000, 20) };
        book(&town, 22, &statement(vec![back, line(-5_000, 20)])).expect("in any order");
        assert_eq!(town.balance(1, "EUR"), Some(100_000), "all of it");
        assert_eq!(payout(&town, 20).state, PayoutState::Returned, "the desk knows");
        assert_eq!(lines(&town)[0].person.as_ref().map(|p| p.id), Some(id(1)), "and whose it was");
        agrees(&town);
    });
}

#[test]
fn a_wrong_amount_is_settled_with_what_moved() {
    on_each(|db| {
        let town = town(db);
        assert_eq!(take(&town, 20, 5_000), "applied", "one");
        assert_eq!(take(&town, 21, 6_000), "applied", "another");
        assert_eq!(make_file(&town, 22), "applied", "both in one file");
        book(&town, 23, &statement(vec![line(-4_990, 20), line(-6_015, 21)])).expect("booked");
        agrees(&town);
        let open = lines(&town);
        assert!(open.iter().all(|line| line.finding == Finding::WrongAmount), "both are wrong");
        assert_eq!(see_to(&town, 24, &open[0], Way::Settle), "applied", "less than was held");
        assert_eq!(see_to(&town, 25, &open[0], Way::Settle), "error.bank.line_done", "once");
        let to = id(1);
        let cannot = see_to(&town, 26, &open[1], Way::Assign { to });
        assert_eq!(cannot, "error.bank.line_way", "what left is nobody's gain");
        assert_eq!(see_to(&town, 27, &open[1], Way::Settle), "applied", "more than was held");
        assert_eq!(bill(&town, 1, 20).amount, eur(-4_990), "what really left");
        assert_eq!(bill(&town, 1, 21).amount, eur(-6_000), "the rest is the service's");
        assert_eq!(town.balance(1, "EUR"), Some(100_000 - 4_990 - 6_000), "and no more");
        let told: Vec<BankStatement> = desk(&town, STATEMENT);
        assert_eq!(told[0].open, 0, "nothing is left to see to");
        agrees(&town);
    });
}

#[test]
fn a_line_that_nobody_knows_goes_on_in_each_of_its_ways() {
    on_each(|db| {
        let town = town(db);
        let strange = |minor| Entry { minor, text: "hello".to_owned(), ..Entry::default() };
        let entries = vec![strange(700), strange(800), strange(-90), strange(900)];
        book(&town, 20, &statement(entries)).expect("booked");
        agrees(&town);
        let open = lines(&town);
        let to = id(2);
        assert_eq!(see_to(&town, 21, &open[0], Way::Assign { to }), "applied", "it is person 2's");
        assert_eq!(town.balance(2, "EUR"), Some(700), "who has it");
        let nobody = id(77);
        let unknown = see_to(&town, 22, &open[1], Way::Assign { to: nobody });
        assert_eq!(unknown, "error.wallet.unknown_payee", "nobody is nobody");
        assert_eq!(see_to(&town, 23, &open[1], Way::SendBack), "applied", "it goes back");
        assert_eq!(make_file(&town, 24), "applied", "with the next file");
        let why = || Way::WriteOff { why: "account fee".to_owned() };
        assert_eq!(see_to(&town, 25, &open[2], why()), "applied", "a fee of the bank");
        assert_eq!(see_to(&town, 26, &open[3], Way::Settle), "error.bank.line_way", "no payout");
        let no_reason = see_to(&town, 27, &open[3], Way::WriteOff { why: " ".to_owned() });
        assert_eq!(no_reason, "error.bank.why", "a reason is asked for");
        assert_eq!(see_to(&town, 28, &open[3], why()), "applied", "a gift of the bank");
        town.wait(86_400);
        let next =
            Sample { id: "S-2", number: 2, opening: 2_310, ..statement(vec![line(-800, 23)]) };
        book(&town, 29, &next).expect("booked");
        assert_eq!(payout(&town, 23).state, PayoutState::Paid, "it went back");
        agrees(&town);
    });
}

#[test]
fn a_payout_that_will_not_be_made_is_given_back() {
    on_each(|db| {
        let town = town(db);
        assert_eq!(take(&town, 20, 5_000), "applied", "held");
        assert_eq!(make_file(&town, 21), "applied", "filed");
        let back = kinds::GiveBack::of(&payout(&town, 20), "No such account".to_owned());
        operate(&town, 22, kinds::GIVE_BACK, &back).expect("given back");
        assert!(matches!(bill(&town, 1, 20).state, BillState::Failed(_)), "the bill says why");
        assert_eq!(take(&town, 23, 100_000), "applied", "all of it can be spent");
        let again = key_of(operate(&town, 24, kinds::GIVE_BACK, &back));
        assert_eq!(again, "error.bank.no_payout", "once");
        book(&town, 25, &statement(vec![line(-5_000, 20)])).expect("the bank made it all the same");
        assert_eq!(lines(&town)[0].finding, Finding::Unmatched, "somebody has to see to it");
        agrees(&town);
    });
}

#[test]
fn only_accounts_of_ones_own_are_paid_out_to() {
    on_each(|db| {
        let town = town(db);
        let to = |who, op, bank: Option<u128>, code| {
            let bank = bank.map(op_id);
            let args = ops::Withdraw { amount: money(100, code), rail: "bank".to_owned(), bank };
            key_of(town.act(who, op, ops::WITHDRAW, &args))
        };
        assert_eq!(to(1, 20, None, "EUR"), "error.bank.which", "none is named");
        assert_eq!(to(2, 21, Some(12), "EUR"), "error.bank.unknown", "not 2's");
        assert_eq!(to(1, 22, Some(12), "CNY"), "error.bank.no_house", "no account in yuan");
        let wrong = ops::KeepBank { account: account("DE89370400440532013001") };
        assert_eq!(
            key_of(town.act(1, 23, ops::KEEP_BANK, &wrong)),
            "error.bank.iban_check",
            "typo"
        );
        let drop = ops::DropBank { bank: op_id(12) };
        assert_eq!(key_of(town.act(2, 24, ops::DROP_BANK, &drop)), "error.bank.unknown", "not 2's");
        town.act(1, 25, ops::DROP_BANK, &drop).expect("forgotten");
        assert_eq!(town.rows::<KeptBank>(1, BANK).len(), 0, "it is gone");
        assert_eq!(to(1, 26, Some(12), "EUR"), "error.bank.unknown", "for good");
    });
}

#[test]
fn a_line_in_euros_is_about_nothing_in_yuan() {
    on_each(|db| {
        let mut town = town(db);
        let account = account("DE75512108001245126199");
        let house = HouseBank { currency: money(0, "CNY").currency, bank: "B".into(), account };
        town.settings.bank.push(house);
        let (amount, bank) = (money(5_000, "CNY"), Some(op_id(12)));
        let args = ops::Withdraw { amount, rail: "bank".to_owned(), bank };
        town.act(1, 20, ops::WITHDRAW, &args).expect("50.00 yuan are held");
        let file = file_of(&town);
        operate(&town, 21, kinds::MAKE_FILE, &file).expect("filed");
        town.act(2, 22, ops::ASK_REFERENCE, &ops::AskReference { currency: amount.currency })
            .expect("given");
        let known: Vec<BankReference> = town.rows(2, REFERENCE);
        let text = known[0].reference.clone();
        let came = Entry { minor: 4_200, text, ..Entry::default() };
        let euros = statement(vec![line(-5_000, 20), came]);
        let (_, found) = read(&town, &euros).expect("read");
        assert_eq!(found, [Finding::Unmatched, Finding::Unmatched], "neither is what it names");
        book(&town, 23, &euros).expect("booked");
        assert_eq!(payout(&town, 20).state, PayoutState::Filed, "the payout waits still");
        assert_eq!(town.balance(2, "EUR"), None, "and nobody has the euros");
        let number = "DE75512108001245126199";
        let yuan = Sample { account: number, currency: "CNY", ..statement(vec![line(-5_000, 20)]) };
        let (_, found) = read(&town, &yuan).expect("read");
        assert_eq!(found, [Finding::Paid], "in yuan it is");
        agrees(&town);
    });
}

#[test]
fn what_was_given_back_is_not_settled_and_accounts_are_few() {
    on_each(|db| {
        let town = town(db);
        assert_eq!(take(&town, 20, 5_000), "applied", "held");
        assert_eq!(make_file(&town, 21), "applied", "filed");
        book(&town, 22, &statement(vec![line(-4_990, 20)])).expect("by another amount");
        let back = kinds::GiveBack::of(&payout(&town, 20), "Refused".to_owned());
        operate(&town, 23, kinds::GIVE_BACK, &back).expect("given back");
        let settled = see_to(&town, 24, &lines(&town)[0], Way::Settle);
        assert_eq!(settled, "error.bank.no_payout", "its owner has it already");
        assert_eq!(town.balance(1, "EUR"), Some(100_000), "all of it");
        let keep = |op| {
            let args = ops::KeepBank { account: account(HOUSE) };
            key_of(town.act(1, op, ops::KEEP_BANK, &args))
        };
        for op in 30..39 {
            assert_eq!(keep(op), "applied", "up to ten");
        }
        assert_eq!(keep(39), "error.bank.too_many", "and no more");
        agrees(&town);
    });
}
