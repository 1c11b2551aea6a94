//! What a merchant does with a campaign of their own: shows its code, and gives pieces away.

use crate::answer::read;
use crate::bridge;
use crate::clock::{new_op, now};
use crate::people::PeopleChoice;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;
use sampan_protocol::device::DrawSymbol;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::coupon::{Campaign, HandCoupon, Way, link};

/// Counts, code, and giving.
#[component]
pub(crate) fn Own(
    /// The campaign.
    campaign: Campaign,
) -> View {
    let so_far = t!(
        "wallet.campaign.so_far",
        claimed = campaign.claimed,
        of = campaign.pieces,
        used = campaign.used
    );
    let aside = Campaign::funds(&campaign.offer, campaign.pieces).map(|funds| {
        view! { <p class="list-foot">{t!("wallet.campaign.aside", amount = format::money(funds))}</p> }
    });
    let word = campaign.code.clone().map(|word| {
        view! { <p class="campaign-word">{t!("wallet.campaign.word_is", word = word)}</p> }
    });
    let running = campaign.until > now() && campaign.left() > 0;
    let share = (running && campaign.way != Way::Given).then(|| {
        view! { <ShareLink text=link(campaign.id) /> }
    });
    let give = running.then(|| view! { <Give campaign=campaign.clone() /> });
    view! {
        <p class="campaign-so-far" data-test="campaign-so-far">{so_far}</p>
        {aside}
        {word}
        {share}
        {give}
    }
}

/// The link as a code and as text: whoever gets it may take a piece.
#[component]
fn ShareLink(text: String) -> View {
    let drawn = text.clone();
    let symbol = read(&[], move || DrawSymbol { text: drawn.clone() });
    let code = move || match symbol.get() {
        Some(Ok(symbol)) => view! { <QrCode symbol label=t!("wallet.campaign.code") /> },
        _ => View::none(),
    };
    view! {
        <section class="campaign-link" data-test="campaign-link" data-link=text.clone()>
            <div class="packet-qr">{code}</div>
            <p class="packet-link-hint">{t!("wallet.campaign.link.hint")}</p>
            <CopyButton text label=t!("wallet.campaign.link.copy") />
        </section>
    }
}

/// Gives a piece to each of those who are chosen.
#[component]
fn Give(campaign: Campaign) -> View {
    let chosen = RwSignal::new(Vec::<Person>::new());
    let (busy, toasts) = (RwSignal::new(false), use_toasts());
    let id = campaign.id;
    let nobody = Signal::derive(move || chosen.with(Vec::is_empty));
    let give = move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let people = chosen.get_untracked();
        spawn_local(async move {
            let mut given = 0_u32;
            for to in people {
                let name = to.name.clone();
                match bridge::call(&HandCoupon { op: new_op(), campaign: id, to }).await {
                    Ok(()) => given += 1,
                    Err(error) => toasts.fail(&error.with("name", name.as_str())),
                }
            }
            if given > 0 {
                toasts.say(t!("wallet.campaign.gave", n = given));
            }
            busy.try_set(false);
            chosen.try_set(Vec::new());
        });
    };
    view! {
        <section class="form campaign-give">
            <PeopleChoice chosen />
            <Button block=true kind=ButtonKind::Soft icon="gift" busy=busy disabled=nobody on_press=give test="campaign-give">{t!("wallet.campaign.give")}</Button>
        </section>
    }
}
