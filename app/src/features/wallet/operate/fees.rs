//! Screen `operate-fees`: what the service keeps, and how far it may go in exchange.

use super::rates::{plain_percent, points};
use crate::operate::{Proposal, ProposeSheet, Proposer, only};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::operate::{CONFIGURE, Configure, differences};
use sampan_protocol::service::Settings;
use sampan_protocol::wallet::bank;
use sampan_protocol::wallet::fee::{Fee, FeeOn, FeeRule};
use sampan_protocol::{Currency, Error, Money};

/// The rail that money is taken out by.
const RAIL: &str = "sandbox";

/// Fees and positions, to be changed by two operators.
#[component]
pub(crate) fn OperateFeesScreen() -> View {
    let session = use_session();
    let settings = Memo::new(move || {
        session.with(|s| s.service.as_ref().map(|service| service.settings.clone()))
    });
    let body = only(move || match settings.get() {
        Some(settings) => view! { <FeesForm settings /> },
        None => view! { <SkeletonBlock lines=6 /> },
    });
    view! { <Screen name="operate-fees" title=t!("wallet.fees.title") back="/operate">{body}</Screen> }
}

/// A fee as it is typed: the part in percent, and the least.
#[derive(Clone, Copy)]
struct Typed {
    percent: RwSignal<String>,
    least: RwSignal<String>,
}

impl Typed {
    fn of(fee: Option<Fee>, currency: Currency) -> Self {
        let percent = fee.map(|fee| plain_percent(fee.basis_points)).unwrap_or_default();
        let least = fee.filter(|fee| fee.least > 0);
        let least = least.map(|fee| Money::new(fee.least, currency).to_plain());
        Self { percent: RwSignal::new(percent), least: RwSignal::new(least.unwrap_or_default()) }
    }

    /// The fee; what is not typed here stays as it was.
    fn read(self, before: Option<Fee>, currency: Currency) -> Result<Fee, Error> {
        let basis_points = self.percent.with(|text| points(text))?;
        let least = self.least.with(|text| match text.trim() {
            "" => Ok(0),
            text => Money::parse(text, currency).map(|money| money.minor),
        })?;
        Ok(Fee { basis_points, least, ..before.unwrap_or_default() })
    }
}

/// One currency as it is typed.
#[derive(Clone, Copy)]
struct Line {
    currency: Currency,
    merchant: Typed,
    out: Typed,
    bank: Typed,
    position: RwSignal<String>,
}

fn out() -> FeeOn {
    FeeOn::Withdrawal(RAIL.to_owned())
}

fn by_bank() -> FeeOn {
    FeeOn::Withdrawal(bank::RAIL.to_owned())
}

fn rule(settings: &Settings, on: &FeeOn, currency: Currency) -> Option<Fee> {
    let rules = &settings.fees.rules;
    rules.iter().find(|r| r.on == *on && r.currency == currency).map(|rule| rule.fee)
}

impl Line {
    fn of(currency: Currency, settings: &Settings) -> Self {
        let most = settings.exchange.position(currency);
        let position = if most > 0 { Money::new(most, currency).to_plain() } else { String::new() };
        Self {
            currency,
            merchant: Typed::of(rule(settings, &FeeOn::Merchant, currency), currency),
            out: Typed::of(rule(settings, &out(), currency), currency),
            bank: Typed::of(rule(settings, &by_bank(), currency), currency),
            position: RwSignal::new(position),
        }
    }

    /// Writes what is typed into settings.
    fn write(self, before: &Settings, into: &mut Settings) -> Result<(), Error> {
        let currency = self.currency;
        let all = [(FeeOn::Merchant, self.merchant), (out(), self.out), (by_bank(), self.bank)];
        for (on, typed) in all {
            let fee = typed.read(rule(before, &on, currency), currency)?;
            let place = into.fees.rules.iter().position(|r| r.on == on && r.currency == currency);
            match place {
                Some(at) => into.fees.rules[at].fee = fee,
                None if fee == Fee::default() => {}
                None => into.fees.rules.push(FeeRule { on, currency, fee }),
            }
        }
        let most = self.position.with(|text| match text.trim() {
            "" => Ok(0),
            text => Money::parse(text, currency).map(|money| money.minor),
        })?;
        let positions = &mut into.exchange.positions;
        match positions.iter().position(|line| line.currency == currency) {
            Some(at) => positions[at].minor = most,
            None if most == 0 => {}
            None => positions.push(Money::new(most, currency)),
        }
        Ok(())
    }
}

#[component]
fn FeesForm(settings: Settings) -> View {
    let lines: Vec<Line> = settings.currencies.iter().map(|c| Line::of(*c, &settings)).collect();
    let cards = lines.iter().map(|line| card(*line)).collect_view();
    let wanted = Memo::new(move || {
        let mut new = settings.clone();
        lines.iter().try_for_each(|line| line.write(&settings, &mut new))?;
        new.fees.check()?;
        new.exchange.check()?;
        Ok::<_, Error>(Configure { changes: differences(&settings, &new) })
    });
    let proposer = Proposer::new();
    let ready = move |wanted: &Result<Configure, Error>| {
        wanted.as_ref().is_ok_and(|configure| !configure.changes.is_empty())
    };
    let cannot = Signal::derive(move || !wanted.with(ready));
    let propose = move |()| {
        if let Ok(configure) = wanted.get_untracked() {
            proposer.ask(Proposal::new(CONFIGURE, &configure));
        }
    };
    let wrong = move || {
        wanted.with(|w| w.as_ref().err().map(|error| {
            view! { <p class="field-foot error" role="alert" data-test="fees-wrong">{tell(error)}</p> }
        }))
    };
    view! {
        <div class="form">
            <p class="lead">{t!("wallet.fees.lead")}</p>
            {cards}
            {wrong}
            <Button block=true disabled=cannot on_press=propose test="fees-save">{t!("operate.propose.ask")}</Button>
        </div>
        <ProposeSheet proposer />
    }
}

fn card(line: Line) -> View {
    let Line { currency, merchant, out, bank, position } = line;
    view! {
        <div class="rate-line card">
            <p class="rate-name">{format!("{currency} · {}", format::currency_name(currency))}</p>
            <Field label=t!("wallet.fees.merchant") value=merchant.percent mode="decimal" max=6 placeholder="0" test="fee-merchant" />
            <Field label=t!("wallet.fees.least") value=merchant.least mode="decimal" max=16 placeholder="0" test="fee-merchant-least" />
            <Field label=t!("wallet.fees.out") value=out.percent mode="decimal" max=6 placeholder="0" test="fee-out" />
            <Field label=t!("wallet.fees.least") value=out.least mode="decimal" max=16 placeholder="0" test="fee-out-least" />
            <Field label=t!("wallet.fees.bank") value=bank.percent mode="decimal" max=6 placeholder="0" test="fee-bank" />
            <Field label=t!("wallet.fees.least") value=bank.least mode="decimal" max=16 placeholder="0" test="fee-bank-least" />
            <Field label=t!("wallet.fees.position") value=position mode="decimal" max=16 placeholder="0" hint=t!("wallet.fees.position.hint") test="position" />
        </div>
    }
}
