//! The form of the service's settings.

use super::currencies::Currencies;
use crate::act::Act;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::device::ConfigureService;
use sampan_protocol::features::{ALL, ALWAYS_ON};
use sampan_protocol::service::{Registration, Settings};

/// The form of the service's settings.
#[component]
pub(crate) fn ServiceForm(
    /// As they are.
    settings: Settings,
) -> View {
    let name = RwSignal::new(settings.name.clone());
    let terms = RwSignal::new(settings.terms.clone());
    let registration = RwSignal::new(settings.registration);
    let currencies = RwSignal::new(settings.currencies.clone());
    let off = RwSignal::new(settings.features_off.clone());
    let caps = StoredValue::new(settings.caps.clone());
    let rules = StoredValue::new((settings.exchange.clone(), settings.fees.clone()));
    let bank = StoredValue::new(settings.bank.clone());
    let act = Act::new();
    let toasts = use_toasts();
    let typed = move || Settings {
        name: name.with(|name| name.trim().to_owned()),
        registration: registration.get(),
        currencies: currencies.get(),
        terms: terms.get(),
        features_off: off.get(),
        caps: caps.get_value(),
        exchange: rules.get_value().0,
        fees: rules.get_value().1,
        bank: bank.get_value(),
    };
    let unchanged = Signal::derive(move || typed() == settings);
    let save = move |()| {
        act.run(ConfigureService { settings: untrack(typed) }, move |()| {
            toasts.say(t!("operate.saved"))
        })
    };
    let registrations = vec![
        (Registration::Open, t!("operate.open")),
        (Registration::Invitation, t!("operate.invitation")),
        (Registration::Closed, t!("operate.closed")),
    ];
    let explained = move || match registration.get() {
        Registration::Open => t!("operate.open_text"),
        Registration::Invitation => t!("operate.invitation_text"),
        Registration::Closed => t!("operate.closed_text"),
    };
    let switchable: Vec<&'static str> =
        ALL.iter().copied().filter(|name| !ALWAYS_ON.contains(name)).collect();
    let feature = move |name: &'static str| {
        let on = Signal::derive(move || off.with(|off| !off.iter().any(|o| o == name)));
        let change = move |on: bool| {
            off.update(|off| {
                off.retain(|o| o != name);
                if !on {
                    off.push(name.to_owned());
                }
            })
        };
        view! { <Switch label=t!(&format!("feature.{name}")) checked=on on_change=change test="operate-feature" /> }
    };
    view! {
        <div class="card form">
            <Field label=t!("operate.name") value=name max=60 test="service-name" />
            <div class="field">
                <span class="field-label">{t!("operate.registration")}</span>
                <Segmented label=t!("operate.registration") options=registrations value=registration test="registration" />
                <p class="field-foot">{explained}</p>
            </div>
            <Currencies chosen=currencies />
            <TextArea label=t!("operate.terms") value=terms rows=6 hint=t!("operate.terms_text") test="terms" />
            {move || act.error().get().map(|error| view! { <p class="field-foot error" role="alert">{tell(&error)}</p> })}
            <Button block=true busy=act.busy() disabled=unchanged on_press=save test="save-service">{t!("ui.save")}</Button>
        </div>
        {(!switchable.is_empty()).then(|| view! {
            <ListSection title=t!("settings.features")>{switchable.into_iter().map(feature).collect_view()}</ListSection>
        })}
    }
}
