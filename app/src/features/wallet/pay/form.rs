//! The form of a payment, with its PIN sheet and its way to the receipt.

use super::amount::called;
use super::less::{Less, Savings, to_pay, words_to_pay};
use super::payee::PayeeHead;
use super::receipt;
use crate::bridge::{self, Question};
use crate::clock::now;
use crate::features::wallet::amount::Verdict;
use crate::features::wallet::budgets::BudgetWarning;
use crate::features::wallet::links::{self, PayLink};
use crate::features::wallet::money::{
    AmountForm, Confirmation, Form, MethodPick, NoteField, Place, card_of, use_method,
};
use crate::features::wallet::overview::open_now;
use crate::features::wallet::pin_gate::Submitted;
use crate::features::wallet::reads::{Read, accounts, available};
use crate::prelude::*;
use crate::router::use_navigate;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::{Kind, Person};
use sampan_protocol::wallet::methods::{Method, first_fit};
use sampan_protocol::wallet::plan::{DELAYS, PayDelayed};
use sampan_protocol::wallet::price::{Cut, PayLess};
use sampan_protocol::wallet::{Bill, FamilyCard, Pay, Receipt, RequestState, Wallet};
use sampan_protocol::{Code, Currency, Error, Money};

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
    let held = Memo::new(move || {
        form.rail.with(Option::is_some)
            || form.card.with(Option::is_some)
            || accounts.with(|all| available(all, form.currency.get()).is_some())
    });
    let gone = gone(wallet, &link);
    let keep_open = RwSignal::new(false);
    receipt::follow(form.movement, use_navigate());
    let delay = RwSignal::new(0_u8);
    let less = Less::of(form, &person);
    let may_wait = person.kind == Kind::Person && !fixed && link.code.is_none();
    let pay = sender(form, person.clone(), &link, (delay, less));
    ask_pin_after_all(form);
    let one_currency = fixed || link.code.is_some() && link.currency.is_some();
    let pick = picker(form, wallet, delay, (one_currency, person.id));
    let small = small_enough(form, wallet);
    let without_pin = pay.clone();
    let confirm = Callback::new(move |()| {
        let whole = untrack(|| less.and_then(Less::taken)).is_none();
        if small.get_untracked() && whole && delay.get_untracked() == 0 {
            without_pin(None);
        } else if online.get_untracked() {
            form.movement.ask_pin();
        } else {
            keep_open.set(true);
        }
    });
    let hint = hint(form, &link, &person, limits, online);
    let blocked = Signal::derive(move || !held.get() || gone.get());
    let [title, verb, verb_amount] = words(&person);
    let words = words_to_pay(form, less, verb, verb_amount);
    let confirmation = move |place| {
        view! {
            <Confirmation form place fixed blocked confirm=words short=t!(verb) on_confirm=confirm />
        }
    };
    let foot = move || confirmation(Place::Foot);
    let (without_pin, warned) = (pay.clone(), person.clone());
    view! {
        <Screen name="pay-amount" title=t!(title) back=links::PAY foot>
            <PayeeHead person=person.clone() />
            {move || gone.get().then(gone_notice)}
            <AmountForm form account_label=t!("wallet.pay.from") fixed pick hint on_enter=confirm>
                <NoteField note=form.note />
                {may_wait.then(|| view! { <Arrival delay /> })}
                {less.map(|less| view! { <Savings less /> })}
                <BudgetWarning form person=warned />
            </AmountForm>
            {move || (!held.get()).then(|| view! { <NoAccount currency=form.currency.get() wallet get=form.typed /> })}
            {confirmation(Place::Behind)}
            {keep_for_later(form, keep_open)}
            <PaySheets form less person keep_open pay=Callback::new(move |pin| pay(Some(pin))) keep=Callback::new(move |()| without_pin(None)) />
        </Screen>
    }
}

/// That what was to be answered is no longer open.
fn gone_notice() -> View {
    view! { <p class="notice warning" role="alert" data-test="request-gone">{t!("wallet.pay.gone")}</p> }
}

/// Keeps the payment on the device, where the service was not reached.
fn keep_for_later(form: Form, keep_open: RwSignal<bool>) -> View {
    let problem = form.movement.problem();
    let offline = move || problem.with(|p| p.as_ref().is_some_and(|e| e.code == Code::Offline));
    let button = move || {
        offline().then(|| view! {
            <Button kind=ButtonKind::Soft block=true on_press=move |()| keep_open.set(true) test="keep-for-later">
                {t!("wallet.pay.keep")}
            </Button>
        })
    };
    button.view()
}

/// What pays: the first method that fits, or the one that is picked. A family card pays anybody but
/// who gave it.
fn picker(
    form: Form,
    wallet: Read<Wallet>,
    delay: RwSignal<u8>,
    (one_currency, payee): (bool, PersonId),
) -> impl Fn() -> View + Send + Sync + 'static {
    let methods = wallet.part(|w| w.methods.clone());
    let all = wallet.part(|w| w.cards.clone());
    let cards = Memo::new(move || {
        let others = |card: &FamilyCard| card.giver.id != payee;
        all.get().into_iter().filter(others).collect::<Vec<_>>()
    });
    let picked = RwSignal::new(false);
    use_first_that_fits(form, methods, cards, picked);
    // What arrives later is held until then, and only an account holds.
    Effect::new(move |_| {
        let other = form.rail.with(Option::is_some) || form.card.with(Option::is_some);
        if delay.get() > 0 && other {
            form.rail.set(None);
            form.card.set(None);
        }
    });
    move || view! { <MethodPick form methods cards picked one_currency /> }
}

