//! My code: others read it with any camera, and find me.

use crate::answer::read;
use crate::link::encode;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::device::DrawSymbol;

/// My code.
#[component]
pub(crate) fn MyCodeScreen() -> View {
    let session = use_session();
    let person =
        Memo::new(move || session.with(|session| session.me.as_ref().map(|me| me.person.clone())));
    let link = Memo::new(move || {
        person.with(|p| {
            p.as_ref().map(|p| format!("sampan://pay/{}", encode(&p.handle))).unwrap_or_default()
        })
    });
    let symbol = read(&[], move || DrawSymbol { text: link.get() });
    let state = Signal::derive(move || ScreenState::of(&symbol.get(), |_| false));
    let code = move || match symbol.get() {
        Some(Ok(symbol)) => view! { <QrCode symbol label=t!("me.code") /> },
        Some(Err(error)) => failed(&error, move |()| symbol.refetch()),
        None => view! { <span class="skeleton qr-place"></span> },
    };
    view! {
        <Screen name="me.code" title=t!("me.code") back="/me" state>
            <div class="card code-card">
                {move || person.get().map(|person| view! {
                    <PersonAvatar person=person.clone() size=64 />
                    <p class="person-name">{person.name.clone()}</p>
                    <p class="person-handle selectable">{format!("@{}", person.handle)}</p>
                })}
                {code}
                <p class="hint center">{t!("me.code_text")}</p>
                <CopyButton text=link label=t!("me.copy_link") />
            </div>
        </Screen>
    }
}
