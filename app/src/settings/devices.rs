//! My devices: letting new ones in, taking old ones away, and stopping everything.

use super::device_row::DeviceRow;
use crate::act::Act;
use crate::answer::read;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::people::{DeviceState, Devices, FreezeAll, ListDevices, Unfreeze, rows};

/// My devices.
#[component]
pub(crate) fn DevicesScreen() -> View {
    let devices = read(&[rows::DEVICE, rows::ME], || ListDevices {});
    let state =
        Signal::derive(move || ScreenState::of(&devices.get(), |found| found.devices.is_empty()));
    let content = move || loaded(devices.get(), move |()| devices.refetch(), list);
    view! { <Screen name="settings.devices" title=t!("devices.title") back="/settings" state>{content}</Screen> }
}

fn list(found: Devices) -> View {
    let Devices { devices, this, frozen } = found;
    let of = |state: DeviceState| {
        let found: Vec<_> =
            devices.iter().filter(|device| device.state == state).cloned().collect();
        (!found.is_empty()).then_some(found)
    };
    let section = |title: String,
                   foot: Option<String>,
                   devices: Vec<sampan_protocol::people::Device>| {
        view! {
            <ListSection title foot>
                {devices.into_iter().map(|device| view! { <DeviceRow current=device.id == this device frozen /> }).collect_view()}
            </ListSection>
        }
    };
    view! {
        <div class="stack">
            {of(DeviceState::Waiting).map(|found| section(t!("devices.waiting"), Some(t!("devices.waiting_text")), found))}
            {of(DeviceState::Active).map(|found| section(t!("devices.active"), None, found))}
            {if frozen { view! { <Thaw /> } } else { view! { <Freeze /> } }}
            {of(DeviceState::Revoked).map(|found| section(t!("devices.revoked"), None, found))}
        </div>
    }
}

/// Stops everything, from any device.
#[component]
fn Freeze() -> View {
    let ask = RwSignal::new(false);
    let act = Act::new();
    let toasts = use_toasts();
    let freeze = move |()| {
        act.run_aloud(FreezeAll { op: new_op() }, move |()| toasts.say(t!("devices.frozen_now")))
    };
    view! {
        <ListSection foot=t!("devices.freeze_text")>
            <ListItem title=t!("devices.freeze") danger=true disabled=act.busy() on_press=move |()| ask.set(true) test="freeze"
                lead=|| view! { <Icon name="snowflake" /> } />
        </ListSection>
        <Confirm open=ask danger=true test="freeze-ask" title=t!("devices.freeze_ask") text=t!("devices.freeze_text") confirm=t!("devices.freeze") on_confirm=freeze />
    }
}

/// Lets everything go on.
#[component]
fn Thaw() -> View {
    let open = RwSignal::new(false);
    let act = Act::new();
    let toasts = use_toasts();
    let thaw = move |pin: String| {
        act.run(Unfreeze { op: new_op(), pin }, move |()| {
            open.try_set(false);
            toasts.say(t!("devices.thawed"));
        });
    };
    view! {
        <section class="card frozen">
            <Icon name="snowflake" size=32 />
            <p class="state-title">{t!("devices.is_frozen")}</p>
            <p class="state-text">{t!("devices.is_frozen_text")}</p>
            <Button on_press=move |()| open.set(true) test="unfreeze">{t!("devices.unfreeze")}</Button>
        </section>
        <PinSheet open title=t!("devices.unfreeze") on_pin=thaw busy=act.busy() error=act.error() />
    }
}
