//! What an account offers.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::Service;

/// The services of an account.
pub(super) fn services(all: &[Service]) -> View {
    if all.is_empty() {
        return View::none();
    }
    let row = |service: &Service| {
        let price = service
            .price
            .map(|price| view! { <span class="service-price"><MoneyText money=price /></span> });
        let text = service.text.clone();
        let text = (!text.is_empty()).then(|| view! { <span class="item-detail">{text}</span> });
        view! {
            <li class="service" data-test="service">
                <span class="item-text"><span class="item-title">{service.title.clone()}</span>{text}</span>
                {price}
            </li>
        }
    };
    let rows = all.iter().map(row).collect_view();
    view! { <section class="card"><h3>{t!("feed.services")}</h3><ul class="services">{rows}</ul></section> }
}
