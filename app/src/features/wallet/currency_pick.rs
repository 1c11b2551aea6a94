//! Chooses a currency, where there are several: chips in a row.

use crate::prelude::*;
use crate::ui::*;
use sampan_protocol::Currency;

/// The chips; nothing where there is nothing to choose.
pub(crate) fn currency_pick(
    all: Vec<Currency>,
    chosen: Signal<Currency>,
    pick: Callback<Currency>,
) -> Option<View> {
    let chip = move |this: Currency| {
        let selected = Signal::derive(move || chosen.get() == this);
        view! { <Chip label=this.to_string() selected on_press=move |()| pick.run(this) test="currency" /> }
    };
    (all.len() > 1)
        .then(|| view! { <div class="chips">{all.into_iter().map(chip).collect_view()}</div> })
}
