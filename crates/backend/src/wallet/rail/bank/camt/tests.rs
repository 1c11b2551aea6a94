//! Tests of reading statements: what banks write is read, and whatever else comes is told.

use super::*;
use proptest::prelude::*;
use sampan_protocol::wallet::bank::BankNumber;
use sampan_protocol::wallet::bank::desk::end_to_end;
use std::process::Command;
use uuid::Uuid;

/// A statement that is written for tests.
pub(crate) struct Sample {
    pub(crate) version: &'static str,
    pub(crate) id: &'static str,
    pub(crate) number: i64,
    pub(crate) account: &'static str,
    pub(crate) currency: &'static str,
    pub(crate) opening: i64,
    pub(crate) entries: Vec<Entry>,
}

/// A movement of a sample.
#[derive(Clone, Default)]
pub(crate) struct Entry {
    pub(crate) minor: i64,
    pub(crate) end_to_end: Option<String>,
    pub(crate) text: String,
    pub(crate) returned: bool,
}

impl Default for Sample {
    fn default() -> Self {
        Self {
            version: "08",
            id: "S-1",
            number: 1,
            account: "DE89370400440532013000",
            currency: "EUR",
            opening: 0,
            entries: Vec::new(),
        }
    }
}

impl Sample {
    fn plain(&self, minor: i64) -> String {
        Money::new(minor.abs(), Currency::new(self.currency).expect("listed")).to_plain()
    }

    fn balance(&self, code: &str, minor: i64) -> String {
        let (plain, sign) = (self.plain(minor), if minor < 0 { "DBIT" } else { "CRDT" });
        format!(
            "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"{}\">{plain}</Amt>\
             <CdtDbtInd>{sign}</CdtDbtInd><Dt><Dt>2026-11-27</Dt></Dt></Bal>\n",
            self.currency
        )
    }

    fn entry(&self, entry: &Entry) -> String {
        let old = self.version == "02";
        let (plain, sign) =
            (self.plain(entry.minor), if entry.minor < 0 { "DBIT" } else { "CRDT" });
        let status = if old { "BOOK" } else { "<Cd>BOOK</Cd>" };
        let role = if entry.minor < 0 { "Cdtr" } else { "Dbtr" };
        let named = "<Nm>Otto Other</Nm>";
        let party = if old { named.to_owned() } else { format!("<Pty>{named}</Pty>") };
        let refs = entry
            .end_to_end
            .as_ref()
            .map_or_else(String::new, |id| format!("<Refs><EndToEndId>{id}</EndToEndId></Refs>"));
        let back = if entry.returned { "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>" } else { "" };
        let text = if entry.text.is_empty() {
            String::new()
        } else {
            format!("<RmtInf><Ustrd>{}</Ustrd></RmtInf>", entry.text)
        };
        format!(
            "<Ntry><Amt Ccy=\"{ccy}\">{plain}</Amt><CdtDbtInd>{sign}</CdtDbtInd><Sts>{status}</Sts>\
             <BookgDt><Dt>2026-11-27</Dt></BookgDt><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd>\
             <NtryDtls><TxDtls>{refs}<Amt Ccy=\"{ccy}\">{plain}</Amt><CdtDbtInd>{sign}</CdtDbtInd>\
             <RltdPties><{role}>{party}</{role}><{role}Acct><Id><IBAN>GB29NWBK60161331926819</IBAN>\
             </Id></{role}Acct></RltdPties>{text}{back}</TxDtls></NtryDtls></Ntry>\n",
            ccy = self.currency
        )
    }

    pub(crate) fn closing(&self) -> i64 {
        self.opening + self.entries.iter().map(|entry| entry.minor).sum::<i64>()
    }

    pub(crate) fn write(&self) -> String {
        let entries: String = self.entries.iter().map(|entry| self.entry(entry)).collect();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{}\">\n<BkToCstmrStmt>\
             <GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-27T20:00:00Z</CreDtTm></GrpHdr>\n<Stmt>\
             <Id>{}</Id><ElctrncSeqNb>{}</ElctrncSeqNb><CreDtTm>2026-11-27T20:00:00Z</CreDtTm>\
             <Acct><Id><IBAN>{}</IBAN></Id><Ccy>{}</Ccy></Acct>\n{}{}{}</Stmt></BkToCstmrStmt>\
             </Document>\n",
            self.version,
            self.id,
            self.number,
            self.account,
            self.currency,
            self.balance("OPBD", self.opening),
            self.balance("CLBD", self.closing()),
            entries
        )
    }
}

