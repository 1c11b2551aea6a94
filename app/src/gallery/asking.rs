//! What opens above a screen.

use super::Case;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::{Code, Error};

/// The cases.
pub(crate) fn cases() -> View {
    view! {
        <Case name="Sheet, Confirm, PinSheet" show=dialogs />
        <Case name="Toasts" show=toasts />
    }
}

fn dialogs() -> View {
    let (sheet, confirm, pin) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let wrong = RwSignal::new(None::<Error>);
    let refuse = move |_| wrong.set(Some(Error::new(Code::WrongPin, "error.pin.shape")));
    view! {
        <div class="gallery-row">
            <Button kind=ButtonKind::Soft on_press=move |()| sheet.set(true) test="open-sheet">"Sheet"</Button>
            <Button kind=ButtonKind::Soft on_press=move |()| confirm.set(true) test="open-confirm">"Confirm"</Button>
            <Button kind=ButtonKind::Soft on_press=move |()| { wrong.set(None); pin.set(true); } test="open-pin">"PinSheet"</Button>
        </div>
        <Sheet open=sheet title=t!("gallery.section")><p>{t!("gallery.text")}</p></Sheet>
        <Confirm open=confirm danger=true title=t!("gallery.question") text=t!("gallery.hint") confirm=t!("gallery.item_danger") on_confirm=|()| {} />
        <PinSheet open=pin title=t!("ui.pin") on_pin=refuse error=wrong summary=|| view! { <p class="state-title">{t!("gallery.word")}</p> } />
    }
}

fn toasts() -> View {
    let toasts = use_toasts();
    view! {
        <div class="gallery-row">
            <Button kind=ButtonKind::Soft on_press=move |()| toasts.say(t!("gallery.said")) test="toast-say">"say"</Button>
            <Button kind=ButtonKind::Soft on_press=move |()| toasts.undo(t!("gallery.said"), |()| {}) test="toast-undo">"undo"</Button>
            <Button kind=ButtonKind::Soft on_press=move |()| toasts.fail(&Error::internal()) test="toast-fail">"fail"</Button>
        </div>
    }
}
