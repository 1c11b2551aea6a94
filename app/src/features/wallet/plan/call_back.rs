//! Calls a delayed transfer back, after asking once.

use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::plan::CallPaymentBack;

/// A button that calls a transfer back.
#[component]
pub(crate) fn CallBack(
    /// Which.
    bill: BillId,
) -> View {
    let act = Act::new();
    let toasts = use_toasts();
    let asked = RwSignal::new(false);
    let busy = act.busy();
    let call = move |()| {
        act.run_aloud(CallPaymentBack { op: new_op(), bill }, move |()| {
            toasts.say(t!("wallet.delay.called_back"));
        });
    };
    view! {
        <Button block=true icon="undo-2" busy on_press=move |()| asked.set(true) test="call-back">
            {t!("wallet.delay.call_back")}
        </Button>
        <Confirm open=asked title=t!("wallet.delay.call_back.ask") confirm=t!("wallet.delay.call_back") on_confirm=call />
    }
}
