//! The amount as the heart of a form: large figures, what is wrong with them, and a keypad.

use super::AccountPick;
use crate::features::wallet::amount::{TOO_LITTLE, Verdict, judge};
use crate::features::wallet::links;
use crate::features::wallet::movement::Movement;
use crate::features::wallet::reads::available;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::wallet::{AccountView, FamilyCard, Wallet};
use sampan_protocol::{Currency, Error, Money};

/// What is being typed into a form about money.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    /// The amount as typed.
    pub(crate) typed: RwSignal<String>,
    /// The currency of the account that is used.
    pub(crate) currency: RwSignal<Currency>,
    /// What for.
    pub(crate) note: RwSignal<String>,
    /// The rail that pays; none: the account does.
    pub(crate) rail: RwSignal<Option<String>>,
    /// The family card that pays; none: one's own money does.
    pub(crate) card: RwSignal<Option<FamilyCard>>,
    /// Minor units that a coupon or points take off what the account has to pay.
    pub(crate) off: RwSignal<i64>,
    /// The accounts.
    pub(crate) accounts: Memo<Vec<AccountView>>,
    /// What the amount says.
    pub(crate) verdict: Memo<Verdict>,
    /// How far it is.
    pub(crate) movement: Movement,
}

impl Form {
    /// An empty form over this wallet; where money leaves, against what can be spent.
    pub(crate) fn open(
        accounts: Memo<Vec<AccountView>>,
        limits: Memo<Vec<Money>>,
        currency: Currency,
        leaves: bool,
    ) -> Self {
        let typed = RwSignal::new(String::new());
        let currency = RwSignal::new(currency);
        let note = RwSignal::new(String::new());
        let rail = RwSignal::new(None);
        let card = RwSignal::new(None::<FamilyCard>);
        let off = RwSignal::new(0);
        let movement = Movement::open();
        let verdict = Memo::new(move || {
            let currency = currency.get();
            let own_money = leaves && rail.with(Option::is_none) && card.with(Option::is_none);
            let rest = own_money.then(|| accounts.with(|all| available(all, currency))).flatten();
            let besides = movement.own(currency).saturating_add(off.get());
            let rest = rest.map(|rest| rest.saturating_add(besides));
            let judged =
                limits.with(|limits| typed.with(|typed| judge(typed, currency, rest, limits)));
            match (judged, card.get()) {
                (Verdict::Fine(money), Some(card)) => by_card(money, &card),
                (judged, _) => judged,
            }
        });
        Effect::new(move |_| {
            typed.track();
            note.track();
            currency.track();
            rail.track();
            card.track();
            movement.edited();
        });
        Self { typed, currency, note, rail, card, off, accounts, verdict, movement }
    }

    /// The amount, if it can be moved.
    pub(crate) fn money(self) -> Option<Money> {
        self.verdict.with_untracked(Verdict::money)
    }

    /// Whether it cannot be confirmed now.
    pub(crate) fn incomplete(self) -> Signal<bool> {
        Signal::derive(move || self.verdict.with(|v| v.money().is_none()))
    }

    /// What is to be told: what is wrong with the amount, or else what went wrong.
    fn problem(self) -> Signal<Option<Error>> {
        let problem = self.movement.problem();
        Signal::derive(move || self.verdict.with(|v| v.error().cloned()).or_else(|| problem.get()))
    }

    /// `with` where there is an amount, filled with it; `without` where there is none.
    pub(crate) fn words(self, without: &'static str, with: &'static str) -> Signal<String> {
        Signal::derive(move || match self.verdict.with(Verdict::money) {
            Some(money) => t!(with, amount = format::money(money)),
            None => t!(without),
        })
    }
}

/// What an amount says that a family card is to pay.
fn by_card(money: Money, card: &FamilyCard) -> Verdict {
    match card.allowance.check(money, crate::clock::now()) {
        Ok(()) => Verdict::Fine(money),
        Err(error) => Verdict::Wrong(error),
    }
}

/// The currency that a form starts with: the one wished for, or that of the first account.
pub(crate) fn first_currency(wallet: &Wallet, wished: Option<Currency>) -> Option<Currency> {
    wished.or_else(|| wallet.accounts.first().map(|a| a.account.currency))
}

