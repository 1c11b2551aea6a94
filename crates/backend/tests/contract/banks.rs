//! The bank desk: every act of it takes two operators, and nothing has happened after the first.

use crate::operate::{confirm, desk, info, propose, seen};
use crate::operations::{applied, cny, push_one, top_up};
use crate::world::{PIN, Someone, World, on_each};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_backend::audit;
use sampan_protocol::ids::OpId;
use sampan_protocol::operate::{CONFIGURE, Configure, differences};
use sampan_protocol::sync::Scope;
use sampan_protocol::wallet::bank::desk::acts::{
    BOOK, Book, GIVE_BACK, GiveBack, MAKE_FILE, SEE_TO, SeeTo, files,
};
use sampan_protocol::wallet::bank::desk::{
    BankLine, FILE, Finding, LINE, PAYOUT, Payout, PayoutState, STATEMENT, Way, end_to_end,
};
use sampan_protocol::wallet::bank::{BankAccount, BankNumber, HouseBank, ReadStatement};
use sampan_protocol::wallet::{Account, ops};
use serde::Serialize;
use serde::de::DeserializeOwned;

const HOUSE: &str = "DE89370400440532013000";

fn account(iban: &str) -> BankAccount {
    let number = BankNumber::Iban(iban.to_owned());
    BankAccount { holder: "Eve".to_owned(), number, bic: None }
}

/// A statement of the house's account, from nothing: 50.00 left for a payout, 7.00 came from
/// somebody.
fn statement(payout: OpId) -> String {
    let amount = |plain: &str, sign: &str| {
        format!("<Amt Ccy=\"CNY\">{plain}</Amt><CdtDbtInd>{sign}</CdtDbtInd>")
    };
    let balance = |code: &str, amount: String| {
        format!(
            "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{amount}\
             <Dt><Dt>2026-11-27</Dt></Dt></Bal>"
        )
    };
    let entry = |amount: String, refs: String| {
        format!(
            "<Ntry>{amount}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-27</Dt></BookgDt>\
             <NtryDtls><TxDtls>{refs}{amount}</TxDtls></NtryDtls></Ntry>"
        )
    };
    let named = format!("<Refs><EndToEndId>{}</EndToEndId></Refs>", end_to_end(payout));
    format!(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>\
         <GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-27T20:00:00Z</CreDtTm></GrpHdr><Stmt>\
         <Id>S-1</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2026-11-27T20:00:00Z</CreDtTm>\
         <Acct><Id><IBAN>{HOUSE}</IBAN></Id><Ccy>CNY</Ccy></Acct>{}{}{}{}</Stmt></BkToCstmrStmt>\
         </Document>",
        balance("OPBD", amount("0.00", "CRDT")),
        balance("CLBD", amount("43.00", "DBIT")),
        entry(amount("50.00", "DBIT"), named),
        entry(amount("7.00", "CRDT"), String::new()),
    )
}

/// Does something in one's own wallet.
async fn act(who: &mut Someone, name: &str, args: &impl Serialize) -> OpId {
    let (op, scope) = (who.new_op(), who.scope("wallet"));
    let pin = ops::needs_pin(name).then_some(PIN);
    let done = who.device.act(op, &scope, name, args, pin).await.expect("it is taken");
    assert!(applied(&done), "{name} is applied: {done:?}");
    op
}

/// What somebody can spend.
async fn has(who: &mut Someone) -> i64 {
    let rows = who.rows("wallet", "wallet.account").await;
    let accounts = rows.into_iter().map(serde_json::from_value::<Account>);
    accounts.map(|account| account.expect("an account")).map(|a| a.balance - a.held).sum()
}

/// What stands on the desk, of one kind.
async fn on_desk<T: DeserializeOwned>(who: &mut Someone, scope: &Scope, kind: &str) -> Vec<T> {
    let rows = seen(who, scope, kind).await.expect("an operator reads");
    rows.into_iter().map(|row| serde_json::from_value(row).expect("as promised")).collect()
}

/// How a payout stands.
async fn state(who: &mut Someone, scope: &Scope, payout: OpId) -> PayoutState {
    let all: Vec<Payout> = on_desk(who, scope, PAYOUT).await;
    all.into_iter().find(|found| found.id == payout).expect("it is on the desk").state
}

