//! Screen `pay-amount`: how much, what for, out of which account.

use super::form::PayForm;
use crate::answer::read;
use crate::features::wallet::handed;
use crate::features::wallet::links::{self, PayLink};
use crate::features::wallet::money::first_currency;
use crate::features::wallet::reads::{Read, read_wallet};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::people::{self, Person};
use sampan_protocol::wallet::{GetPayee, Wallet, methods};
use sampan_protocol::{Code, Currency, Error};

/// What the form needs before it can be opened.
pub(crate) type Ready = (Person, Currency);

/// The form, once payee and wallet are known.
#[component]
pub(crate) fn AmountScreen(
    /// Whom, and what is known beforehand.
    link: PayLink,
) -> View {
    let to = link.to;
    let wallet = read_wallet();
    let payee = read(&[people::rows::CONTACT], move || GetPayee { person: to });
    let wished = link.currency;
    // Only what the form starts with: it must not be made anew while somebody types.
    let ready = Memo::new(move || {
        // Who is not known here may be known from the code that was just read.
        let person = payee.get()?.or_else(|error| handed::get(to).ok_or(error));
        wallet.answer.with(|wallet| start(person, wallet.as_ref()?, wished))
    });
    let me = use_session().with_untracked(|s| s.me.as_ref().map(|me| me.person.id));
    let again = Callback::new(move |()| {
        payee.refetch();
        wallet.again.run(());
    });
    move || {
        let content = match ready.get() {
            None => view! { <SkeletonBlock lines=4 /> },
            Some(Err(error)) if error.code == Code::NotFound => return unknown(),
            Some(Err(error)) => failed(&error, again),
            Some(Ok((person, _))) if Some(person.id) == me => {
                view! { <StateView icon="user-round" title=t!("wallet.pay.self") href=links::COLLECT action=t!("wallet.action.collect") /> }
            }
            Some(Ok(ready)) => return form(wallet, ready, link.clone()),
        };
        let state = ScreenState::of(&ready.get_untracked(), |_| false);
        view! { <Screen name="pay-amount" state title=t!("wallet.pay.title") back=links::PAY>{content}</Screen> }
    }
}

fn start(
    person: Result<Person, Error>,
    wallet: &Result<Wallet, Error>,
    wished: Option<Currency>,
) -> Option<Result<Ready, Error>> {
    let (person, wallet) = match (person, wallet) {
        (Err(error), _) => return Some(Err(error)),
        (_, Err(error)) => return Some(Err(error.clone())),
        (Ok(person), Ok(wallet)) => (person, wallet),
    };
    let wished = wished.or_else(|| methods::first_currency(&wallet.methods));
    first_currency(wallet, wished).map(|currency| Ok((person, currency)))
}

fn form(wallet: Read<Wallet>, (person, currency): Ready, link: PayLink) -> View {
    view! { <PayForm wallet person currency link /> }
}

/// What a payee is called; offline, a code may not even tell the name.
pub(crate) fn called(person: &Person) -> String {
    match (person.name.as_str(), person.handle.as_str()) {
        ("", "") => t!("wallet.pay.unnamed"),
        ("", handle) => format!("@{handle}"),
        (name, _) => name.to_owned(),
    }
}

/// Nobody has this identifier.
pub(crate) fn unknown() -> View {
    view! {
        <Screen name="pay-amount" state=ScreenState::Error title=t!("wallet.pay.title") back=links::PAY>
            <StateView
                icon="user-round"
                title=t!("wallet.pay.unknown")
                text=t!("wallet.pay.unknown.hint")
                action=t!("wallet.pay.pick")
                href=links::PAY
            />
        </Screen>
    }
}
