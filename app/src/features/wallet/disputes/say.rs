//! Words and pictures that are handed in to a dispute.

use super::evidence::PicturesField;
use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::dispute::{ChangeDispute, DisputeChange, TEXT_LIMIT};

/// A sheet to contest a dispute, or to add to it.
#[component]
pub(crate) fn Say(
    /// Whether it is up.
    open: RwSignal<bool>,
    /// Which dispute.
    dispute: OpId,
    /// Whether it contests it.
    contest: bool,
) -> View {
    let text = RwSignal::new(String::new());
    let pictures = RwSignal::new(Vec::<String>::new());
    let (act, op) = (Act::new(), RwSignal::new(new_op()));
    let (title, send, test) = if contest {
        ("wallet.dispute.contest.title", "wallet.dispute.contest.send", "dispute-contest-send")
    } else {
        ("wallet.dispute.add", "wallet.dispute.add.send", "dispute-add-send")
    };
    let silent = move || text.with(|text| text.trim().is_empty());
    let nothing = Signal::derive(move || silent() && (contest || pictures.with(Vec::is_empty)));
    let say = move |()| {
        let words = text.with_untracked(|text| text.trim().to_owned());
        let shown = pictures.get_untracked();
        let change = if contest {
            DisputeChange::Contest { text: words, pictures: shown }
        } else {
            DisputeChange::Add { text: words, pictures: shown }
        };
        act.run(ChangeDispute { op: op.get_untracked(), dispute, change }, move |()| {
            open.try_set(false);
            text.try_set(String::new());
            pictures.try_set(Vec::new());
            op.try_set(new_op());
        });
    };
    let problem = move || {
        act.error().get().map(|e| view! { <p class="callout danger" role="alert" data-test="say-problem">{tell(&e)}</p> })
    };
    view! {
        <Sheet open title=t!(title) test="dispute-say">
            <div class="form">
                <TextArea label=t!("wallet.dispute.say") value=text max=TEXT_LIMIT as u32 rows=4 test="dispute-say-text" />
                <PicturesField names=pictures />
                {problem}
                <Button block=true busy=act.busy() disabled=nothing on_press=say test>{t!(send)}</Button>
            </div>
        </Sheet>
    }
}
