//! The currencies that accounts may be opened in.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::Currency;

/// Chooses currencies; the first one is everybody's first account.
#[component]
pub(crate) fn Currencies(
    /// The chosen ones, in their order.
    chosen: RwSignal<Vec<Currency>>,
) -> View {
    let typed = RwSignal::new(String::new());
    let (wrong, set_wrong) = signal(None::<String>);
    let add = Callback::new(move |()| {
        let code = typed.get_untracked().trim().to_ascii_uppercase();
        match Currency::new(&code) {
            Ok(currency) => {
                chosen.update(|all| {
                    if !all.contains(&currency) {
                        all.push(currency);
                    }
                });
                typed.set(String::new());
                set_wrong.set(None);
            }
            Err(error) => set_wrong.set(Some(tell(&error))),
        }
    });
    let row = move |(at, currency): (usize, Currency)| {
        let label = t!("operate.currency_remove", currency = currency);
        view! {
            <li class="currency">
                <span class="currency-code">{currency.to_string()}</span>
                <span class="currency-name">{format::currency_name(currency)}</span>
                {(at == 0).then(|| view! { <Badge tone=Tone::Brand>{t!("operate.currency_first")}</Badge> })}
                {(at > 0).then(|| view! {
                    <IconButton icon="x" label on_press=move |()| chosen.update(|all| all.retain(|c| *c != currency)) test="remove-currency" />
                })}
            </li>
        }
    };
    view! {
        <div class="field">
            <span class="field-label">{t!("operate.currencies")}</span>
            <ul class="currencies">{move || chosen.get().into_iter().enumerate().map(row).collect_view()}</ul>
            <div class="currency-add">
                <Field label=t!("operate.currency_add") value=typed placeholder="EUR" max=3 error=wrong on_enter=add test="currency" />
                <Button kind=ButtonKind::Soft on_press=add test="add-currency">{t!("ui.add")}</Button>
            </div>
        </div>
    }
}
