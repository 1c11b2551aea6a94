//! Reads a statement out of a file that is chosen, and goes to what it says.

use super::statement_path;
use crate::act::Act;
use crate::prelude::*;
use crate::router::use_navigate;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use leptos::html;
use sampan_protocol::Error;
use sampan_protocol::wallet::bank::ReadStatement;
use sampan_protocol::wallet::bank::desk::STATEMENT_BYTES;

/// Chooses a file.
#[component]
pub(crate) fn ReadFile() -> View {
    let id = fresh_id("statement");
    let input = NodeRef::<html::Input>::new();
    let act = Act::new();
    let navigate = StoredValue::new_local(use_navigate());
    let pick = move |_| {
        let Some(field) = input.get_untracked() else { return };
        let Some(file) = field.files().and_then(|files| files.get(0)) else { return };
        if file.size() > STATEMENT_BYTES as f64 {
            act.error().set(Some(Error::invalid("error.bank.file_too_large")));
            return;
        }
        read_file(&file, move |address| {
            let base64 = address.split_once("base64,").map(|(_, base64)| base64.to_owned());
            let command = ReadStatement { base64: base64.unwrap_or_default() };
            act.run(command, move |preview| {
                navigate
                    .with_value(|go| go(&statement_path(preview.statement.id), Default::default()));
            });
        });
        // The same file can be chosen again once it is right.
        field.set_value("");
    };
    let wrong = move || {
        act.error().get().map(|e| {
            view! { <p class="callout danger" role="alert" data-test="bank-problem">{tell(&e)}</p> }
        })
    };
    view! {
        <div class="desk-read">
            {wrong}
            <label class="button soft block" for=id.clone()>
                <Icon name="upload" size=20 />
                {t!("wallet.desk.read")}
            </label>
            <input node_ref=input id=id class="sr-only" type="file" accept=".xml,application/xml,text/xml" on:change=pick data-test="bank-read" />
            <p class="list-foot">{t!("wallet.desk.read.hint")}</p>
        </div>
    }
}
