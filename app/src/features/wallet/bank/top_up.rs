//! Screen `bank-top-up`: the service's account to pay in to, and the reference that finds me.

use super::{copied, read_banks};
use crate::act::Act;
use crate::answer::read;
use crate::clock::new_op;
use crate::features::wallet::links;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::Currency;
use sampan_protocol::device::DrawSymbol;
use sampan_protocol::wallet::bank::{AskReference, BankNumber, Banks, HouseBank, epc, in_fours};

/// Paying in by bank transfer.
#[component]
pub(crate) fn BankTopUpScreen() -> View {
    let all = read_banks();
    let state = Signal::derive(move || ScreenState::of(&all.get(), |banks| banks.house.is_empty()));
    let chosen = RwSignal::new(None::<Currency>);
    let body = move || {
        loaded(
            all.get(),
            move |()| all.refetch(),
            move |banks| {
                let first = banks.house.first().map(|house| house.currency);
                match chosen.get().or(first) {
                    None => view! {
                        <StateView icon="landmark" title=t!("wallet.bank.no_house") text=t!("wallet.bank.no_house.hint") />
                    },
                    Some(currency) => view! { <HowTo banks currency chosen /> },
                }
            },
        )
    };
    view! { <Screen name="bank-top-up" title=t!("wallet.bank.top_up") back=links::TOP_UP state>{body}</Screen> }
}

#[component]
fn HowTo(banks: Banks, currency: Currency, chosen: RwSignal<Option<Currency>>) -> View {
    let several = banks.house.len() > 1;
    let pick = move |house: &HouseBank| {
        let this = house.currency;
        let on = this == currency;
        view! { <Chip label=this.to_string() selected=Signal::stored(on) on_press=move |()| chosen.set(Some(this)) test="bank-currency" /> }
    };
    let picks = several.then(|| {
        let chips = banks.house.iter().map(pick).collect_view();
        view! { <div class="bank-currencies">{chips}</div> }
    });
    let reference = banks.references.iter().find(|known| known.currency == currency);
    let house = banks.house.iter().find(|house| house.currency == currency);
    let by = match reference {
        Some(known) => {
            let shown = in_fours(&known.reference);
            let fact = copied(
                t!("wallet.bank.reference"),
                shown,
                known.reference.clone(),
                "bank-reference",
            );
            let code = house.and_then(|house| epc::text(house, &known.reference, None));
            let code = code.map(|text| view! { <Scan text /> });
            view! { <dl class="facts">{fact}</dl>{code} }
        }
        None => view! { <Ask currency /> },
    };
    view! {
        <div class="stack bank">
            {picks}
            <p class="lead">{t!("wallet.bank.top_up.lead")}</p>
            {house.map(facts)}
            <section class="bank-reference">
                {by}
                <p class="list-foot">{t!("wallet.bank.reference.hint")}</p>
            </section>
        </div>
    }
}

fn facts(house: &HouseBank) -> View {
    let account = &house.account;
    let fact =
        |label: String, text: &str, test| copied(label, text.to_owned(), text.to_owned(), test);
    let number = match &account.number {
        BankNumber::Iban(iban) => {
            copied(t!("wallet.bank.iban"), in_fours(iban), iban.clone(), "house-number")
        }
        BankNumber::Other { number, bank } => view! {
            {fact(t!("wallet.bank.number"), number, "house-number")}
            {fact(t!("wallet.bank.code"), bank, "house-code")}
        },
    };
    let bic = account.bic.as_ref().map(|bic| fact(t!("wallet.bank.bic"), bic, "house-bic"));
    view! {
        <dl class="facts" data-test="house-bank">
            {fact(t!("wallet.bank.holder"), &account.holder, "house-holder")}
            {number}
            {bic}
            {fact(t!("wallet.bank.name"), &house.bank, "house-name")}
        </dl>
    }
}

/// The same as a code that banking apps read.
#[component]
fn Scan(text: String) -> View {
    let drawn = text.clone();
    let symbol = read(&[], move || DrawSymbol { text: drawn.clone() });
    let code = move || match symbol.get() {
        Some(Ok(symbol)) => view! { <QrCode symbol label=t!("wallet.bank.scan.label") /> },
        _ => View::none(),
    };
    view! {
        <figure class="bank-scan" data-test="bank-scan" data-text=text>
            <div class="bank-qr">{code}</div>
            <figcaption class="list-foot">{t!("wallet.bank.scan")}</figcaption>
        </figure>
    }
}

#[component]
fn Ask(currency: Currency) -> View {
    let (act, op) = (Act::new(), new_op());
    let ask = move |()| act.run(AskReference { op, currency }, |()| {});
    let wrong = move || {
        act.error().get().map(|e| view! { <p class="callout danger" role="alert">{tell(&e)}</p> })
    };
    view! {
        {wrong}
        <Button block=true busy=act.busy() on_press=ask test="bank-ask-reference">{t!("wallet.bank.reference.ask")}</Button>
    }
}
