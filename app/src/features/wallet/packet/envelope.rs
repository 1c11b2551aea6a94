//! A packet that is closed: a red envelope with a golden coin on it, which opens it.

use super::greeting;
use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::wallet::packet::{OpenPacket, Packet};

/// A closed packet.
#[component]
pub(crate) fn Envelope(
    /// The packet.
    packet: Packet,
    /// The secret of the link by which it was found.
    secret: Option<String>,
    /// What is done once it was opened, or is going to be.
    opened: Callback<()>,
) -> View {
    let act = Act::new();
    let op = new_op();
    let id = packet.id;
    let busy = act.busy();
    let error = act.error();
    let press = move |_| {
        act.run(OpenPacket { op, packet: id, secret: secret.clone() }, move |_| opened.run(()))
    };
    let wish = greeting(&packet);
    let from = t!("wallet.packet.from", name = packet.sender.name);
    let pending = packet.pending;
    view! {
        <div class="envelope" class:opening=busy data-test="envelope">
            <div class="envelope-flap"></div>
            <div class="envelope-front">
                <PersonAvatar person=packet.sender size=64 />
                <p class="envelope-from">{from}</p>
                <p class="envelope-wish">{wish}</p>
                <p class="envelope-note" role="alert" data-test="packet-problem">
                    {move || match error.get() {
                        Some(error) => Some(tell(&error)),
                        None => pending.then(|| t!("wallet.packet.pending")),
                    }}
                </p>
            </div>
            <button class="envelope-coin" type="button" disabled=move || busy.get() || pending
                aria-label=t!("wallet.packet.open") on:click=press data-test="packet-open">
                <span aria-hidden="true">{t!("wallet.packet.coin")}</span>
            </button>
        </div>
    }
}
