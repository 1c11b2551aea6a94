//! The wallet: what one has, what moved, and what is done with it, online or not.

mod add_money;
mod answer_charge;
mod ask_money;
mod bank;
mod bank_desk;
mod charge_code;
mod charges;
mod check_bill;
mod close_request;
mod coupons;
mod disputes;
mod exchange;
mod family;
mod get_bill;
mod get_budgets;
mod get_charge;
mod get_facets;
mod get_insight;
mod get_limits;
mod get_payee;
mod get_wallet;
mod give_back;
mod keep_budget;
mod label_bill;
mod link;
mod list_bills;
mod list_months;
mod loose;
mod make_code;
mod make_pay_code;
mod mandates;
mod open_account;
mod operate;
mod packet;
mod pay;
mod pay_less;
mod pay_token;
mod picture;
mod plan;
mod points;
mod pots;
mod rails;
mod read_code;
mod set_methods;
mod set_small;
mod split;
mod statement;
mod table;
mod take_money;

use crate::core::Core;
use crate::db::{Connection, Fault, Transaction};
use crate::table::{person, row};
use crate::view::{View, Wait};
use sampan_protocol::ids::{BillId, CardId, OpId};
use sampan_protocol::rails::RailInfo;
use sampan_protocol::sync::Scope;
use sampan_protocol::wallet::bank as banks;
use sampan_protocol::wallet::budget::BUDGET;
use sampan_protocol::wallet::charge::CHARGE;
use sampan_protocol::wallet::coupon::{CAMPAIGN, COUPON, Coupon};
use sampan_protocol::wallet::dispute::{DISPUTE, Dispute};
use sampan_protocol::wallet::label::{LABEL, waiting_labels};
use sampan_protocol::wallet::mandate::{MANDATE, Mandate};
use sampan_protocol::wallet::methods::{METHODS, METHODS_KEY, Method, Methods, ordered};
use sampan_protocol::wallet::operate::STANDING;
use sampan_protocol::wallet::ops;
use sampan_protocol::wallet::overlay::{self, Waiting, WaitingState};
use sampan_protocol::wallet::points::{POINTS, POINTS_ENTRY};
use sampan_protocol::wallet::price::PRICE;
use sampan_protocol::wallet::rows::{ACCOUNT, BILL, REQUEST};
use sampan_protocol::wallet::small::{SMALL, SMALL_KEY, SmallPay};
use sampan_protocol::wallet::{
    Account, Bill, Charge, FamilyCard, MoneyRequest, Receipt, family as cards, packet as packets,
    plan as plans, pot, refund, split as splits,
};
use sampan_protocol::{Currency, Error};

/// The word of a person's wallet.
pub(crate) const SCOPE: &str = "wallet";

/// Kinds of rows of that scope.
pub(crate) const KINDS: &[&str] = &[
    ACCOUNT,
    BILL,
    REQUEST,
    CHARGE,
    SMALL,
    METHODS,
    STANDING,
    MANDATE,
    DISPUTE,
    CAMPAIGN,
    COUPON,
    PRICE,
    POINTS,
    POINTS_ENTRY,
    banks::BANK,
    banks::REFERENCE,
    banks::desk::PAYOUT,
    banks::desk::FILE,
    banks::desk::STATEMENT,
    banks::desk::LINE,
    LABEL,
    BUDGET,
    packets::ROW,
    plans::ROW,
    pot::ROW,
    cards::ROW,
    splits::ROW,
    refund::GIVEN_BACK,
];

/// Asks for what is wanted when there is no connection: pay codes, and the rates.
pub(crate) async fn keep_up(core: &Core) {
    pay_token::keep_up(core).await;
    exchange::keep_up(core).await;
}

/// Schema of the wallet's tables.
pub(crate) const SCHEMA: &str = table::bill::SCHEMA;

