//! How the acts of the bank desk look: each says what it is about.

use super::{way_key, why_of};
use crate::bridge::parse;
use crate::operate::ActFace;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::bank::desk::acts::{
    BOOK, Book, GIVE_BACK, GiveBack, MAKE_FILE, MakeFile, SEE_TO, SeeTo,
};
use sampan_protocol::wallet::bank::{BankAccount, in_fours};

/// Key of the reason's label.
const REASON: &str = "operate.fact.reason";

/// The face of an act, if it is one of the desk.
pub(crate) fn face(kind: &str, args: &str) -> Option<ActFace> {
    Some(match kind {
        MAKE_FILE => {
            let file: MakeFile = parse(args)?;
            let face = ActFace::new("file-text", 2).moving(file.sum);
            face.saying("wallet.desk.fact.payouts", file.count.to_string())
        }
        BOOK => {
            let book: Book = parse(args)?;
            ActFace::new("landmark", 4)
                .saying("wallet.desk.fact.name", book.name)
                .saying("wallet.desk.fact.of", in_fours(&book.account))
                .saying("wallet.desk.fact.day", book.day)
                .saying("wallet.desk.fact.lines", book.lines.to_string())
                .saying("wallet.desk.fact.sum", format::money(book.sum))
                .saying("wallet.desk.fact.closing", format::money(book.closing))
        }
        SEE_TO => {
            let seen: SeeTo = parse(args)?;
            ActFace::new("inbox", 5)
                .moving(seen.amount)
                .saying("wallet.desk.ways", t!(way_key(&seen.way)))
                .saying(REASON, why_of(seen.way))
                .saying("wallet.desk.fact.other", seen.name)
                .saying("wallet.desk.fact.text", seen.text)
                .saying("wallet.desk.fact.day", seen.day)
                .saying(
                    "wallet.desk.fact.account",
                    seen.account.as_ref().map_or(String::new(), shown),
                )
        }
        GIVE_BACK => {
            let back: GiveBack = parse(args)?;
            ActFace::new("undo-2", 3)
                .moving(back.amount)
                .saying(REASON, back.why)
                .saying("wallet.desk.fact.to", shown(&back.account))
        }
        _ => return None,
    })
}

fn shown(account: &BankAccount) -> String {
    format!("{} · {}", account.holder, account.number.shown())
}
