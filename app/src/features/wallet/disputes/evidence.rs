//! Pictures as evidence: added to a form, and looked at.

use crate::act::Act;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;
use sampan_protocol::wallet::dispute::{KeepEvidence, MOST_PICTURES};

/// The most bytes of a file that is read.
const LIMIT: f64 = 12_000_000.0;

/// Pictures to be handed in: each is kept by the service as soon as it is chosen.
#[component]
pub(crate) fn PicturesField(
    /// Their names.
    names: RwSignal<Vec<String>>,
) -> View {
    let id = fresh_id("evidence");
    let input = NodeRef::<html::Input>::new();
    let (act, toasts) = (Act::new(), use_toasts());
    let kept = move |name: String| {
        names.try_update(|names| {
            if names.len() < MOST_PICTURES && !names.contains(&name) {
                names.push(name);
            }
        });
    };
    let pick = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        if file.size() > LIMIT {
            toasts.say(t!("ui.picture_too_large"));
            return;
        }
        read_file(&file, move |address| {
            if let Some((_, base64)) = address.split_once("base64,") {
                act.run_aloud(KeepEvidence { base64: base64.to_owned() }, kept);
            }
        });
        // The same file can be chosen again after it was taken out.
        input.set_value("");
    };
    let shown = move || {
        let all = names.get().into_iter().map(|name| {
            let this = name.clone();
            let remove = move |_| names.update(|names| names.retain(|name| *name != this));
            view! {
                <span class="evidence-picture" data-test="evidence-chosen">
                    <Shot name />
                    <button class="evidence-remove" type="button" aria-label=t!("wallet.dispute.pictures.remove") on:click=remove>
                        <Icon name="x" size=16 />
                    </button>
                </span>
            }
        });
        all.collect_view()
    };
    let for_input = id.clone();
    let add = move || {
        let full = names.with(|names| names.len() >= MOST_PICTURES);
        let icon = if act.busy().get() { "loader-circle" } else { "camera" };
        (!full).then(|| {
            view! {
                <label class="evidence-add" class:busy=act.busy() for=for_input.clone()>
                    <Icon name=icon size=24 />
                    <span>{t!("wallet.dispute.pictures.add")}</span>
                </label>
            }
        })
    };
    view! {
        <div class="field">
            <span class="evidence-label">{t!("wallet.dispute.pictures")}</span>
            <div class="evidence">{shown}{add}</div>
            <input node_ref=input id=id class="sr-only" type="file" accept="image/png,image/jpeg,image/webp,image/gif" on:change=pick data-test="evidence-file" />
            <p class="field-foot">{t!("wallet.dispute.pictures.hint", n = MOST_PICTURES)}</p>
        </div>
    }
}

/// Pictures to look at; pressing one shows it large.
#[component]
pub(crate) fn Gallery(
    /// Their names.
    names: Vec<String>,
) -> View {
    let (open, large) = (RwSignal::new(false), RwSignal::new(String::new()));
    let thumbs = names.into_iter().map(|name| {
        let this = name.clone();
        let show = move |_| {
            large.set(this.clone());
            open.set(true);
        };
        view! {
            <button class="evidence-picture" type="button" aria-label=t!("wallet.dispute.picture.large") on:click=show data-test="evidence-picture">
                <Shot name />
            </button>
        }
    });
    view! {
        <div class="evidence">{thumbs.collect_view()}</div>
        <Sheet open title=t!("wallet.dispute.picture") test="evidence-large">
            <div class="evidence-large">{move || view! { <Shot name=large.get() /> }}</div>
        </Sheet>
    }
}

/// One picture, from the device or the service.
#[component]
fn Shot(name: String) -> View {
    view! { <Picture name alt=t!("wallet.dispute.picture") /> }
}
