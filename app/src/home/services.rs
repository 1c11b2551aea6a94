//! The grid of everything that one can go to.

use crate::features::{self, Entry};
use crate::prelude::*;
use crate::t;
use crate::ui::Icon;

/// What the shell itself has to offer.
const OWN: [Entry; 2] = [
    Entry {
        test: "service-contacts",
        label: "people.contacts",
        icon: "contact-round",
        path: "/people",
        hue: 4,
    },
    Entry {
        test: "service-devices",
        label: "devices.title",
        icon: "smartphone",
        path: "/settings/devices",
        hue: 8,
    },
];

/// The service grid: five columns.
#[component]
pub(crate) fn Services() -> View {
    let entries = features::on().into_iter().flat_map(|f| f.services.iter().copied()).chain(OWN);
    let service = |entry: Entry| {
        view! {
            <li>
                <a class="service" href=entry.path data-test=entry.test>
                    <span class=format!("service-icon hue-{}", entry.hue)><Icon name=entry.icon size=28 /></span>
                    <span class="service-label">{t!(entry.label)}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="card services" aria-label=t!("home.services")>
            <ul class="service-grid">{entries.map(service).collect_view()}</ul>
        </nav>
    }
}
