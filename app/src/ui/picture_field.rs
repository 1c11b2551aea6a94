//! Choosing a picture of oneself from a file.

use super::{Avatar, Icon, fresh_id};
use crate::prelude::*;
use crate::t;
use leptos::html;
use sampan_protocol::people::Picture;
use wasm_bindgen::prelude::*;

/// The largest file that is looked at.
const LIMIT: f64 = 12_000_000.0;

/// Shows a picture and lets another be chosen, or none.
#[component]
pub(crate) fn PictureField(
    /// What is to be done with the picture.
    value: RwSignal<Picture>,
    /// Whose it is; gives the initial.
    #[prop(into)]
    name: Signal<String>,
    /// SHA-256 of the picture that there is.
    #[prop(optional, into)]
    current: MaybeProp<String>,
) -> View {
    let id = fresh_id("picture");
    let input = NodeRef::<html::Input>::new();
    let (preview, set_preview) = signal(None::<String>);
    let toasts = super::use_toasts();
    let pick = move |_| {
        let Some(file) =
            input.get_untracked().and_then(|input| input.files()).and_then(|files| files.get(0))
        else {
            return;
        };
        if file.size() > LIMIT {
            toasts.say(t!("ui.picture_too_large"));
            return;
        }
        read_file(&file, move |address| {
            let base64 = address.split_once("base64,").map(|(_, base64)| base64.to_owned());
            if let Some(base64) = base64 {
                set_preview.set(Some(address));
                value.set(Picture::Set(base64));
            }
        });
    };
    let shown = move || match (value.get(), preview.get()) {
        (Picture::Set(_), Some(address)) => {
            view! { <span class="avatar" style=("--size", "96px")><img src=address alt="" /></span> }
        }
        (Picture::Keep, _) => view! { <Avatar name=name.get() picture=current.get() size=96 /> },
        _ => view! { <Avatar name=name.get() picture=None size=96 /> },
    };
    let has = move || match value.get() {
        Picture::Set(_) => true,
        Picture::Keep => current.get().is_some(),
        Picture::Remove => false,
    };
    view! {
        <div class="picture">
            <label class="picture-label" for=id.clone()>
                {shown}
                <span class="picture-mark"><Icon name="camera" size=16 /></span>
                <span class="sr-only">{t!("ui.picture_choose")}</span>
            </label>
            <input node_ref=input id=id class="sr-only" type="file" accept="image/png,image/jpeg,image/webp,image/gif" on:change=pick data-test="picture" />
            {move || has().then(|| view! {
                <button class="link-button" type="button" data-test="picture-remove" on:click=move |_| {
                    set_preview.set(None);
                    value.set(if current.get_untracked().is_some() { Picture::Remove } else { Picture::Keep });
                }>{t!("ui.picture_remove")}</button>
            })}
        </div>
    }
}

/// Reads a file as a `data:` address.
pub(crate) fn read_file(file: &web_sys::File, then: impl FnOnce(String) + 'static) {
    let Ok(reader) = web_sys::FileReader::new() else {
        return;
    };
    let done = {
        let reader = reader.clone();
        Closure::once_into_js(move || {
            if let Some(address) = reader.result().ok().and_then(|result| result.as_string()) {
                then(address);
            }
        })
    };
    reader.set_onload(Some(done.unchecked_ref()));
    let _ = reader.read_as_data_url(file);
}
