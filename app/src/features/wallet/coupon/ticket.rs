//! A coupon as a ticket: what it takes off on the stub, where and until when beside it.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::language;
use sampan_protocol::Money;
use sampan_protocol::locale::Language;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::Offer;
use sampan_protocol::wallet::coupon::{Campaign, Coupon};

/// What an offer takes off, in the fewest words: `¥10`, `15% off`.
pub(crate) fn headline(offer: &Offer) -> String {
    match offer {
        Offer::Off(money) | Offer::Cash(money) => format::money(*money),
        Offer::Percent { percent, .. } => t!("wallet.coupon.share", share = share(*percent)),
    }
}

/// So many hundredths, or what is left of ten tenths, as Chinese counts them.
fn share(percent: u8) -> String {
    let left = 100 - percent;
    match (language(), left % 10) {
        (Language::En, _) => percent.to_string(),
        (Language::ZhCn, 0) => (left / 10).to_string(),
        (Language::ZhCn, rest) => format!("{}.{rest}", left / 10),
    }
}

/// Key of what kind of offer it is.
pub(crate) const fn kind_key(offer: &Offer) -> &'static str {
    match offer {
        Offer::Off(_) => "wallet.coupon.kind.off",
        Offer::Percent { .. } => "wallet.coupon.kind.percent",
        Offer::Cash(_) => "wallet.coupon.kind.cash",
    }
}

/// What a price has to be, and how much it takes off at most.
pub(crate) fn condition(offer: &Offer, minimum: Money) -> String {
    let from = match minimum.minor {
        0 => t!("wallet.coupon.any"),
        _ => t!("wallet.coupon.from", amount = format::money(minimum)),
    };
    match offer {
        Offer::Percent { most, .. } => {
            format!("{from} · {}", t!("wallet.coupon.most", amount = format::money(*most)))
        }
        _ => from,
    }
}

/// What stands on a ticket.
pub(crate) struct Face {
    /// What it takes off.
    pub(crate) offer: Offer,
    /// What a price has to be.
    pub(crate) minimum: Money,
    /// What it is called.
    pub(crate) name: String,
    /// Where it is used.
    pub(crate) merchant: Person,
    /// The line below: until when, or how it stands.
    pub(crate) when: String,
    /// Whether it is over.
    pub(crate) over: bool,
}

impl Face {
    /// The face of somebody's coupon.
    pub(crate) fn of(coupon: &Coupon, when: String, over: bool) -> Self {
        Self {
            offer: coupon.offer,
            minimum: coupon.minimum,
            name: coupon.name.clone(),
            merchant: coupon.merchant.clone(),
            when,
            over,
        }
    }
}

/// A ticket; what can be done with it stands at its end.
#[component]
pub(crate) fn Ticket(
    /// What stands on it.
    face: Face,
    /// Where it leads.
    #[prop(optional, into)]
    href: Option<String>,
    /// What can be done with it.
    #[prop(optional)]
    children: Option<Children>,
    /// Its name for tests.
    #[prop(default = "ticket")]
    test: &'static str,
) -> View {
    let kind = t!(kind_key(&face.offer));
    let body = view! {
        <span class="ticket-stub">
            <span class="ticket-headline">{headline(&face.offer)}</span>
            <span class="ticket-kind">{kind}</span>
        </span>
        <span class="ticket-text">
            <span class="ticket-name">{face.name.clone()}</span>
            <span class="ticket-line">{face.merchant.name.clone()}</span>
            <span class="ticket-line">{condition(&face.offer, face.minimum)}</span>
            <span class="ticket-when">{face.when.clone()}</span>
        </span>
    };
    let class = if face.over { "ticket over" } else { "ticket" };
    let end = children.map(|children| view! { <span class="ticket-end">{children()}</span> });
    match href {
        Some(href) => view! {
            <li class=class data-test=test><a class="ticket-link" href=href>{body}</a>{end}</li>
        },
        None => {
            view! { <li class=class data-test=test><div class="ticket-link">{body}</div>{end}</li> }
        }
    }
}

/// A campaign as a ticket that leads to it.
#[component]
pub(crate) fn OfferTicket(
    /// The campaign.
    campaign: Campaign,
    /// What can be done with it.
    #[prop(optional)]
    children: Option<Children>,
) -> View {
    let when = t!(
        "wallet.coupon.left_until",
        n = campaign.left(),
        day = format::day_within(campaign.until)
    );
    let href = super::path(campaign.id);
    let over = campaign.left() == 0 || campaign.until <= crate::clock::now();
    let face = Face {
        offer: campaign.offer,
        minimum: campaign.minimum,
        name: campaign.name,
        merchant: campaign.merchant,
        when,
        over,
    };
    match children {
        Some(children) => view! { <Ticket face href test="offer">{children()}</Ticket> },
        None => view! { <Ticket face href test="offer" /> },
    }
}
