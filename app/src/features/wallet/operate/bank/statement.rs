//! Screen `bank-statement`: a statement, and what becomes of its lines, or did.

use super::DESK;
use super::lines::{line_row, plain_row};
use crate::answer::read;
use crate::operate::{Proposal, ProposeSheet, Proposer};
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::bank::desk::acts::{BOOK, Book};
use sampan_protocol::wallet::bank::desk::{BankStatement, LINE, STATEMENT};
use sampan_protocol::wallet::bank::{LookStatement, Preview, in_fours};

/// A statement.
#[component]
pub(crate) fn BankStatementScreen() -> View {
    let params = use_params_map();
    let id = params.with_untracked(|p| p.get("statement").and_then(|id| id.parse::<OpId>().ok()));
    match id {
        Some(id) => view! { <Looked id /> },
        None => {
            let state = Signal::stored(ScreenState::Error);
            view! {
                <Screen name="bank-statement" title=t!("wallet.desk.statement") back=DESK state>
                    <StateView kind=StateKind::Error title=t!("ui.failed") text=t!("error.bank.no_statement") />
                </Screen>
            }
        }
    }
}

#[component]
fn Looked(id: OpId) -> View {
    let one = read(&[STATEMENT, LINE], move || LookStatement { statement: id });
    let state = Signal::derive(move || ScreenState::of(&one.get(), |_| false));
    let body = move || loaded(one.get(), move |()| one.refetch(), detail);
    view! { <Screen name="bank-statement" title=t!("wallet.desk.statement") back=DESK state>{body}</Screen> }
}

fn detail(preview: Preview) -> View {
    let told = preview.statement;
    let booked = told.booked.is_some();
    let row = if booked { line_row } else { plain_row };
    let rows = preview.lines.iter().map(row).collect_view();
    let differs = told.ledger != told.closing;
    let gap = told
        .gap
        .then(|| view! { <p class="callout warning" role="status">{t!("wallet.desk.gap")}</p> });
    let differs = differs.then(|| {
        let said = t!(
            "wallet.desk.difference",
            ledger = format::money(told.ledger),
            bank = format::money(told.closing)
        );
        view! { <p class="callout warning" role="status" data-test="bank-difference">{said}</p> }
    });
    let book = (!booked).then(|| view! { <BookIt told=told.clone() /> });
    view! {
        <div class="stack">
            {facts(&told)}
            {gap}
            {differs}
            {book}
            <ListSection title=t!("wallet.desk.lines")>{rows}</ListSection>
        </div>
    }
}

fn facts(told: &BankStatement) -> View {
    let when = told.booked.map_or_else(|| t!("wallet.desk.not_booked"), format::full);
    let facts = [
        ("wallet.desk.fact.name", told.name.clone()),
        ("wallet.desk.fact.of", in_fours(&told.account)),
        ("wallet.desk.fact.day", told.day.clone()),
        ("wallet.desk.fact.opening", format::money(told.opening)),
        ("wallet.desk.fact.closing", format::money(told.closing)),
        ("wallet.desk.fact.booked", when),
    ];
    let fact = |(label, value): (&'static str, String)| {
        view! { <div class="fact"><dt>{t!(label)}</dt><dd>{value}</dd></div> }
    };
    view! { <dl class="facts">{facts.map(fact).into_iter().collect_view()}</dl> }
}

#[component]
fn BookIt(told: BankStatement) -> View {
    let proposer = Proposer::new();
    let args = StoredValue::new(Book::of(&told));
    let book = move |()| args.with_value(|args| proposer.ask(Proposal::new(BOOK, args)));
    view! {
        <Button block=true on_press=book test="bank-book">{t!("wallet.desk.book")}</Button>
        <p class="list-foot">{t!("wallet.desk.book.hint")}</p>
        <ProposeSheet proposer />
    }
}
