//! One of my devices, with what can be done about it.

use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::people::{ApproveDevice, Device, DeviceState, RevokeDevice};

/// One of my devices.
#[component]
pub(crate) fn DeviceRow(
    /// The device.
    device: Device,
    /// Whether it is the one in hand.
    current: bool,
    /// Whether all are frozen.
    frozen: bool,
) -> View {
    let (pin_open, ask) = (RwSignal::new(false), RwSignal::new(false));
    let (approve, revoke) = (Act::new(), Act::new());
    let toasts = use_toasts();
    let (id, state) = (device.id, device.state);
    let name = device.name.clone();
    let approved = t!("devices.approved", name = name);
    let let_in = move |pin: String| {
        let said = approved.clone();
        approve.run(ApproveDevice { op: new_op(), device: id, pin }, move |()| {
            pin_open.try_set(false);
            toasts.say(said);
        });
    };
    let take_away = move |()| {
        revoke.run_aloud(RevokeDevice { op: new_op(), device: id }, move |()| {
            toasts.say(t!("devices.revoked_now"))
        })
    };
    let waiting = state == DeviceState::Waiting;
    let detail = t!(
        "devices.added",
        when = format::moment(device.added),
        key = fingerprint(&device.public_key)
    );
    let busy = approve.busy();
    let answers = move || {
        view! {
            <span class="device-answers">
                {(waiting && !frozen).then(|| view! { <Button small=true busy on_press=move |()| pin_open.set(true) test="approve-device">{t!("devices.approve")}</Button> })}
                {current.then(|| view! { <Badge tone=Tone::Brand>{t!("devices.this")}</Badge> })}
                {(!current && state != DeviceState::Revoked).then(|| view! {
                    <IconButton icon="trash-2" label=t!("devices.revoke") on_press=move |()| ask.set(true) test="revoke-device" />
                })}
            </span>
        }
    };
    view! {
        <ListItem title=device.name detail test=format!("device-{id}") lead=|| view! { <span class="tile hue-8"><Icon name="smartphone" size=20 /></span> } tail=answers>
        <PinSheet open=pin_open title=t!("devices.approve") on_pin=let_in busy=approve.busy() error=approve.error()
            summary=move || view! { <p class="state-title">{name.clone()}</p> } />
        <Confirm open=ask danger=true test="revoke-ask" title=t!("devices.revoke_ask") text=t!("devices.revoke_text") confirm=t!("devices.revoke") on_confirm=take_away />
        </ListItem>
    }
}

/// The first signs of a key, so that two devices of one name can be told apart.
fn fingerprint(key: &str) -> String {
    let signs: Vec<char> = key.chars().take(8).collect();
    signs.chunks(4).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_short() {
        assert_eq!(fingerprint("0123456789abcdef"), "0123 4567", "two groups of four");
        assert_eq!(fingerprint(""), "", "no key, no fingerprint");
    }
}
