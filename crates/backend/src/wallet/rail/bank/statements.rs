//! Reads statements for operators, and says what would become of their lines; nothing is booked.

use super::camt::{self, Line, Statement};
use super::moves::named;
use super::reconcile::{self, About, Known, Open};
use crate::db::{DbError, Sql};
use crate::endpoint::{Caller, Endpoint};
use crate::module::Refusal;
use crate::people::table::person;
use crate::ports::People;
use crate::service::setup;
use crate::wallet::ledger::journal::Owner;
use crate::wallet::ledger::table::account;
use crate::wallet::table::bank::statement::{self as table, Kept};
use crate::wallet::table::bank::{file, payout, reference};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::bank::desk::acts::Book;
use sampan_protocol::wallet::bank::desk::{BankLine, BankStatement, Finding, STATEMENT_BYTES};
use sampan_protocol::wallet::bank::{
    AskBankFile, BankFile, HouseBank, LookStatement, Preview, RAIL, ReadStatement,
};
use sampan_protocol::{Currency, Error, Money};

/// The most bytes of a request: a statement in base64.
const BODY_LIMIT: usize = STATEMENT_BYTES / 3 * 4 + (1 << 10);

/// The requests.
pub(in crate::wallet) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::new("Reads a bank's statement (camt.053); operators only.", read)
            .with_body_limit(BODY_LIMIT),
        Endpoint::new("Looks at a statement that was read; operators only.", look),
        Endpoint::new("Gives a file of payments (pain.001); operators only.", give_file),
    ]
}

fn read(caller: &Caller, request: &ReadStatement) -> Result<Preview, Error> {
    let backend = &caller.backend;
    let houses = backend.db().read(|sql| desk_of(sql, caller))?;
    let base64 = request.base64.trim();
    let statement = parse(base64, &houses)?;
    let people = backend.ports().people.clone();
    let kept = kept(base64, &statement);
    Ok(backend.db().write(|sql| keep(sql, people.as_ref(), &kept, &houses))?)
}

/// Keeps a statement that was read, and says what would become of it.
pub(in crate::wallet) fn keep(
    sql: &mut dyn Sql,
    people: &dyn People,
    kept: &Kept,
    houses: &[HouseBank],
) -> Result<Preview, Refusal> {
    table::insert(sql, kept)?;
    preview(sql, people, kept.id, houses)
}

/// A statement as it is kept; its identifier is made of what it says.
pub(in crate::wallet) fn kept(base64: &str, statement: &Statement) -> Kept {
    Kept {
        id: OpId(named(&["statement", base64])),
        base64: base64.to_owned(),
        currency: statement.currency,
        account: statement.account.clone(),
        name: statement.name.clone(),
        number: statement.number,
        closing: statement.closing,
        booked: None,
    }
}

fn look(caller: &Caller, request: &LookStatement) -> Result<Preview, Error> {
    let people = caller.backend.ports().people.clone();
    Ok(caller.backend.db().read(|sql| {
        let houses = desk_of(sql, caller)?;
        preview(sql, people.as_ref(), request.statement, &houses)
    })?)
}

fn give_file(caller: &Caller, request: &AskBankFile) -> Result<BankFile, Error> {
    let found = caller.backend.db().read(|sql| {
        desk_of(sql, caller)?;
        Ok::<_, Refusal>(file::get(sql, request.file)?)
    })?;
    found.ok_or_else(|| Error::not_found("error.bank.no_file"))
}

/// The service's accounts, for its operators.
fn desk_of(sql: &mut dyn Sql, caller: &Caller) -> Result<Vec<HouseBank>, Refusal> {
    if !person::me(sql, caller.me)?.is_some_and(|me| me.operator) {
        return Err(Error::refused("error.service.operators_only").into());
    }
    Ok(setup(sql, &caller.backend)?.settings.bank)
}

/// The statement in a file, if it is of an account of the service.
///
/// # Errors
/// `Invalid` with what is wrong, and where.
pub(in crate::wallet) fn parse(base64: &str, houses: &[HouseBank]) -> Result<Statement, Error> {
    let bytes = STANDARD.decode(base64).map_err(|_| Error::invalid("error.request.malformed"))?;
    let statement = camt::read(&bytes).map_err(|fault| fault.told())?;
    let number = |house: &&HouseBank| house.account.number.plain() == statement.account;
    let ours: Vec<&HouseBank> = houses.iter().filter(number).collect();
    if ours.iter().any(|house| house.currency == statement.currency) {
        return Ok(statement);
    }
    match ours.first() {
        Some(house) => Err(Error::invalid("error.bank.statement_currency")
            .with("found", statement.currency.code())
            .with("expected", house.currency.code())),
        None => Err(Error::invalid("error.bank.statement_account")
            .with("found", statement.account.as_str())
            .with("expected", numbers(houses))),
    }
}

