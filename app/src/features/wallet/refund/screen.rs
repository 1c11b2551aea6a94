//! Screen `refund`: gives back what a bill brought, in full or in part.

use super::KINDS;
use crate::answer::read;
use crate::bridge;
use crate::features::wallet::bill_row::without_sign;
use crate::features::wallet::links;
use crate::features::wallet::money::{AmountForm, Confirmation, Form, NoteField, Place};
use crate::features::wallet::pay::receipt;
use crate::features::wallet::reads::{accounts, read_wallet};
use crate::prelude::*;
use crate::router::{use_navigate, use_params_map};
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::BillId;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::refund::{GetGivenBack, GiveBack};
use sampan_protocol::wallet::{Bill, GetBill};
use sampan_protocol::{Error, Money};

/// What the form is about: it is not made anew while somebody types.
#[derive(Clone, PartialEq)]
struct Start {
    bill: BillId,
    to: Person,
    left: Money,
}

/// Gives back what a bill brought.
#[component]
pub(crate) fn RefundScreen() -> View {
    let params = use_params_map();
    let id = params.with_untracked(|p| p.get("bill").and_then(|id| id.parse::<BillId>().ok()));
    let id = id.unwrap_or(BillId(Default::default()));
    let bill = read(KINDS, move || GetBill { id });
    let given = read(KINDS, move || GetGivenBack { bill: id });
    let start = RwSignal::new(None::<Start>);
    Effect::new(move |_| {
        let (Some(Ok(bill)), Some(Ok(Some(given)))) = (bill.get(), given.get()) else {
            return;
        };
        if start.with_untracked(Option::is_some) {
            return;
        }
        if let Some(to) = bill.other.clone().filter(|_| bill.amount.minor > 0) {
            start.set(Some(Start { bill: id, to, left: given.left() }));
        }
    });
    let again = Callback::new(move |()| bill.refetch());
    let state = Signal::derive(move || match bill.get() {
        Some(Ok(_)) => ScreenState::Empty,
        answer => ScreenState::of(&answer, |_| false),
    });
    move || match start.get() {
        Some(start) => view! { <RefundForm start /> },
        None => {
            let content = move || nothing(bill.get(), again);
            view! { <Screen name="refund" title=t!("wallet.refund.title") back=links::BILLS state>{content}</Screen> }
        }
    }
}

/// What stands there while it is not known what can be given back, or where nothing can.
fn nothing(bill: Option<Result<Bill, Error>>, again: Callback<()>) -> View {
    match bill {
        Some(Err(error)) => failed(&error, again),
        None => view! { <SkeletonBlock lines=4 /> },
        Some(Ok(_)) => view! {
            <StateView icon="undo-2" title=t!("wallet.refund.nothing") text=t!("wallet.refund.nothing.hint")
                action=t!("wallet.recent.all") href=links::BILLS />
        },
    }
}

#[component]
fn RefundForm(start: Start) -> View {
    let wallet = read_wallet();
    let limits = wallet.part(|_| Vec::new());
    let form = Form::open(accounts(wallet), limits, start.left.currency, true);
    form.typed.set(start.left.to_plain());
    receipt::follow(form.movement, use_navigate());
    let confirm = Callback::new(move |()| form.movement.ask_pin());
    let words = form.words("wallet.refund.confirm", "wallet.refund.confirm.amount");
    let confirmation = move |place| {
        view! {
            <Confirmation form place short=t!("wallet.refund.confirm") confirm=words on_confirm=confirm />
        }
    };
    let hint = t!("wallet.refund.left", name = start.to.name, amount = format::money(start.left));
    let foot = move || confirmation(Place::Foot);
    view! {
        <Screen name="refund" title=t!("wallet.refund.title") back=links::BILLS foot>
            <AmountForm form account_label=t!("wallet.withdraw.from") fixed_currency=true hint=hint on_enter=confirm>
                <NoteField note=form.note />
            </AmountForm>
            {confirmation(Place::Behind)}
            <Pin form start />
        </Screen>
    }
}

#[component]
fn Pin(form: Form, start: Start) -> View {
    let movement = form.movement;
    let name = start.to.name.clone();
    let summary = move || {
        let money = form.money().unwrap_or(Money::new(0, form.currency.get_untracked()));
        view! {
            <p class="pin-for">{t!("wallet.refund.pin", name = name)}</p>
            <MoneyText money=without_sign(money) size=MoneySize::Display />
        }
    };
    let send = move |pin: String| {
        let Some(amount) = form.money() else { return };
        let (bill, to, note) = (start.bill, start.to.clone(), form.note.get_untracked());
        movement.send(Some(amount), move |op| async move {
            let command = GiveBack { op, bill, to, amount, note, pin: Some(pin) };
            bridge::call(&command).await.map(|receipt| Some(receipt.bill))
        });
    };
    view! {
        <PinSheet
            open=movement.pin_open
            title=t!("wallet.refund.title")
            summary
            on_pin=send
            busy=movement.is_sending()
            error=movement.pin_problem()
        />
    }
}