fn three() -> Sample {
    let id = end_to_end(OpId(Uuid::from_u128(7)));
    Sample {
        opening: 100_000,
        entries: vec![
            Entry { minor: -2_500, end_to_end: Some(id.clone()), ..Entry::default() },
            Entry {
                minor: 5_000,
                text: "RF18 5390 0754 7034 thanks".to_owned(),
                ..Entry::default()
            },
            Entry { minor: 2_500, end_to_end: Some(id), returned: true, ..Entry::default() },
        ],
        ..Sample::default()
    }
}

fn fault(text: &str) -> Fault {
    read(text.as_bytes()).expect_err("it is not taken")
}

#[test]
fn both_versions_say_the_same() {
    let new = read(three().write().as_bytes()).expect("version 08");
    let old = read(Sample { version: "02", ..three() }.write().as_bytes()).expect("version 02");
    assert_eq!(new, old, "nothing is lost in the older one");
    assert_eq!((new.opening, new.closing), (100_000, 105_000), "balances");
    assert_eq!((new.name.as_str(), new.number), ("S-1", Some(1)), "what the bank calls it");
    let [paid, came, back] = new.lines.as_slice() else { panic!("three lines") };
    assert_eq!((paid.minor, paid.payout), (-2_500, Some(OpId(Uuid::from_u128(7)))), "a payout");
    assert_eq!(came.references, ["RF18539007547034"], "a reference in what was written");
    assert!(!came.undoes && back.undoes, "only the last one came back");
    let account = came.account.as_ref().expect("an account to send back to");
    assert_eq!(account.holder, "Otto Other", "whose it is");
    assert!(matches!(account.number, BankNumber::Iban(_)), "an IBAN");
}

#[test]
fn the_samples_are_what_banks_write() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("statement.xml");
    std::fs::write(&file, three().write()).expect("written");
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/../client/tests/data/camt.053.001.08.xsd");
    let checked = Command::new("xmllint").args(["--noout", "--schema", schema]).arg(&file).output();
    let checked = checked.expect("xmllint is there: cargo xtask setup installs it");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}

#[test]
fn what_was_booked_together_is_told_apart() {
    let part = |minor: &str, id: u128| {
        let id = end_to_end(OpId(Uuid::from_u128(id)));
        format!(
            "<TxDtls><Refs><EndToEndId>{id}</EndToEndId></Refs><Amt Ccy=\"EUR\">{minor}</Amt></TxDtls>"
        )
    };
    let whole = |second: &str| {
        let xml = Sample {
            entries: vec![Entry { minor: -300, ..Entry::default() }],
            ..Sample::default()
        };
        let xml = xml.write();
        let (head, rest) = xml.split_once("<NtryDtls>").expect("details");
        let (_, tail) = rest.split_once("</NtryDtls>").expect("details");
        format!("{head}<NtryDtls>{}{}</NtryDtls>{tail}", part("1.00", 1), part(second, 2))
    };
    let lines = read(whole("2.00").as_bytes()).expect("a batch").lines;
    let minor: Vec<i64> = lines.iter().map(|line| line.minor).collect();
    assert_eq!(minor, [-100, -200], "each of both, out of the account");
    let lines = read(whole("2.50").as_bytes()).expect("a batch that does not add up").lines;
    assert_eq!(lines.len(), 1, "is one line");
    assert_eq!((lines[0].minor, lines[0].payout), (-300, None), "about nothing in particular");
}

