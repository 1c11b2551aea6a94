//! Opens an account in another currency of the service.

use crate::bridge;
use crate::clock::new_op;
use crate::features::wallet::reads::Read;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;
use sampan_protocol::Currency;
use sampan_protocol::wallet::{self, Wallet};

/// A line that leads to the currencies that can still be opened, while there are any.
#[component]
pub(crate) fn OpenAccount(
    /// The wallet.
    wallet: Read<Wallet>,
) -> View {
    let can_open = wallet.part(|w| w.can_open.clone());
    let open = RwSignal::new(false);
    let any = Memo::new(move || can_open.with(|all| !all.is_empty()));
    view! {
        <div class="open-account">
        {move || any.get().then(|| view! {
            <ListSection>
                <ListItem
                    title=t!("wallet.account.open")
                    lead=|| view! { <Icon name="plus" /> }
                    on_press=move |()| open.set(true)
                    test="open-account"
                />
            </ListSection>
        })}
        <Sheet open title=t!("wallet.account.open") test="open-account-sheet">
            <p class="sheet-text">{t!("wallet.account.open.hint")}</p>
            <ul class="list">
                {move || can_open.get().into_iter().map(|currency| option(currency, open)).collect_view()}
            </ul>
        </Sheet>
        </div>
    }
}

fn option(currency: Currency, open: RwSignal<bool>) -> View {
    view! {
        <ListItem
            title=t!("wallet.account.open.one", currency = currency)
            detail=format::currency_name(currency)
            on_press=move |()| {
                open.set(false);
                open_now(currency);
            }
            test=format!("open-{currency}")
        />
    }
}

/// Opens an account at once: it shows as soon as the service has it.
pub(crate) fn open_now(currency: Currency) {
    let toasts = use_toasts();
    let command = wallet::OpenAccount { op: new_op(), currency };
    spawn_local(async move {
        match bridge::call(&command).await {
            Ok(()) => toasts.say(t!("wallet.account.opening", currency = currency)),
            Err(error) => toasts.fail(&error),
        }
    });
}
