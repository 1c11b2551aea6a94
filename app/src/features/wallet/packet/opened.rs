//! A packet that is open: what I got, who got how much, who was luckiest; its link for who gave it.

use super::greeting;
use crate::answer::read;
use crate::features::wallet::links;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Money;
use sampan_protocol::device::DrawSymbol;
use sampan_protocol::ids::PersonId;
use sampan_protocol::wallet::packet::{Claim, Packet, PacketState, link};

/// An open packet.
#[component]
pub(crate) fn Opened(
    /// The packet.
    packet: Packet,
    /// What I got of it.
    share: Option<Money>,
    /// Whether I gave it.
    mine: bool,
) -> View {
    let luckiest = packet.luckiest();
    let wish = greeting(&packet);
    let from = t!("wallet.packet.from", name = packet.sender.name);
    let says = standing(&packet, mine, share.is_some());
    let count = match packet.whole {
        true => Some(summary(&packet)),
        false => None,
    };
    let claims = packet.claims.iter().map(|claim| row(claim, luckiest)).collect_view();
    let shown = packet.whole && !packet.claims.is_empty();
    let to_bills = share.is_some().then(|| {
        view! { <a class="link-button" href=links::BILLS data-test="packet-in-wallet">{t!("wallet.packet.in_wallet")}</a> }
    });
    let linked = packet.secret.as_ref().filter(|_| packet.state == PacketState::Open);
    let share_link = linked.map(|secret| link(packet.id, secret));
    view! {
        <article class="packet-opened" data-test="packet-opened" data-packet=packet.id.to_string()>
            <header class="packet-head">
                <PersonAvatar person=packet.sender.clone() size=56 />
                <p class="packet-from">{from}</p>
                <p class="packet-wish">{wish}</p>
                {share.map(|money| view! { <p class="packet-share" data-test="packet-share"><MoneyText money size=MoneySize::Display /></p> })}
                {says.map(|says| view! { <p class="packet-says" data-test="packet-says">{says}</p> })}
                {to_bills}
            </header>
            {share_link.map(|text| view! { <ShareLink text /> })}
            {shown.then(|| view! {
                <section class="list-section">
                    <h2 class="list-title" data-test="packet-count">{count}</h2>
                    <ul class="list packet-claims">{claims}</ul>
                </section>
            })}
        </article>
    }
}

/// How it stands, for those to whom no amount tells it.
fn standing(packet: &Packet, mine: bool, got: bool) -> Option<String> {
    let key = match packet.state {
        _ if packet.pending && mine => "wallet.packet.unsent",
        PacketState::Open if mine => {
            return Some(t!("wallet.packet.until", time = format::moment_within(packet.ends)));
        }
        PacketState::Returned if mine => {
            let rest = packet.amount.minor.saturating_sub(packet.claimed().minor);
            let rest = Money::new(rest, packet.amount.currency);
            return Some(t!("wallet.packet.came_back", amount = format::money(rest)));
        }
        PacketState::Finished if !mine && !got => "wallet.packet.missed",
        PacketState::Returned if !mine && !got => "wallet.packet.over",
        _ if !packet.whole => "wallet.packet.offline",
        _ => return None,
    };
    Some(t!(key))
}

fn summary(packet: &Packet) -> String {
    t!(
        "wallet.packet.summary",
        n = packet.claims.len(),
        of = packet.shares,
        amount = format::money(packet.claimed()),
        total = format::money(packet.amount)
    )
}

fn row(claim: &Claim, luckiest: Option<PersonId>) -> View {
    let person = claim.person.clone();
    let lucky = luckiest == Some(person.id);
    let money = claim.amount;
    let tail = move || {
        view! {
            <span class="packet-claim">
                <MoneyText money />
                {lucky.then(|| view! { <span class="packet-lucky" data-test="luckiest"><Icon name="sparkles" size=14 />{t!("wallet.packet.luckiest")}</span> })}
            </span>
        }
    };
    view! {
        <ListItem title=claim.person.name.clone() detail=format::moment(claim.at) test="claim"
            lead=move || view! { <PersonAvatar person=person.clone() size=40 /> } tail />
    }
}

/// The link as a code and as text: whoever gets it may open the packet.
#[component]
fn ShareLink(text: String) -> View {
    let drawn = text.clone();
    let symbol = read(&[], move || DrawSymbol { text: drawn.clone() });
    let code = move || match symbol.get() {
        Some(Ok(symbol)) => view! { <QrCode symbol label=t!("wallet.packet.code") /> },
        _ => View::none(),
    };
    view! {
        <section class="packet-link" data-test="packet-link" data-link=text.clone()>
            <div class="packet-qr">{code}</div>
            <p class="packet-link-hint">{t!("wallet.packet.link.hint")}</p>
            <CopyButton text label=t!("wallet.packet.link.copy") />
        </section>
    }
}
