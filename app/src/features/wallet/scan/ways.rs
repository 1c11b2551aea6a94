//! The ways to give a code other than the camera: a picture, or text; dropped, pasted, or picked.

use super::foreign::OutcomeCard;
use super::reader::Reader;
use crate::features::wallet::{clipboard, links};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::ev::{ClipboardEvent, DragEvent};
use leptos::task::spawn_local;
use sampan_protocol::Error;
use sampan_protocol::wallet::ReadCode;

/// The largest picture that is read, in megabytes.
const LARGEST_MB: i64 = 10;

/// Camera, picture and text, for a screen that is about something else.
#[component]
pub(crate) fn CodeWays() -> View {
    let reader = Reader::new();
    let told = RwSignal::new(false);
    let outcome = reader.outcome;
    Effect::new(move |_| told.set(outcome.with(Option::is_some)));
    let again = Callback::new(move |()| told.set(false));
    view! {
        <section class="code-ways" aria-label=t!("wallet.pay.code")>
            <Button kind=ButtonKind::Soft small=true icon="scan-qr-code" href=links::SCAN test="way-scan">
                {t!("wallet.action.scan")}
            </Button>
            <PictureWay reader=reader label=t!("wallet.scan.picture.short") />
            <Button kind=ButtonKind::Soft small=true icon="clipboard-paste" href=links::SCAN_TEXT test="way-text">
                {t!("wallet.scan.text.short")}
            </Button>
        </section>
        <Sheet open=told title=t!("wallet.pay.code") test="code-sheet">
            {move || outcome.get().map(|outcome| view! { <OutcomeCard outcome again /> })}
        </Sheet>
    }
}

/// A button that picks an image file.
#[component]
pub(crate) fn PictureWay(
    /// What reads it.
    reader: Reader,
    /// What the button says.
    label: String,
) -> View {
    let input = NodeRef::<leptos::html::Input>::new();
    let busy = reader.busy;
    let pick = move |_| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        let file = input.files().and_then(|files| files.get(0));
        // The same file may be picked again.
        input.set_value("");
        if let Some(file) = file {
            read_picture(reader, &file);
        }
    };
    view! {
        <input
            node_ref=input
            class="sr-only"
            type="file"
            accept="image/png,image/jpeg,image/webp,image/gif"
            tabindex="-1"
            aria-hidden="true"
            on:change=pick
            data-test="picture-file"
        />
        <Button
            kind=ButtonKind::Soft
            small=true
            icon="image-up"
            busy
            on_press=move |()| {
                if let Some(input) = input.get_untracked() {
                    input.click();
                }
            }
            test="way-picture"
        >
            {label}
        </Button>
    }
}

/// A field for text, with a button that takes it from the clipboard.
#[component]
pub(crate) fn TextWay(
    /// What reads it.
    reader: Reader,
    /// What stands in it at first.
    #[prop(into)]
    first: String,
) -> View {
    let text = RwSignal::new(first);
    let toasts = use_toasts();
    let busy = reader.busy;
    let empty = Signal::derive(move || text.with(|text| text.trim().is_empty()));
    let paste = move |()| {
        spawn_local(async move {
            match clipboard::paste().await {
                Ok(pasted) => drop(text.try_set(pasted)),
                Err(error) => toasts.fail(&error),
            }
        });
    };
    let read = move |()| reader.read(ReadCode::Text(text.get_untracked().trim().to_owned()));
    view! {
        <div class="text-way">
            <TextArea
                label=t!("wallet.scan.text.label")
                placeholder=t!("wallet.scan.text.example")
                value=text
                rows=4
                test="code-text"
            />
            <div class="text-way-actions">
                <Button kind=ButtonKind::Soft icon="clipboard-paste" on_press=paste test="paste">
                    {t!("wallet.scan.paste")}
                </Button>
                <Button busy disabled=empty on_press=read test="read-text">{t!("wallet.scan.read")}</Button>
            </div>
        </div>
    }
}

/// Reads a picture that was dropped on the screen.
pub(crate) fn dropped(reader: Reader, event: &DragEvent) {
    event.prevent_default();
    let files = event.data_transfer().and_then(|data| data.files());
    if let Some(file) = files.and_then(|files| files.get(0)) {
        read_picture(reader, &file);
    }
}

/// Reads a picture that was pasted; text is left to the field that it is pasted into.
pub(crate) fn pasted(reader: Reader, event: &ClipboardEvent) {
    let files = event.clipboard_data().and_then(|data| data.files());
    if let Some(file) = files.and_then(|files| files.get(0)) {
        event.prevent_default();
        read_picture(reader, &file);
    }
}

fn read_picture(reader: Reader, file: &web_sys::File) {
    if !file.type_().starts_with("image/") {
        reader.fail(Error::invalid("error.wallet.not_picture"));
        return;
    }
    #[expect(clippy::cast_precision_loss, reason = "ten megabytes are exact")]
    if file.size() > (LARGEST_MB * 1_000_000) as f64 {
        reader.fail(Error::invalid("error.wallet.picture_too_big").with("limit", LARGEST_MB));
        return;
    }
    read_file(file, move |address| {
        if let Some((_, base64)) = address.split_once("base64,") {
            reader.read(ReadCode::Picture(base64.to_owned()));
        }
    });
}