#[test]
fn what_is_not_booked_is_left_out() {
    let xml = Sample { entries: vec![], ..Sample::default() }.write();
    let pending = Sample::default().entry(&Entry { minor: 999, ..Entry::default() });
    let pending = pending.replace("BOOK", "PDNG");
    let xml = xml.replace("</Stmt>", &format!("{pending}</Stmt>"));
    assert!(read(xml.as_bytes()).expect("read").lines.is_empty(), "it may never come");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let good = three().write();
    let foreign = good.replacen("<Ntry><Amt Ccy=\"EUR\">", "<Ntry><Amt Ccy=\"USD\">", 1);
    let Fault::Foreign { at, found, expected } = fault(&foreign) else { panic!("foreign") };
    assert_eq!((found.as_str(), expected.as_str(), at.line), ("USD", "EUR", 7), "the first entry");
    let Fault::Balance { expected, found } = fault(&good.replace(">1050.00<", ">1050.01<")) else {
        panic!("it does not add up")
    };
    assert_eq!((expected.minor, found.minor), (105_000, 105_001), "what it says, and what it is");
    let Fault::Broken(at, _) = fault(&good.replace("</Stmt>", "</Stm>")) else { panic!("broken") };
    assert_eq!(at.line, 10, "the line of the wrong end");
    assert_eq!(
        fault(&good.replace(".053.001.08", ".052.001.08")),
        Fault::Other("camt.052.001.08".into())
    );
    assert_eq!(fault("<html></html>"), Fault::Other("html".into()), "something else");
    assert!(matches!(fault(&good.replace("OPBD", "ITBD")), Fault::Missing { what: "OPBD", .. }));
    assert!(matches!(
        fault(&good.replacen(">25.00<", ">25.001<", 1)),
        Fault::Wrong { what: "Amt", .. }
    ));
    assert!(matches!(fault(&good.replacen(">25.00<", ">-25.00<", 1)), Fault::Wrong { .. }));
    assert!(matches!(fault(&good.replacen("DBIT", "BOTH", 1)), Fault::Wrong { .. }));
    assert_eq!(fault(""), Fault::Broken(Place { line: 1, column: 1 }, "it ends too early".into()));
    let two = good.replace("<Stmt>", "<Stmt/><Stmt>");
    assert_eq!(fault(&two), Fault::Several(2), "of which one?");
    let page = good.replace(
        "</Id><ElctrncSeqNb>",
        "</Id><StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn><ElctrncSeqNb>",
    );
    assert_eq!(fault(&page), Fault::Page, "the rest is in another file");
    assert_eq!(read(&[0xff, 0xfe, 0x00]), Err(Fault::NotText), "no text");
    assert_eq!(read(&vec![b' '; STATEMENT_BYTES + 1]), Err(Fault::TooLarge), "too much");
    let entity = good.replacen("<Document", "<!DOCTYPE x [<!ENTITY e 'e'>]><Document", 1);
    assert!(matches!(fault(&entity), Fault::Unsafe(_)), "no document type");
}

#[test]
fn latin_letters_of_a_byte_each_are_read() {
    let xml = three().write().replace("UTF-8", "ISO-8859-1").replace("Otto", "Öttö");
    let bytes: Vec<u8> = xml.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
    let read = read(&bytes).expect("read by its declaration");
    assert_eq!(read.lines[0].name, "Öttö Other", "as it was written");
}

#[test]
fn every_fault_has_words() {
    let place = Place { line: 1, column: 1 };
    let money = Money::new(1, Currency::new("EUR").expect("listed"));
    for fault in [
        Fault::TooLarge,
        Fault::NotText,
        Fault::Broken(place, String::new()),
        Fault::Unsafe(place),
        Fault::Other(String::new()),
        Fault::Several(2),
        Fault::Page,
        Fault::Missing { at: place, what: "Id" },
        Fault::Wrong { at: place, what: "Id" },
        Fault::Foreign { at: place, found: String::new(), expected: String::new() },
        Fault::Balance { expected: money, found: money },
    ] {
        let told = fault.told();
        let word = sampan_protocol::locale::Language::ALL
            .iter()
            .all(|language| language.text(&told.key, &[]) != told.key);
        assert!(word, "{} is told in both languages", told.key);
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        moves in prop::collection::vec(-1_000_000i64..1_000_000, 0..12),
        opening in -1_000_000i64..1_000_000,
        old: bool,
        code in prop::sample::select(vec!["EUR", "JPY", "KWD"]),
    ) {
        let entries: Vec<Entry> = moves.iter().filter(|minor| **minor != 0)
            .map(|minor| Entry { minor: *minor, ..Entry::default() }).collect();
        let version = if old { "02" } else { "08" };
        let sample = Sample { version, opening, currency: code, entries, ..Sample::default() };
        let read = read(sample.write().as_bytes()).expect("a statement that adds up");
        prop_assert_eq!((read.opening, read.closing), (opening, sample.closing()));
        let told: Vec<i64> = read.lines.iter().map(|line| line.minor).collect();
        let wrote: Vec<i64> = sample.entries.iter().map(|entry| entry.minor).collect();
        prop_assert_eq!(told, wrote);
    }

    #[test]
    fn whatever_bytes_come_it_does_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
    }

    #[test]
    fn a_statement_with_a_hole_does_not_make_it_panic(at in 0usize..2_400, many in 1usize..60, by in "\\PC{0,4}") {
        let good = three().write();
        let mut letters: Vec<char> = good.chars().collect();
        let start = at.min(letters.len());
        let end = (start + many).min(letters.len());
        letters.splice(start..end, by.chars());
        let text: String = letters.into_iter().collect();
        if let Ok(read) = read(text.as_bytes()) {
            let sum: i64 = read.lines.iter().map(|line| line.minor).sum();
            prop_assert_eq!(read.opening + sum, read.closing, "whatever is read adds up");
        }
    }
}
