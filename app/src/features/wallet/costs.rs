//! What a movement costs, said before it is confirmed.

use super::amount::Verdict;
use super::money::Form;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::Money;
use sampan_protocol::wallet::fee::FeeOn;

/// The fee on the amount of a form, and what is left of it; nothing where it costs nothing.
#[component]
pub(crate) fn Costs(
    /// The form.
    form: Form,
    /// What the fee is on.
    on: FeeOn,
) -> View {
    let session = use_session();
    let costs = Memo::new(move || {
        let amount = form.verdict.with(Verdict::money)?;
        let fee = session.with(|s| s.service.as_ref().map(|s| s.settings.fees.on(&on, amount)))?;
        let rest = Money::new(amount.minor.saturating_sub(fee.minor), amount.currency);
        (fee.minor > 0).then_some([fee, rest])
    });
    move || {
        costs.get().map(|[fee, rest]| {
            view! {
                <dl class="facts costs" data-test="costs">
                    <div class="fact"><dt>{t!("wallet.fee")}</dt><dd data-test="fee">{format::money(fee)}</dd></div>
                    <div class="fact"><dt>{t!("wallet.fee.rest")}</dt><dd data-test="fee-rest">{format::money(rest)}</dd></div>
                </dl>
            }
        })
    }
}
