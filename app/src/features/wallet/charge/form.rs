//! Screen `charge`: an amount, and the payer's code, scanned or typed.

use crate::bridge;
use crate::features::wallet::costs::Costs;
use crate::features::wallet::links;
use crate::features::wallet::money::{
    AmountForm, Confirmation, Form, NoteField, Place, first_currency,
};
use crate::features::wallet::overview::my_person;
use crate::features::wallet::reads::{Read, accounts, read_wallet};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate, use_query_map};
use crate::t;
use crate::ui::*;
use sampan_protocol::Currency;
use sampan_protocol::ids::OpId;
use sampan_protocol::people::Kind;
use sampan_protocol::wallet::fee::FeeOn;
use sampan_protocol::wallet::pay_code::{DIGITS, read};
use sampan_protocol::wallet::{ChargeCode, Wallet};

/// Charges a code: `/wallet/charge?code=…&amount=…&note=…`.
#[component]
pub(crate) fn ChargeScreen() -> View {
    let wallet = read_wallet();
    let first = Memo::new(move || {
        wallet.answer.with(|w| match w.as_ref()? {
            Ok(wallet) => first_currency(wallet, None).map(Ok),
            Err(error) => Some(Err(error.clone())),
        })
    });
    let state = wallet.state(|w| w.accounts.is_empty());
    move || match first.get() {
        Some(Ok(currency)) => view! { <ChargeForm wallet currency /> },
        answer => {
            let content = loaded::<Currency>(answer, wallet.again, |_| View::none());
            view! { <Screen name="charge" title=t!("wallet.charge.title") back=links::WALLET state>{content}</Screen> }
        }
    }
}

#[component]
fn ChargeForm(wallet: Read<Wallet>, currency: Currency) -> View {
    let given = use_query_map();
    let given = |name: &str| given.with_untracked(|q| q.get(name)).unwrap_or_default();
    let wished = given("currency").parse().unwrap_or(currency);
    let limits = wallet.part(|w| w.limits.clone());
    let form = Form::open(accounts(wallet), limits, wished, false);
    form.typed.set(given("amount"));
    form.note.set(given("note"));
    let code = RwSignal::new(given("code"));
    let sent = RwSignal::new(None::<OpId>);
    let navigate = use_navigate();
    form.movement.on_done(move |_| {
        if let Some(op) = sent.get_untracked() {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&links::charge(op), options);
        }
    });
    Effect::new(move |_| {
        code.track();
        form.movement.edited();
    });
    let confirm = Callback::new(move |()| charge(form, code, sent));
    let whole = Memo::new(move || code.with(|code| read(code).is_ok()));
    let wrong = Signal::derive(move || {
        let typed = code.with(|c| c.chars().filter(char::is_ascii_digit).count());
        let bad = typed >= DIGITS && !whole.get();
        bad.then(|| code.with(|c| read(c)).err().map(|e| crate::words::tell(&e))).flatten()
    });
    let words = form.words("wallet.charge.confirm", "wallet.charge.confirm.amount");
    let blocked = Signal::derive(move || !whole.get());
    let confirmation = move |place| {
        view! {
            <Confirmation form place blocked short=t!("wallet.charge.confirm") confirm=words on_confirm=confirm />
        }
    };
    let foot = move || confirmation(Place::Foot);
    let scan = move || {
        let amount = Some(form.typed.get()).filter(|t| !t.is_empty());
        let note = Some(form.note.get()).filter(|t| !t.is_empty());
        let currency = Some(form.currency.get().to_string());
        let pairs = [("amount", amount), ("currency", currency), ("note", note)];
        links::with_query(links::SCAN, &pairs)
    };
    view! {
        <Screen name="charge" title=t!("wallet.charge.title") back=links::WALLET foot>
            <p class="charge-how">{t!("wallet.charge.how")}</p>
            <AmountForm form account_label=t!("wallet.request.into") on_enter=confirm>
                <div class="charge-code">
                    <Field label=t!("wallet.charge.code") value=code mode="numeric" max=24 placeholder="7700 0000 0000 0000 00" error=wrong on_enter=confirm test="charge-code" />
                    <a class="button soft charge-scan" href=scan data-test="charge-scan">
                        <Icon name="scan-qr-code" size=20 /><span class="button-label">{t!("wallet.action.scan")}</span>
                    </a>
                </div>
                <NoteField note=form.note />
                {is_merchant().then(|| view! { <Costs form on=FeeOn::Merchant /> })}
            </AmountForm>
            {confirmation(Place::Behind)}
        </Screen>
    }
}

/// Whether I am a merchant, who bears the fee on what they are paid.
fn is_merchant() -> bool {
    my_person().with_untracked(|me| me.as_ref().is_some_and(|me| me.kind == Kind::Merchant))
}

fn charge(form: Form, code: RwSignal<String>, sent: RwSignal<Option<OpId>>) {
    let Some(amount) = form.money() else { return };
    let note = form.note.with_untracked(|note| note.trim().to_owned());
    let code = code.get_untracked();
    if read(&code).is_err() {
        return;
    }
    form.movement.send(None, move |op| async move {
        let answer = bridge::call(&ChargeCode { op, code, amount, note }).await;
        sent.try_set(Some(op));
        answer.map(|_| None)
    });
}
