//! Fields and keypads.

use super::Case;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Currency;
use sampan_protocol::people::Picture;

/// The cases.
pub(crate) fn cases() -> View {
    view! {
        <Case name="Field, TextArea" show=fields />
        <Case name="SearchField, PictureField" show=others />
        <Case name="AmountField, AmountKeypad" show=amounts />
        <Case name="PinEntry" show=pin />
    }
}

fn fields() -> View {
    let value = || RwSignal::new(t!("gallery.typed"));
    view! {
        <div class="form">
            <Field label=t!("gallery.label") value=RwSignal::default() placeholder=t!("gallery.placeholder") hint=t!("gallery.hint") />
            <Field label=t!("gallery.label") value=value() prefix="@" />
            <Field label=t!("gallery.label") value=value() error=t!("gallery.error") />
            <TextArea label=t!("gallery.label") value=value() />
        </div>
    }
}

fn others() -> View {
    view! {
        <SearchField label=t!("ui.search") value=RwSignal::default() />
        <SearchField label=t!("ui.search") value=RwSignal::new(t!("gallery.typed")) />
        <PictureField value=RwSignal::new(Picture::Keep) name="Sampan" />
    }
}

fn amounts() -> View {
    let Some(currency) = ["CNY", "USD"].iter().find_map(|code| Currency::new(code).ok()) else {
        return View::none();
    };
    let value = RwSignal::new("128.50".to_owned());
    view! {
        <AmountField value currency=Signal::stored(currency) autofocus=false />
        <AmountField value=RwSignal::default() currency=Signal::stored(currency) autofocus=false error=t!("gallery.error") />
        <AmountKeypad value currency=Signal::stored(currency) confirm=t!("gallery.button") on_confirm=|()| {} />
    }
}

fn pin() -> View {
    // A PIN takes the caret where it stands: shown without it, as while an answer is awaited.
    view! { <PinEntry value=RwSignal::new("271".to_owned()) on_full=|_| {} busy=true /> }
}
