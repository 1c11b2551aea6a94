//! Fingerprint or face instead of the PIN, where this device can ask for them.

use crate::act::Act;
use crate::bridge;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;
use sampan_protocol::biometric::{Biometric, GetBiometric, SetBiometric, UseBiometric};

/// How it stands on this device, read now and whenever `again` changes.
fn read_biometric(again: impl Fn() -> bool + Send + Sync + 'static) -> RwSignal<Biometric> {
    let now = RwSignal::new(Biometric::default());
    Effect::new(move |_| {
        if again() {
            spawn_local(async move {
                if let Ok(read) = bridge::call(&GetBiometric {}).await {
                    now.try_set(read);
                }
            });
        }
    });
    now
}

/// A button that asks for them, where they are switched on; nothing where they are not.
#[component]
pub(crate) fn TouchButton(
    /// Whether the PIN is being asked for.
    open: RwSignal<bool>,
    /// What is done with what stands for the PIN.
    on_pass: Callback<String>,
    /// Whether an answer is awaited.
    busy: Signal<bool>,
) -> View {
    let stands = read_biometric(move || open.get());
    let act = Act::new();
    let ask = Callback::new(move |()| {
        act.run_aloud(UseBiometric { reason: t!("ui.pin_touch.reason") }, move |pass| {
            on_pass.run(pass);
        });
    });
    let waits = Signal::derive(move || busy.get() || act.busy().get());
    move || {
        stands.get().on.then(|| view! {
            <Button kind=ButtonKind::Soft block=true icon="fingerprint" busy=waits on_press=ask test="pin-touch">{t!("ui.pin_touch")}</Button>
        })
    }
}

/// Switches them on and off; nothing where this device cannot ask for them.
#[component]
pub(crate) fn BiometricSwitch() -> View {
    let again = RwSignal::new(0_u32);
    let stands = read_biometric(move || {
        again.track();
        true
    });
    let (pin, act, toasts) = (RwSignal::new(false), Act::new(), use_toasts());
    let set = Callback::new(move |given: Option<String>| {
        let on = given.is_some();
        let reason = t!("pin.touch.reason");
        act.run(SetBiometric { op: new_op(), pin: given, reason }, move |()| {
            pin.try_set(false);
            again.try_update(|n| *n += 1);
            toasts.say(if on { t!("pin.touch.is_on") } else { t!("pin.touch.is_off") });
        });
    });
    let change = move |on: bool| if on { pin.set(true) } else { set.run(None) };
    let checked = Signal::derive(move || stands.get().on);
    move || {
        stands.get().available.then(|| view! {
            <ListSection foot=t!("pin.touch.foot")>
                <Switch label=t!("pin.touch") detail=t!("pin.touch.detail") checked on_change=change test="biometric" />
            </ListSection>
            <PinSheet open=pin title=t!("pin.touch") on_pin=move |given| set.run(Some(given)) busy=act.busy() error=act.error() />
        })
    }
}
