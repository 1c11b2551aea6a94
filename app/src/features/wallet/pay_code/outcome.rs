//! What became of a code that was charged, told to the payer.

use crate::features::wallet::charge::told;
use crate::features::wallet::links;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::Charge;

/// How a charge of mine ended, with the way to the next code.
pub(crate) fn outcome(charge: &Charge, next: Callback<OpId>) -> View {
    let id = charge.id;
    let actions = view! {
        <Button block=true href=links::WALLET test="done">{t!("wallet.done")}</Button>
        <Button block=true kind=ButtonKind::Soft on_press=move |()| next.run(id) test="next-code">{t!("wallet.code.next")}</Button>
    };
    let words = ("wallet.receipt.paid", "wallet.receipt.to", "code-outcome");
    told(charge, words, Some(charge.merchant.clone()), None, actions)
}
