//! Screen `mandate-ask`: asks somebody to agree to charges.

use super::caps::{Caps, CapsFields};
use crate::act::Act;
use crate::answer::read;
use crate::clock::new_op;
use crate::features::wallet::links;
use crate::features::wallet::pay::{PayeeHead, PeoplePicker};
use crate::features::wallet::reads::read_wallet;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate, use_query_map};
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::Currency;
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::{self, Person};
use sampan_protocol::wallet::GetPayee;
use sampan_protocol::wallet::mandate::{AskMandate, TEXT_LIMIT};

/// Asks for a mandate: `/wallet/mandates/new?from=<person>`.
#[component]
pub(crate) fn AskMandateScreen() -> View {
    let query = use_query_map();
    let from =
        Memo::new(move || query.with(|q| q.get("from").and_then(|id| id.parse::<PersonId>().ok())));
    let body = move || match from.get() {
        Some(from) => view! { <Asking from /> },
        None => view! { <PeoplePicker link=links::mandate_from people_only=true /> },
    };
    view! { <Screen name="mandate-ask" title=t!("wallet.mandates.ask") back=links::MANDATES>{body}</Screen> }
}

#[component]
fn Asking(from: PersonId) -> View {
    let payer = read(&[people::rows::CONTACT], move || GetPayee { person: from });
    let wallet = read_wallet();
    let currency = wallet.part(|w| w.accounts.first().map(|a| a.account.currency));
    move || match currency.get() {
        None => view! { <SkeletonBlock lines=4 /> },
        Some(currency) => loaded(
            payer.get(),
            move |()| payer.refetch(),
            move |person| {
                view! { <AskForm person currency /> }
            },
        ),
    }
}

#[component]
fn AskForm(person: Person, currency: Currency) -> View {
    let text = RwSignal::new(String::new());
    let caps = Caps::new(currency, None);
    let act = Act::new();
    let op = new_op();
    let (navigate, toasts) = (StoredValue::new_local(use_navigate()), use_toasts());
    let incomplete =
        Signal::derive(move || text.with(|t| t.trim().is_empty()) || caps.get().is_err());
    let payer = person.clone();
    let ask = move |()| {
        let Ok((each, month)) = untrack(|| caps.get()) else { return };
        let text = text.with_untracked(|text| text.trim().to_owned());
        let command = AskMandate { op, payer: payer.clone(), text, each, month };
        act.run(command, move |()| {
            toasts.say(t!("wallet.mandates.sent"));
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate.with_value(|go| go(links::MANDATES, options));
        });
    };
    let wrong = move || {
        act.error().get().map(|e| view! { <p class="callout danger" role="alert">{tell(&e)}</p> })
    };
    view! {
        <div class="form">
            <PayeeHead person />
            <Field label=t!("wallet.mandates.text") value=text max=TEXT_LIMIT as u32 placeholder=t!("wallet.mandates.text.example") test="mandate-text" />
            <CapsFields caps />
            {wrong}
            <Button block=true busy=act.busy() disabled=incomplete on_press=ask test="confirm">{t!("wallet.mandates.ask.confirm")}</Button>
            <p class="list-foot">{t!("wallet.mandates.ask.hint")}</p>
        </div>
    }
}
