//! Checks that a bill stands in the ledger's journal, and says so.

use crate::act::Act;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::{BillProof, CheckBill};

/// A button that has the movement proved, and what came of it.
#[component]
pub(crate) fn Prove(
    /// Which.
    bill: BillId,
) -> View {
    let act = Act::new();
    let busy = act.busy();
    let told = RwSignal::new(None::<String>);
    let check = move |()| {
        act.run_aloud(CheckBill { bill }, move |proof: BillProof| {
            told.set(Some(match proof {
                BillProof::NotYet => t!("wallet.proof.not_yet"),
                BillProof::Holds { hour, root } => {
                    let hour =
                        format::moment_within(Timestamp::from_seconds(hour.saturating_mul(3_600)));
                    t!("wallet.proof.holds", hour = hour, root = root.get(..12).unwrap_or_default())
                }
            }));
        });
    };
    view! {
        <div class="bill-proof" aria-live="polite">
            {move || match told.get() {
                Some(text) => view! {
                    <p class="bill-proof-told" data-test="bill-proof"><Icon name="shield-check" size=20 /><span>{text}</span></p>
                },
                None => view! {
                    <Button kind=ButtonKind::Quiet small=true icon="shield-check" busy on_press=check test="prove">
                        {t!("wallet.proof.check")}
                    </Button>
                },
            }}
        </div>
    }
}
