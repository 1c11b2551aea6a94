//! Changing one's name and picture.

use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::people::{Picture, UpdateMe, check_name};

/// Changing one's name and picture.
#[component]
pub(crate) fn EditScreen() -> View {
    let session = use_session();
    let person = session.with_untracked(|session| session.me.as_ref().map(|me| me.person.clone()));
    let name = RwSignal::new(person.as_ref().map(|person| person.name.clone()).unwrap_or_default());
    let avatar = RwSignal::new(Picture::Keep);
    let act = Act::new();
    let (op, toasts, back) = (new_op(), use_toasts(), go_back("/me"));
    let trimmed = move || name.with(|name| name.trim().to_owned());
    let wrong = Signal::derive(move || {
        let of_form = check_name(&trimmed()).err().filter(|_| !name.with(String::is_empty));
        of_form.or_else(|| act.error().get()).map(|error| tell(&error))
    });
    let save = Callback::new(move |()| {
        let update = UpdateMe { op, name: trimmed(), avatar: avatar.get_untracked() };
        act.run(update, move |()| {
            toasts.say(t!("me.saved"));
            back.run(());
        });
    });
    let cannot = Signal::derive(move || check_name(&trimmed()).is_err());
    let picture = person.as_ref().and_then(|person| person.avatar.clone());
    let handle = person.map(|person| person.handle).unwrap_or_default();
    view! {
        <Screen name="me.edit" title=t!("me.edit") back="/me">
            <div class="form">
                <PictureField value=avatar name=name current=picture />
                <Field label=t!("me.name") value=name error=wrong max=40 on_enter=save test="name" />
                <p class="hint">{t!("me.handle_stays", handle = handle)}</p>
                <Button block=true busy=act.busy() disabled=cannot on_press=save test="save-me">{t!("ui.save")}</Button>
            </div>
        </Screen>
    }
}
