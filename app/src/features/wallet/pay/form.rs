//! The form of a payment, with its PIN sheet and its way to the receipt.

use super::amount::called;
use super::receipt;
use crate::bridge;
use crate::features::wallet::budgets::BudgetWarning;
use crate::features::wallet::links::{self, PayLink};
use crate::features::wallet::money::{AmountForm, Confirmation, Form, NoteField, Place};
use crate::features::wallet::overview::open_now;
use crate::features::wallet::reads::{Read, accounts, available};
use crate::prelude::*;
use crate::router::use_navigate;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::people::{Kind, Person};
use sampan_protocol::wallet::{Pay, RequestState, Wallet};
use sampan_protocol::{Code, Currency, Money};

/// Pays one person.
#[component]
pub(crate) fn PayForm(
    /// The wallet.
    wallet: Read<Wallet>,
    /// Whom.
    person: Person,
    /// The currency to begin with.
    currency: Currency,
    /// What was handed over.
    link: PayLink,
) -> View {
    let accounts = accounts(wallet);
    let limits = wallet.part(|w| w.limits.clone());
    let form = Form::open(accounts, limits, currency, true);
    form.typed.set(link.amount.clone().unwrap_or_default());
    form.note.set(link.note.clone());
    let fixed = link.is_fixed();
    let session = use_session();
    let online = Signal::derive(move || session.with(|s| s.sync.online));
    let held =
        Memo::new(move || accounts.with(|all| available(all, form.currency.get()).is_some()));
    let gone = gone(wallet, &link);
    let keep_open = RwSignal::new(false);
    receipt::follow(form.movement, use_navigate());
    let pay = sender(form, person.clone(), &link);
    let confirm = move |()| {
        if online.get_untracked() {
            form.movement.ask_pin();
        } else {
            keep_open.set(true);
        }
    };
    let hint = hint(form, &link, &person, limits, online);
    let blocked = Signal::derive(move || !held.get() || gone.get());
    let [title, verb, verb_amount] = words(&person);
    let words = form.words(verb, verb_amount);
    let confirmation = move |place| {
        view! {
            <Confirmation form place fixed blocked confirm=words short=t!(verb) on_confirm=confirm />
        }
    };
    let foot = move || confirmation(Place::Foot);
    let state = move || {
        gone.get().then(|| view! {
        <p class="notice warning" role="alert" data-test="request-gone">{t!("wallet.pay.gone")}</p>
    })
    };
    let offline_problem = {
        let problem = form.movement.problem();
        move || problem.with(|p| p.as_ref().is_some_and(|e| e.code == Code::Offline))
    };
    let (without_pin, warned) = (pay.clone(), person.clone());
    view! {
        <Screen name="pay-amount" title=t!(title) back=links::PAY foot>
            <PayeeHead person=person.clone() />
            {state}
            <AmountForm form account_label=t!("wallet.pay.from") fixed fixed_currency=link.code.is_some() && link.currency.is_some() hint on_enter=Callback::new(confirm)>
                <NoteField note=form.note />
                <BudgetWarning form person=warned />
            </AmountForm>
            {move || (!held.get()).then(|| view! { <NoAccount currency=form.currency.get() wallet /> })}
            {confirmation(Place::Behind)}
            {move || offline_problem().then(|| view! {
                <Button kind=ButtonKind::Soft block=true on_press=move |()| keep_open.set(true) test="keep-for-later">
                    {t!("wallet.pay.keep")}
                </Button>
            })}
            <PaySheets form person keep_open pay=Callback::new(move |pin| pay(Some(pin))) keep=Callback::new(move |()| without_pin(None)) />
        </Screen>
    }
}

/// Keys of the title, and of the verb without and with an amount: one pays merchants, and sends
/// money to people.
fn words(person: &Person) -> [&'static str; 3] {
    match person.kind {
        Kind::Merchant => [
            "wallet.pay.title.merchant",
            "wallet.pay.confirm.merchant",
            "wallet.pay.confirm.merchant.amount",
        ],
        Kind::Person => ["wallet.pay.title", "wallet.pay.confirm", "wallet.pay.confirm.amount"],
    }
}

