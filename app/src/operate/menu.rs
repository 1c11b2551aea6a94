//! Screen `operate`: everything that an operator can look after.

use super::{my_id, only};
use crate::answer::read;
use crate::features;
use crate::me::tile;
use crate::prelude::*;
use crate::t;
use crate::tn;
use crate::ui::*;
use sampan_protocol::operate::{Act, ActState, ListActs, rows};

/// The operators' menu.
#[component]
pub(crate) fn OperateScreen() -> View {
    let acts = read(&[rows::ACT], || ListActs {});
    let me = my_id();
    let waiting = Signal::derive(move || {
        let waits = |act: &&Act| act.state == ActState::Proposed && Some(act.by.id) != me;
        let count =
            acts.get().and_then(Result::ok).map_or(0, |all| all.iter().filter(waits).count());
        (count > 0).then(|| tn!("operate.acts.waiting", i64::try_from(count).unwrap_or(i64::MAX)))
    });
    let content = only(move || {
        let entries = features::on().into_iter().flat_map(|feature| feature.operate).map(|entry| {
            let lead = tile(entry.icon, entry.hue);
            view! { <ListItem title=t!(entry.label) href=entry.path test=entry.test lead /> }
        });
        view! {
            <div class="stack">
                <ListSection>
                    <ListItem title=t!("operate.acts.title") detail=waiting href="/operate/acts" test="operate-acts" lead=tile("check", 0) />
                    <ListItem title=t!("operate.log.title") href="/operate/log" test="operate-log" lead=tile("file-text", 5) />
                    <ListItem title=t!("operate.operators.title") href="/operate/operators" test="operate-operators" lead=tile("users-round", 4) />
                </ListSection>
                <ListSection>{entries.collect_view()}</ListSection>
                <ListSection title=t!("operate.menu.service")>
                    <ListItem title=t!("operate.service.title") href="/operate/service" test="operate-service" lead=tile("server", 2) />
                </ListSection>
            </div>
        }
    });
    view! { <Screen name="operate" title=t!("operate.title") back="/me">{content}</Screen> }
}
