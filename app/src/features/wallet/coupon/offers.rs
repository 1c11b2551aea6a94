//! Screen `offers`: the coupons that a merchant has to give.

use super::OfferTicket;
use crate::answer::read;
use crate::features::wallet::links;
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::PersonId;
use sampan_protocol::wallet::coupon::{COUPON, Campaign, ListOffers};

/// What a merchant offers: `/wallet/offers/<person>`.
#[component]
pub(crate) fn OffersScreen() -> View {
    let params = use_params_map();
    let merchant = Memo::new(move || {
        params.with(|p| p.get("person").and_then(|id| id.parse::<PersonId>().ok()))
    });
    let nobody = PersonId(Default::default());
    let offers =
        read(&[COUPON], move || ListOffers { merchant: Some(merchant.get().unwrap_or(nobody)) });
    let state = Signal::derive(move || ScreenState::of(&offers.get(), Vec::is_empty));
    let again = Callback::new(move |()| offers.refetch());
    let body = move || loaded(offers.get(), again, tickets);
    view! { <Screen name="offers" title=t!("wallet.coupon.offers") back=links::WALLET state>{body}</Screen> }
}

fn tickets(offers: Vec<Campaign>) -> View {
    if offers.is_empty() {
        return view! { <StateView icon="ticket" title=t!("wallet.coupon.offers.none") text=t!("wallet.coupon.offers.none.hint") /> };
    }
    let all = offers.into_iter().map(|campaign| view! { <OfferTicket campaign /> }).collect_view();
    view! { <ul class="tickets">{all}</ul> }
}