/// What is sent, as a function of the PIN.
fn sender(
    form: Form,
    to: Person,
    link: &PayLink,
) -> impl Fn(Option<String>) + Clone + Send + Sync + 'static {
    let (request, code) = (link.request, link.code.clone());
    move |pin| {
        let Some(amount) = form.money() else { return };
        let note = form.note.with_untracked(|note| note.trim().to_owned());
        let (to, code) = (to.clone(), code.clone());
        form.movement.send(Some(amount), move |op| {
            let command = Pay { op, to, amount, note, request, code, pin };
            async move { bridge::call(&command).await.map(|receipt| Some(receipt.bill)) }
        });
    }
}

/// Whether the request that is to be answered is no longer open.
fn gone(wallet: Read<Wallet>, link: &PayLink) -> Memo<bool> {
    let request = link.request;
    Memo::new(move || {
        wallet.answer.with(|wallet| match (wallet, request) {
            (Some(Ok(wallet)), Some(id)) => {
                !wallet.requests.iter().any(|r| r.id == id && r.state == RequestState::Open)
            }
            _ => false,
        })
    })
}

/// The quiet line below the amount.
fn hint(
    form: Form,
    link: &PayLink,
    person: &Person,
    limits: Memo<Vec<Money>>,
    online: Signal<bool>,
) -> Signal<Option<String>> {
    let fixed = link.is_fixed();
    let (asked, coded) = (link.request.is_some(), link.code.is_some());
    let name = called(person);
    Signal::derive(move || {
        if coded && !online.get() {
            return Some(t!("wallet.pay.unchecked"));
        }
        match (fixed, asked) {
            (true, true) => Some(t!("wallet.pay.fixed.request", name = name)),
            (true, false) => Some(t!("wallet.pay.fixed.code")),
            _ => {
                let currency = form.currency.get();
                let limit = limits.with(|all| all.iter().find(|l| l.currency == currency).copied());
                limit.map(|limit| t!("wallet.pay.limit", amount = format::money(limit)))
            }
        }
    })
}

/// Who is paid: large enough to be recognised.
#[component]
pub(crate) fn PayeeHead(
    /// Who.
    person: Person,
) -> View {
    let name = called(&person);
    let handle = Some(person.handle.clone()).filter(|h| !h.is_empty()).map(|h| format!("@{h}"));
    view! {
        <div class="payee" data-test="payee">
            <PersonAvatar person size=64 />
            <p class="payee-name">{name}</p>
            <p class="payee-handle">{handle}</p>
        </div>
    }
}

#[component]
fn NoAccount(currency: Currency, wallet: Read<Wallet>) -> View {
    let can_open = wallet.part(|w| w.can_open.clone());
    let open = move || {
        can_open.with(|all| all.contains(&currency)).then(|| view! {
        <Button small=true kind=ButtonKind::Soft on_press=move |()| open_now(currency) test="open-needed">
            {t!("wallet.account.open.one", currency = currency)}
        </Button>
    })
    };
    view! {
        <div class="notice warning" role="alert" data-test="no-account">
            <p>{t!("wallet.pay.no_account", currency = currency)}</p>
            {open}
        </div>
    }
}

#[component]
fn PaySheets(
    form: Form,
    person: Person,
    keep_open: RwSignal<bool>,
    pay: Callback<String>,
    keep: Callback<()>,
) -> View {
    let name = called(&person);
    let summary = move || {
        let money = form.money().unwrap_or(Money::new(0, form.currency.get_untracked()));
        view! {
            <PersonAvatar person=person.clone() size=40 />
            <p class="pin-for">{t!("wallet.pay.pin", name = name)}</p>
            <MoneyText money size=MoneySize::Display />
        }
    };
    let movement = form.movement;
    view! {
        <PinSheet
            open=movement.pin_open
            title=t!("wallet.pay.confirm")
            summary
            on_pin=pay
            busy=movement.is_sending()
            error=movement.pin_problem()
        />
        <Confirm
            open=keep_open
            title=t!("wallet.pay.keep")
            text=t!("wallet.pay.offline")
            confirm=t!("wallet.pay.keep")
            on_confirm=keep
            test="keep"
        />
    }
}
