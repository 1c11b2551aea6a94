//! Taking one's own data out.

use crate::act::Act;
use crate::me::tile;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::device::{ExportData, Exported};

/// Writes all of my data to a file, and says where it is.
#[component]
pub(crate) fn Export() -> View {
    let act = Act::new();
    let file = RwSignal::new(None::<Exported>);
    let foot = Signal::derive(move || {
        file.get().map(|file| t!("export.done", path = file.path, size = format::bytes(file.bytes)))
    });
    let start = move |()| {
        act.run_aloud(ExportData {}, move |exported| {
            file.try_set(Some(exported));
        })
    };
    view! {
        <ListSection foot>
            <ListItem title=t!("export.title") detail=t!("export.text") disabled=act.busy() on_press=start test="export" lead=tile("download", 2) />
        </ListSection>
    }
}