fn numbers(houses: &[HouseBank]) -> String {
    let all: Vec<String> = houses.iter().map(|house| house.account.number.shown()).collect();
    all.join(", ")
}

/// What is told of a statement: as it was booked, or as it would be.
fn preview(
    sql: &mut dyn Sql,
    people: &dyn People,
    id: OpId,
    houses: &[HouseBank],
) -> Result<Preview, Refusal> {
    let kept = table::get(sql, id)?.ok_or_else(|| Error::not_found("error.bank.no_statement"))?;
    if let Some(statement) = table::told(sql, id)? {
        return Ok(Preview { statement, lines: table::lines(sql, id)? });
    }
    let statement = parse(&kept.base64, houses)?;
    let known = known(sql, &statement)?;
    let mut lines = Vec::with_capacity(statement.lines.len());
    let about = reconcile::plan(&statement.lines, &known);
    for (place, (line, about)) in statement.lines.iter().zip(about).enumerate() {
        let mut told = told(id, place, line, about);
        if let About::TopUp(person) = about {
            told.person = people.person(sql, person)?;
        }
        lines.push(told);
    }
    let moved = statement.closing.saturating_sub(statement.opening);
    let ledger = at_bank(sql, statement.currency)?.saturating_add(moved);
    let statement = summary(sql, id, &statement, &lines, ledger)?;
    Ok(Preview { statement, lines })
}

/// What of payouts and references the lines of a statement name.
pub(super) fn known(sql: &mut dyn Sql, statement: &Statement) -> Result<Known, DbError> {
    let mut known = Known::default();
    for line in &statement.lines {
        if let Some(id) = line.payout
            && let Some(found) = payout::get(sql, id)?
            && found.amount.currency == statement.currency
        {
            let (minor, owned) = (found.amount.minor, found.person.is_some());
            known.payouts.insert(id, Open { minor, state: found.state, owned });
        }
        for reference in &line.references {
            let found = reference::whose(sql, reference)?;
            if let Some((person, _)) = found.filter(|(_, of)| *of == statement.currency) {
                known.references.insert(reference.clone(), person);
            }
        }
    }
    Ok(known)
}

/// A line as it is told, before anything became of it.
pub(super) fn told(statement: OpId, place: usize, line: &Line, about: About) -> BankLine {
    let (finding, payout) = match about {
        About::Paid(id) => (Finding::Paid, Some(id)),
        About::Returned(id) => (Finding::Returned, Some(id)),
        About::TopUp(_) => (Finding::TopUp, None),
        About::WrongAmount(id) => (Finding::WrongAmount, Some(id)),
        About::Unmatched => (Finding::Unmatched, None),
    };
    BankLine {
        id: format!("{statement}-{place}"),
        statement,
        amount: Money::new(line.minor, line.currency),
        day: line.day.clone(),
        name: line.name.clone(),
        account: line.account.clone(),
        text: line.text.clone(),
        finding,
        payout,
        person: None,
        way: None,
    }
}

/// What is told of a statement as a whole.
pub(super) fn summary(
    sql: &mut dyn Sql,
    id: OpId,
    statement: &Statement,
    lines: &[BankLine],
    ledger: i64,
) -> Result<BankStatement, DbError> {
    let latest = table::latest(sql, &statement.account)?;
    let gap = latest.is_some_and(|latest| latest.closing != statement.opening);
    let money = |minor| Money::new(minor, statement.currency);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(BankStatement {
        id,
        name: statement.name.clone(),
        account: statement.account.clone(),
        number: statement.number,
        day: statement.day.clone(),
        opening: money(statement.opening),
        closing: money(statement.closing),
        ledger: money(ledger),
        gap,
        lines: count(lines.len()),
        open: count(lines.iter().filter(|line| line.is_open()).count()),
        booked: None,
    })
}

/// The act that books a statement.
pub(super) fn act_of(id: OpId, statement: &Statement) -> Book {
    let money = |minor| Money::new(minor, statement.currency);
    Book {
        statement: id,
        name: statement.name.clone(),
        account: statement.account.clone(),
        day: statement.day.clone(),
        closing: money(statement.closing),
        lines: u32::try_from(statement.lines.len()).unwrap_or(u32::MAX),
        sum: money(statement.closing.saturating_sub(statement.opening)),
    }
}

/// What the ledger has at the bank.
pub(super) fn at_bank(sql: &mut dyn Sql, currency: Currency) -> Result<i64, DbError> {
    let found = account::of(sql, &Owner::System(format!("rail/{RAIL}")), currency)?;
    Ok(found.map_or(0, |opened| opened.account.balance.posted.saturating_neg()))
}
