//! Says which limits hold for a person on a device, and what of them is used.

use super::ledger::journal::Owner;
use super::ledger::table as ledger;
use super::limits::{self, DAY, Device};
use super::rail::{PaymentRail, Sandbox};
use super::table::out::{self, Proof};
use super::table::small;
use crate::db::Sql;
use crate::endpoint::{Caller, Endpoint};
use crate::module::Refusal;
use crate::service::{self, Setup};
use sampan_protocol::caps::Caps;
use sampan_protocol::wallet::{AskLimits, LimitKind, LimitLine, Limits};
use sampan_protocol::{Currency, Error, Money, Timestamp};

/// The request.
pub(super) fn endpoint() -> Endpoint {
    Endpoint::new("Says which limits hold, and what of them is used.", answer)
}

fn answer(caller: &Caller, _: &AskLimits) -> Result<Limits, Error> {
    let backend = &caller.backend;
    let at = backend.now();
    let lines = backend.db().read(|sql| {
        let setup = service::setup(sql, backend)?;
        let mut lines = Vec::new();
        for currency in &setup.settings.currencies {
            lines.extend(of_currency(sql, caller, &setup, *currency, at)?);
        }
        Ok::<_, Refusal>(lines)
    })?;
    Ok(Limits { lines, at })
}

/// The limits in a currency; none where there is no account.
fn of_currency(
    sql: &mut dyn Sql,
    caller: &Caller,
    setup: &Setup,
    currency: Currency,
    now: Timestamp,
) -> Result<Vec<LimitLine>, Refusal> {
    let Some(mine) = ledger::account::of(sql, &Owner::Person(caller.me), currency)? else {
        return Ok(Vec::new());
    };
    let (caps, me) = (&setup.settings.caps, caller.me);
    let money = |units| Caps::money(units, currency);
    let line = |kind, most, used| LimitLine { kind, most, used, until: None };
    let mut lines = Vec::new();
    if let Some(each) = setup.limits.iter().find(|limit| limit.currency == currency) {
        lines.push(line(LimitKind::Each, *each, None));
    }
    let people = caller.backend.ports().people.clone();
    let device = Device { person: me, device: caller.device, currency, now };
    if let Some(limit) = limits::cooling(sql, people.as_ref(), caps, &device)? {
        let until = limit.until;
        let cooling = line(LimitKind::NewDevice, limit.most, Some(limit.gone));
        lines.push(LimitLine { until, ..cooling });
    }
    let (chosen, pin_given) = small::get(sql, me)?;
    if chosen.each > 0 {
        let gone = super::small::gone(sql, me, currency, (now, pin_given))?;
        lines.push(line(LimitKind::SmallEach, money(chosen.each.min(caps.small_each)), None));
        lines.push(line(LimitKind::SmallDay, money(chosen.day.min(caps.small_day)), Some(gone)));
    }
    let gone = out::by_proof(sql, me, currency, Proof::Code, now.plus_seconds(-DAY))?;
    lines.push(line(LimitKind::CodeEach, money(caps.code_each), None));
    lines.push(line(LimitKind::CodeDay, money(caps.code_day), Some(gone)));
    if setup.play_money {
        lines.extend(rail(sql, mine.account.id, currency, now)?);
    }
    Ok(lines)
}

/// What the sandbox moves in a day, in and out.
fn rail(
    sql: &mut dyn Sql,
    mine: sampan_protocol::ids::AccountId,
    currency: Currency,
    now: Timestamp,
) -> Result<Vec<LimitLine>, Refusal> {
    let most: Money = Sandbox.most_a_day(currency);
    let owner = Owner::System(format!("rail/{}", Sandbox.name()));
    let theirs = ledger::account::of(sql, &owner, currency)?.map(|opened| opened.account.id);
    let since = now.plus_seconds(-DAY);
    let mut lines = Vec::new();
    for (kind, into) in [(LimitKind::TopUp, true), (LimitKind::Withdraw, false)] {
        let used = match theirs {
            None => 0,
            Some(theirs) if into => ledger::transfer::moved_since(sql, mine, theirs, mine, since)?,
            Some(theirs) => ledger::transfer::moved_since(sql, mine, mine, theirs, since)?,
        };
        lines.push(LimitLine { kind, most, used: Some(used), until: None });
    }
    Ok(lines)
}