/// Pays by the first method that has the amount, in the person's order, until they pick one.
fn use_first_that_fits(
    form: Form,
    methods: Memo<Vec<Method>>,
    cards: Memo<Vec<FamilyCard>>,
    picked: RwSignal<bool>,
) {
    Effect::new(move |_| {
        let currency = form.currency.get();
        let typed = form.typed.with(|typed| Money::parse(typed, currency));
        let (cards, off) = (cards.get(), form.off.get());
        if picked.get() {
            return;
        }
        let amount = typed.unwrap_or(Money::new(0, currency));
        let has = |method: &Method, currency| match card_of(method, &cards) {
            Some(card) => card
                .allowance
                .check(amount, now())
                .ok()
                .map(|()| card.allowance.left_at(now()).minor),
            None => form
                .accounts
                .with(|all| available(all, currency))
                .map(|free| free.saturating_add(off)),
        };
        let first = methods.with(|methods| {
            let known = |method: &&Method| {
                !matches!(method, Method::Card(_)) || card_of(method, &cards).is_some()
            };
            let known: Vec<Method> = methods.iter().filter(known).cloned().collect();
            first_fit(&known, amount, has).cloned()
        });
        let first = first.unwrap_or(Method::Account(currency));
        use_method(form, &first, card_of(&first, &cards).cloned());
    });
}

/// Whether the amount is one that this person lets go without PIN.
fn small_enough(form: Form, wallet: Read<Wallet>) -> Memo<bool> {
    let small = wallet.part(|w| w.small);
    Memo::new(move || {
        form.rail.with(Option::is_none)
            && form.card.with(Option::is_none)
            && form.verdict.with(Verdict::money).is_some_and(|m| small.get().allows(m))
    })
}

/// Asks for the PIN where a day's small payments are used up: only the service counts them.
fn ask_pin_after_all(form: Form) {
    let problem = form.movement.problem();
    Effect::new(move |_| {
        if problem.with(|p| p.as_ref().is_some_and(|e| e.key == "error.wallet.small_over")) {
            form.movement.ask_pin();
        }
    });
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
    (delay, less): (RwSignal<u8>, Option<Less>),
) -> impl Fn(Option<String>) + Clone + Send + Sync + 'static {
    let (request, code, chat) = (link.request, link.code.clone(), link.chat);
    move |pin| {
        let Some(amount) = form.money() else { return };
        let note = form.note.with_untracked(|note| note.trim().to_owned());
        let (to, code) = (to.clone(), code.clone());
        let seconds = match delay.get_untracked() {
            0 => 0,
            at => DELAYS[usize::from(at - 1).min(DELAYS.len() - 1)],
        };
        let taken = untrack(|| less.and_then(Less::taken));
        let leaves = taken.as_ref().map_or(amount, |(cut, _)| cut.pays(amount));
        form.movement.send(Some(leaves), move |op| {
            if let Some((Cut { coupon: off, points, .. }, coupon)) = taken {
                let coupon = coupon.filter(|_| off > 0);
                let command = PayLess {
                    op,
                    to,
                    amount,
                    pays: leaves,
                    coupon,
                    points,
                    note,
                    request,
                    code,
                    pin,
                };
                return Box::pin(ask(Question::of(&command))) as Submitted;
            }
            if seconds > 0 {
                let command = PayDelayed { op, to, amount, note, seconds, pin };
                return Box::pin(ask(Question::of(&command))) as Submitted;
            }
            let rail = form.rail.get_untracked();
            let card = form.card.with_untracked(|card| card.as_ref().map(|card| card.id));
            let command = Pay { op, to, amount, note, request, code, rail, card, chat, pin };
            Box::pin(ask(Question::of(&command)))
        });
    }
}

/// Sends a payment of either kind; both are answered with a receipt.
async fn ask(question: Question) -> Result<Option<Bill>, Error> {
    let answer = question.send().await?;
    bridge::decode::<Receipt>(answer).map(|receipt| Some(receipt.bill))
}

/// When the money arrives: at once, or later, and until then it can be called back.
#[component]
fn Arrival(delay: RwSignal<u8>) -> View {
    let options = vec![
        (0_u8, t!("wallet.delay.now")),
        (1, t!("wallet.delay.hours", n = 2)),
        (2, t!("wallet.delay.hours", n = 24)),
    ];
    let hint = Signal::derive(move || (delay.get() > 0).then(|| t!("wallet.delay.hint")));
    view! { <Select label=t!("wallet.delay.arrival") options value=delay hint test="arrival" /> }
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

#[component]
fn NoAccount(currency: Currency, wallet: Read<Wallet>, get: RwSignal<String>) -> View {
    let exchange = move || links::exchange_into(currency, get.get());
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
            <a class="link-button" href=exchange data-test="exchange-first">{t!("wallet.exchange.first")}</a>
        </div>
    }
}

#[component]
fn PaySheets(
    form: Form,
    less: Option<Less>,
    person: Person,
    keep_open: RwSignal<bool>,
    pay: Callback<String>,
    keep: Callback<()>,
) -> View {
    let name = called(&person);
    let summary = move || {
        let money = form.money().unwrap_or(Money::new(0, form.currency.get_untracked()));
        let money = untrack(|| to_pay(less, money));
        view! {
            <PersonAvatar person=person.clone() size=40 />
            <p class="pin-for">{t!("wallet.pay.pin", name = name)}</p>
            <NameWarning name=person.name.clone() />
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
            touch=true
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
