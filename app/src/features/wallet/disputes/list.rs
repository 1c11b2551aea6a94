//! Screen `disputes`: those that are open, and those that are over.

use super::{path, read_disputes, stage_of};
use crate::features::wallet::links;
use crate::features::wallet::overview::my_person;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::dispute::{By, Dispute};

/// All disputes that I am a side of.
#[component]
pub(crate) fn DisputesScreen() -> View {
    let all = read_disputes();
    let state = Signal::derive(move || ScreenState::of(&all.get(), Vec::is_empty));
    let body = move || loaded(all.get(), move |()| all.refetch(), lists);
    view! { <Screen name="disputes" title=t!("wallet.dispute.title") back=links::WALLET state>{body}</Screen> }
}

fn lists(all: Vec<Dispute>) -> View {
    if all.is_empty() {
        return view! {
            <StateView icon="scale" title=t!("wallet.dispute.empty") text=t!("wallet.dispute.empty.hint")
                action=t!("wallet.recent.all") href=links::BILLS />
        };
    }
    let (open, over): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|dispute| dispute.state.stage.is_open());
    let section = |title: String, all: &[Dispute]| {
        (!all.is_empty()).then(|| {
            let rows = all.iter().map(row).collect_view();
            view! { <ListSection title>{rows}</ListSection> }
        })
    };
    let open = section(t!("wallet.dispute.current"), &open);
    let over = section(t!("wallet.dispute.past"), &over);
    view! { <div class="stack">{open}{over}</div> }
}

fn row(dispute: &Dispute) -> View {
    let me = my_person().get_untracked().map(|me| me.id);
    let mine = me.and_then(|me| dispute.side(me)) == Some(By::Payer);
    let other = if mine { dispute.payee.clone() } else { dispute.payer.clone() };
    let amount = format::money(dispute.money(dispute.state.asked));
    let title = format!("{} · {amount}", other.name);
    let reason = t!(&format!("wallet.dispute.reason.{}", dispute.reason.word()));
    let detail = format!("{reason} · {}", format::moment(dispute.changed()));
    let (word, tone) = stage_of(dispute);
    let lead = move || view! { <PersonAvatar person=other.clone() size=40 /> };
    let tail = move || {
        let word = word.clone();
        view! { <Badge tone>{word}</Badge> }
    };
    view! { <ListItem title detail lead tail href=path(dispute.id) test="dispute" /> }
}