/// The amount, the account, what is wrong, and what else the form asks.
#[component]
pub(crate) fn AmountForm(
    /// The form.
    form: Form,
    /// What the account is for.
    account_label: String,
    /// Whether the amount is given and cannot be changed.
    #[prop(optional)]
    fixed: bool,
    /// Whether the currency is given and cannot be changed.
    #[prop(optional)]
    fixed_currency: bool,
    /// A quiet line below the amount.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What picks the account, or whatever else pays.
    #[prop(optional, into)]
    pick: Option<ViewFn>,
    /// What is done on Enter.
    #[prop(into)]
    on_enter: Callback<()>,
    /// What else is asked.
    #[prop(optional)]
    children: Option<Children>,
) -> View {
    let Form { typed, currency, accounts, .. } = form;
    let problem = form.problem();
    let error = Signal::derive(move || problem.get().map(|e| tell(&e)));
    let too_little = move || problem.with(|p| p.as_ref().is_some_and(|e| e.key == TOO_LITTLE));
    let top_up =
        move || links::with_query(links::TOP_UP, &[("currency", Some(currency.get().to_string()))]);
    let exchange = move || links::exchange_into(currency.get(), typed.get());
    let several = Memo::new(move || accounts.with(|all| all.len() > 1));
    let enter = move |()| {
        if form.money().is_some() {
            on_enter.run(());
        }
    };
    let amount = if fixed {
        view! { <FixedAmount form hint error /> }
    } else {
        view! { <AmountField value=typed currency label=t!("wallet.amount") hint error on_enter=enter /> }
    };
    view! {
        <div class="amount-form">
            {amount}
            {move || too_little().then(|| view! {
                <a class="link-button" href=top_up data-test="go-top-up">{t!("wallet.pay.top_up")}</a>
                {move || several.get().then(|| view! {
                    <a class="link-button" href=exchange data-test="go-exchange">{t!("wallet.exchange.first")}</a>
                })}
            })}
            {children.map(|children| children())}
            {match pick {
                Some(pick) => pick.run(),
                None => view! { <AccountPick label=account_label accounts currency fixed=Signal::stored(fixed || fixed_currency) /> },
            }}
        </div>
    }
}

/// An amount that the other side has set.
#[component]
fn FixedAmount(form: Form, hint: MaybeProp<String>, error: Signal<Option<String>>) -> View {
    let money = Signal::derive(move || {
        let currency = form.currency.get();
        form.typed.with(|typed| Money::parse(typed, currency)).unwrap_or(Money::new(0, currency))
    });
    view! {
        <div class="amount-fixed">
            <p data-test="amount-fixed"><MoneyText money size=MoneySize::Display /></p>
            <p class="field-foot" class:error=move || error.get().is_some() aria-live="polite">
                {move || error.get().or_else(|| hint.get())}
            </p>
        </div>
    }
}

/// Where a confirmation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// At the foot of a phone's screen, within reach of the thumb.
    Foot,
    /// Behind the form, where there is room and a keyboard.
    Behind,
}

/// What confirms: a key on the keypad, or a button where there is a keyboard or nothing to type. It
/// may stand in both places, and shows in the one that fits.
#[component]
pub(crate) fn Confirmation(
    /// The form.
    form: Form,
    /// Where this one stands.
    place: Place,
    /// The verb, for the key.
    short: String,
    /// The verb, with the amount once there is one.
    #[prop(into)]
    confirm: Signal<String>,
    /// Whether there is nothing to type.
    #[prop(optional)]
    fixed: bool,
    /// Whether something else is missing.
    #[prop(optional, into)]
    blocked: Signal<bool>,
    /// What is done.
    #[prop(into)]
    on_confirm: Callback<()>,
) -> View {
    let incomplete = form.incomplete();
    let disabled = Signal::derive(move || incomplete.get() || blocked.get());
    let busy = form.movement.is_sending();
    let roomy = use_context::<Roomy>();
    let wide = Memo::new(move || roomy.is_some_and(|roomy| roomy.rail.get()));
    move || {
        if wide.get() != (place == Place::Behind) {
            return View::none();
        }
        if fixed || wide.get() {
            return view! {
                <div class="confirm-foot">
                    <Button block=true busy disabled on_press=on_confirm test="confirm">{confirm}</Button>
                </div>
            };
        }
        let short = short.clone();
        view! {
            <AmountKeypad value=form.typed currency=form.currency confirm=short disabled busy on_confirm />
        }
    }
}