/// Gives the service an account at a bank, and takes 50.00 and 20.00 out of what Eve has.
async fn two_payouts(
    world: &World,
    [ada, ben, eve]: [&mut Someone; 3],
    scope: &Scope,
) -> [OpId; 2] {
    let old = info(world).await.settings;
    let mut new = old.clone();
    let (currency, bank) = (cny(0).currency, "B".to_owned());
    new.bank = vec![HouseBank { currency, bank, account: account(HOUSE) }];
    let change = Configure { changes: differences(&old, &new) };
    let id = propose(ada, scope, CONFIGURE, &change).await.expect("proposed");
    confirm(ben, scope, id).await.expect("confirmed");
    let fill = top_up(eve, 10_000);
    assert!(applied(&push_one(eve, fill).await), "she has money");
    let keep = ops::KeepBank { account: account("GB29NWBK60161331926819") };
    let bank = Some(act(eve, ops::KEEP_BANK, &keep).await);
    let out = |minor| ops::Withdraw { amount: cny(minor), rail: "bank".to_owned(), bank };
    [act(eve, ops::WITHDRAW, &out(5_000)).await, act(eve, ops::WITHDRAW, &out(2_000)).await]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_act_of_the_bank_desk_takes_two_operators() {
    on_each(async |world| {
        let (mut ada, mut ben, mut eve, scope) = desk(&world).await;
        let sides = [&mut ada, &mut ben, &mut eve];
        let [made, given_back] = two_payouts(&world, sides, &scope).await;
        assert_eq!(has(&mut eve).await, 3_000, "both are held");

        let waiting: Vec<Payout> = on_desk(&mut ada, &scope, PAYOUT).await;
        let file = files(&waiting).pop().expect("there is something to pay");
        let id = propose(&mut ada, &scope, MAKE_FILE, &file).await.expect("proposed");
        assert_eq!(state(&mut ada, &scope, made).await, PayoutState::Waiting, "in no file yet");
        confirm(&mut ben, &scope, id).await.expect("confirmed");
        assert_eq!(state(&mut ada, &scope, made).await, PayoutState::Filed, "two make one");
        assert_eq!(seen(&mut ben, &scope, FILE).await.map(|all| all.len()), Some(1), "one file");

        let filed: Vec<Payout> = on_desk(&mut ada, &scope, PAYOUT).await;
        let filed = filed.iter().find(|found| found.id == given_back).expect("it is on the desk");
        let back = GiveBack::of(filed, "No such account".to_owned());
        let id = propose(&mut ada, &scope, GIVE_BACK, &back).await.expect("proposed");
        assert_eq!(has(&mut eve).await, 3_000, "nothing is given back by one");
        confirm(&mut ben, &scope, id).await.expect("confirmed");
        assert_eq!(has(&mut eve).await, 5_000, "but by two");

        let read = ReadStatement { base64: STANDARD.encode(statement(made)) };
        let preview = ada.device.ask(&read).await.expect("it is read");
        let book = Book::of(&preview.statement);
        let id = propose(&mut ada, &scope, BOOK, &book).await.expect("proposed");
        assert_eq!(state(&mut ada, &scope, made).await, PayoutState::Filed, "one books nothing");
        assert_eq!(seen(&mut ada, &scope, STATEMENT).await, Some(Vec::new()), "nor shows it");
        confirm(&mut ben, &scope, id).await.expect("confirmed");
        assert_eq!(state(&mut ada, &scope, made).await, PayoutState::Paid, "two do");

        let lines: Vec<BankLine> = on_desk(&mut ada, &scope, LINE).await;
        let line = lines.iter().find(|line| line.finding == Finding::Unmatched).expect("7.00");
        let see_to = SeeTo::of(line, Way::Assign { to: eve.id() });
        let id = propose(&mut ada, &scope, SEE_TO, &see_to).await.expect("proposed");
        assert_eq!(has(&mut eve).await, 5_000, "one gives nobody anything");
        confirm(&mut ben, &scope, id).await.expect("confirmed");
        assert_eq!(has(&mut eve).await, 5_700, "two find whose it is");
        let audited = world.blocking(|backend| Ok(audit(backend.db())?)).await;
        assert_eq!(audited.first_bad, None, "the ledger is whole");
    })
    .await;
}
