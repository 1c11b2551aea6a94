//! Screen `campaigns`: what I offer as a merchant, and how far each is gone.

use super::ticket::headline;
use super::{COUPONS, NEW, path};
use crate::answer::read;
use crate::clock::now;
use crate::features::wallet::overview::my_person;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::people::Kind;
use sampan_protocol::wallet::coupon::{CAMPAIGN, Campaign, ListCampaigns};

/// My campaigns.
#[component]
pub(crate) fn CampaignsScreen() -> View {
    let all = read(&[CAMPAIGN], || ListCampaigns {});
    let state = Signal::derive(move || ScreenState::of(&all.get(), Vec::is_empty));
    let again = Callback::new(move |()| all.refetch());
    let merchant =
        my_person().with_untracked(|me| me.as_ref().is_some_and(|me| me.kind == Kind::Merchant));
    let list = move |all: Vec<Campaign>| match (merchant, all.is_empty()) {
        (false, _) => view! {
            <StateView icon="store" title=t!("wallet.campaign.not_you") text=t!("wallet.campaign.not_you.hint") />
        },
        (true, true) => view! {
            <StateView icon="ticket" title=t!("wallet.campaign.none") text=t!("wallet.campaign.none.hint")
                action=t!("wallet.campaign.new") href=NEW test="campaign-first" />
        },
        (true, false) => {
            let rows = all.iter().map(row).collect_view();
            view! { <ListSection>{rows}</ListSection> }
        }
    };
    let actions = move || {
        merchant.then(|| view! { <IconButton icon="plus" label=t!("wallet.campaign.new") href=NEW test="campaign-new" /> })
    };
    view! {
        <Screen name="campaigns" title=t!("wallet.campaign.title") back=COUPONS state actions>
            {move || loaded(all.get(), again, list)}
        </Screen>
    }
}

fn row(campaign: &Campaign) -> View {
    let title = format!("{} · {}", campaign.name, headline(&campaign.offer));
    let detail = t!(
        "wallet.campaign.so_far",
        claimed = campaign.claimed,
        of = campaign.pieces,
        used = campaign.used
    );
    let (key, tone) = match campaign.until <= now() {
        true => ("wallet.campaign.over", Tone::Plain),
        false if campaign.left() == 0 => ("wallet.campaign.gone", Tone::Warning),
        false => ("wallet.campaign.running", Tone::Success),
    };
    let tail = move || view! { <Badge tone>{t!(key)}</Badge> };
    view! { <ListItem title detail tail href=path(campaign.id) test="campaign" /> }
}
