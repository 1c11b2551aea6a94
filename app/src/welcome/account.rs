//! Coming back: from another device, or by the recovery phrase.

use crate::me::tile;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::device::Profile;

/// The ways back to an account.
#[component]
pub(crate) fn AccountScreen() -> View {
    let session = use_session();
    let on_server =
        move || session.with(|session| matches!(session.profile, Profile::Server { .. }));
    // An account of this device alone cannot be reached from elsewhere: a server comes first.
    let foot = Signal::derive(move || (!on_server()).then(|| t!("account.server_first")));
    let ways = move || {
        on_server().then(|| view! {
        <ListSection title=t!("account.how")>
            <ListItem title=t!("account.link") detail=t!("account.link_text") href="/welcome/link" lead=tile("smartphone", 0) test="link-device" />
            <ListItem title=t!("account.recover") detail=t!("account.recover_text") href="/welcome/recover" lead=tile("key-round", 2) test="recover" />
        </ListSection>
    })
    };
    view! {
        <Screen name="welcome.account" title=t!("welcome.have_account") back="/welcome">
            <div class="stack">
                {ways}
                <ListSection foot>
                    <ListItem title=t!("welcome.connect") detail=t!("account.server_text") href="/welcome/server?then=account" lead=tile("server", 5) test="connect-server" />
                </ListSection>
            </div>
        </Screen>
    }
}