/// Brings the wallet's tables up to date with a row, and remembers the people that it names.
pub(crate) fn project(
    tx: &Transaction<'_>,
    scope: &Scope,
    kind: &str,
    key: &str,
    value: Option<&str>,
) -> Result<(), Fault> {
    let people = match (kind, value) {
        (BILL, value) => {
            let bill = table::bill::project(tx, scope, key, value)?;
            let who = |bill: Bill| bill.other.into_iter().chain(bill.through.and_then(|t| t.who));
            bill.into_iter().flat_map(who).collect()
        }
        (LABEL, _) => {
            table::bill::relabel(tx, scope, key)?;
            Vec::new()
        }
        (REQUEST, Some(value)) => serde_json::from_str::<MoneyRequest>(value)
            .map_or(Vec::new(), |request| vec![request.asker, request.payer]),
        (splits::ROW, Some(value)) => {
            serde_json::from_str(value).map_or(Vec::new(), |known| split::people_of(&known))
        }
        (plans::ROW, Some(value)) => {
            serde_json::from_str::<plans::Plan>(value).map_or(Vec::new(), |plan| vec![plan.to])
        }
        (packets::ROW, Some(value)) => {
            serde_json::from_str(value).map_or(Vec::new(), |known| packet::people_of(&known))
        }
        (CHARGE, Some(value)) => serde_json::from_str::<Charge>(value)
            .map_or(Vec::new(), |charge| {
                std::iter::once(charge.merchant).chain(charge.payer).collect()
            }),
        (COUPON, Some(value)) => {
            serde_json::from_str::<Coupon>(value).map_or(Vec::new(), |coupon| vec![coupon.merchant])
        }
        (banks::desk::PAYOUT, Some(value)) => serde_json::from_str::<banks::desk::Payout>(value)
            .map_or(Vec::new(), |payout| payout.person.into_iter().collect()),
        (banks::desk::LINE, Some(value)) => serde_json::from_str::<banks::desk::BankLine>(value)
            .map_or(Vec::new(), |line| line.person.into_iter().collect()),
        (MANDATE, Some(value)) => serde_json::from_str::<Mandate>(value)
            .map_or(Vec::new(), |mandate| vec![mandate.merchant, mandate.payer]),
        (cards::ROW, Some(value)) => serde_json::from_str::<FamilyCard>(value)
            .map_or(Vec::new(), |card| vec![card.giver, card.user]),
        (DISPUTE, Some(value)) => serde_json::from_str::<Dispute>(value)
            .map_or(Vec::new(), |dispute| vec![dispute.payer, dispute.payee]),
        _ => Vec::new(),
    };
    people.iter().try_for_each(|seen| person::remember(tx, seen))
}

/// Forgets what the wallet's tables hold of a scope.
pub(crate) fn clear(tx: &Transaction<'_>, scope: &Scope) -> Result<(), Fault> {
    table::bill::clear(tx, scope)
}

/// What waits in the wallet, without movements that already stand among the bills: those are not
/// counted twice.
fn waiting(db: &Connection, view: &View) -> Result<Vec<Waiting>, Fault> {
    let mut waiting = Vec::new();
    for w in &view.waiting {
        if table::bill::exists(db, BillId(w.op_id.0))? {
            continue;
        }
        waiting.push(Waiting {
            op_id: w.op_id,
            name: w.name.clone(),
            args: w.args.clone(),
            other: w.other.clone(),
            at: w.at,
            state: match &w.state {
                Wait::Backend => WaitingState::Queued,
                Wait::Pin => WaitingState::NeedsPin,
                Wait::Decision(error) => WaitingState::Rejected(error.clone()),
            },
        });
    }
    Ok(waiting)
}

fn newest_first(a: &Bill, b: &Bill) -> std::cmp::Ordering {
    (b.at, b.id).cmp(&(a.at, a.id))
}

fn accounts(db: &Connection, view: &View) -> Result<Vec<Account>, Fault> {
    row::all(db, &view.scope, ACCOUNT)
}

/// What goes without PIN, with a change that waits.
fn small(db: &Connection, view: &View) -> Result<SmallPay, Fault> {
    let off = view.waiting.iter().any(|w| w.name == ops::SMALL_OFF && w.is_open());
    if off {
        return Ok(SmallPay::default());
    }
    Ok(row::get(db, &view.scope, SMALL, SMALL_KEY)?.unwrap_or_default())
}

/// Ways to pay, in the order that was chosen, also if that still waits.
fn methods(
    db: &Connection,
    view: &View,
    currencies: &[Currency],
    (rails, cards): (&[RailInfo], &[CardId]),
) -> Result<Vec<Method>, Fault> {
    let waits = view.waiting.iter().rev().filter(|w| w.name == ops::SET_METHODS && w.is_open());
    let waits = waits
        .filter_map(crate::view::Waiting::args::<ops::SetMethods>)
        .next()
        .map(|args| args.order);
    let chosen = match waits {
        Some(order) => order,
        None => row::get::<Methods>(db, &view.scope, METHODS, METHODS_KEY)?
            .map(|row| row.order)
            .unwrap_or_default(),
    };
    // A payment is made by what answers at once.
    let instant = rails.iter().filter(|rail| rail.instant && rail.top_up.is_some());
    let names: Vec<&str> = instant.map(|rail| rail.name.as_str()).collect();
    Ok(ordered(&chosen, currencies, &names, cards))
}

/// One bill, confirmed or waiting, with what is written upon it.
fn bill(db: &Connection, view: &View, id: BillId) -> Result<Option<Bill>, Fault> {
    let waiting = waiting(db, view)?;
    let known = row::get(db, &view.scope, BILL, &id.to_string())?;
    let found = known.or_else(|| waiting.iter().filter_map(overlay::bill).find(|b| b.id == id));
    let Some(mut bill) = found else { return Ok(None) };
    if let Some(label) = loose::label_of(db, view, &waiting_labels(&waiting), id)? {
        label.lay_over(&mut bill);
    }
    Ok(Some(bill))
}

/// The receipt of a movement as this device knows it now, if it knows it.
async fn receipt(core: &Core, op_id: OpId) -> Result<Option<Receipt>, Error> {
    let id = BillId(op_id.0);
    let bill = core.view(SCOPE, move |db, view| bill(db, view, id)).await?;
    Ok(bill.map(|bill| Receipt { bill }))
}
