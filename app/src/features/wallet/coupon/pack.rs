//! Screen `coupons`: the card pack. What can be used, what was used, what is over.

use super::ticket::{Face, Ticket};
use super::{CAMPAIGNS, path};
use crate::answer::read;
use crate::clock::now;
use crate::features::wallet::links::{self, PayLink};
use crate::features::wallet::overview::my_person;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::people::Kind;
use sampan_protocol::wallet::coupon::{COUPON, Coupon, ListCoupons, Shelf, on_shelf};

/// The card pack.
#[component]
pub(crate) fn CouponsScreen() -> View {
    let coupons = read(&[COUPON], || ListCoupons {});
    let state = Signal::derive(move || ScreenState::of(&coupons.get(), Vec::is_empty));
    let again = Callback::new(move |()| coupons.refetch());
    let merchant =
        my_person().with_untracked(|me| me.as_ref().is_some_and(|me| me.kind == Kind::Merchant));
    let shelf = RwSignal::new(0_u8);
    let actions = move || {
        merchant.then(|| view! { <IconButton icon="store" label=t!("wallet.campaign.title") href=CAMPAIGNS test="go-campaigns" /> })
    };
    let body = move |all: Vec<Coupon>| {
        if all.is_empty() {
            return view! {
                <StateView icon="ticket" title=t!("wallet.coupon.none") text=t!("wallet.coupon.none.hint")
                    action=t!("wallet.coupon.find") href="/people" />
            };
        }
        let count = on_shelf(&all, Shelf::Usable, now()).len();
        let tabs = vec![
            (0_u8, t!("wallet.coupon.usable", n = count)),
            (1, t!("wallet.coupon.used")),
            (2, t!("wallet.coupon.expired")),
        ];
        view! {
            <div class="stack coupons">
                <Tabs label=t!("wallet.coupon.title") options=tabs value=shelf test="coupon-shelf" />
                {move || on(&all, shelf.get())}
            </div>
        }
    };
    view! {
        <Screen name="coupons" title=t!("wallet.coupon.title") back=links::WALLET state actions>
            {move || loaded(coupons.get(), again, body)}
        </Screen>
    }
}

fn on(all: &[Coupon], shelf: u8) -> View {
    let shelf = match shelf {
        0 => Shelf::Usable,
        1 => Shelf::Used,
        _ => Shelf::Expired,
    };
    let these = on_shelf(all, shelf, now());
    if these.is_empty() {
        return view! { <p class="coupons-none">{t!("wallet.coupon.none.here")}</p> };
    }
    let tickets = these.iter().map(|coupon| ticket(coupon, shelf)).collect_view();
    view! { <ul class="tickets">{tickets}</ul> }
}

fn ticket(coupon: &Coupon, shelf: Shelf) -> View {
    let (when, over) = match (shelf, &coupon.used) {
        (Shelf::Used, Some(_)) if coupon.pending => (t!("wallet.coupon.pending"), true),
        (Shelf::Used, Some(used)) => {
            (t!("wallet.coupon.used_at", time = format::moment_within(used.at)), true)
        }
        (Shelf::Expired, _) => {
            (t!("wallet.coupon.ended", day = format::day_within(coupon.until)), true)
        }
        _ if coupon.from > now() => {
            (t!("wallet.coupon.starts", time = format::moment_within(coupon.from)), false)
        }
        _ => (t!("wallet.coupon.until", time = format::moment_within(coupon.until)), false),
    };
    let face = Face::of(coupon, when, over);
    let href = match &coupon.used {
        Some(used) => links::bill(used.bill),
        None => path(coupon.campaign),
    };
    let merchant = coupon.merchant.id;
    let end = move || {
        let href = PayLink::to(merchant).path();
        view! { <Button small=true href test="coupon-use">{t!("wallet.coupon.use")}</Button> }
    };
    match over {
        true => view! { <Ticket face href test="coupon" /> },
        false => view! { <Ticket face href test="coupon">{end()}</Ticket> },
    }
}
