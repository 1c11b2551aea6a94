//! Screen `operate-holder`: a person's wallet as operators see it, and what they can do about it.

use super::{ISSUE, PEOPLE, tier_key};
use crate::answer::read;
use crate::operate::{Proposal, ProposeSheet, Proposer, act_row, only};
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::PersonId;
use sampan_protocol::operate::rows::ACT;
use sampan_protocol::operate::{Act, ListActs};
use sampan_protocol::people::Person;
use sampan_protocol::wallet::operate::{
    FREEZE, Freeze, GetHolder, Holder, REASON_LIMIT, SET_TIER, SetTier, UNFREEZE,
};

/// How many of the acts about a person are shown.
const ACTS: usize = 10;

/// A person's wallet.
#[component]
pub(crate) fn HolderScreen() -> View {
    let params = use_params_map();
    let id = Memo::new(move || {
        params.with(|p| p.get("person").and_then(|id| id.parse::<PersonId>().ok()))
    });
    let content = only(move || id.get().map_or_else(View::none, |id| view! { <One id /> }));
    view! { <Screen name="operate-holder" title=t!("wallet.holder.one") back=PEOPLE>{content}</Screen> }
}

#[component]
fn One(id: PersonId) -> View {
    let holder = read(&[ACT], move || GetHolder { person: id });
    let acts = read(&[ACT], || ListActs {});
    let proposer = Proposer::new();
    let about = move || {
        let mut all: Vec<Act> = acts.get().and_then(Result::ok).unwrap_or_default();
        all.retain(|act| act.about.as_ref().is_some_and(|person| person.id == id));
        all.truncate(ACTS);
        (!all.is_empty()).then(|| {
            let rows = all.iter().map(act_row).collect_view();
            view! { <ListSection title=t!("wallet.holder.acts")>{rows}</ListSection> }
        })
    };
    view! {
        <div class="stack">
            {move || loaded(holder.get(), move |()| holder.refetch(), move |holder| view! { <Shown holder proposer /> })}
            {about}
        </div>
        <ProposeSheet proposer />
    }
}

#[component]
fn Shown(holder: Holder, proposer: Proposer) -> View {
    let Holder { person, balances, standing } = holder;
    let balance = |money: &sampan_protocol::Money| {
        let money = *money;
        let tail = move || view! { <MoneyText money /> };
        view! { <ListItem title=t!("wallet.account.name", currency = money.currency) tail /> }
    };
    let accounts = balances.iter().map(balance).collect_view();
    let frozen = standing.frozen.as_ref().map(|frozen| {
        let since = t!("wallet.holder.frozen_since", at = format::full(frozen.at));
        view! {
            <div class="callout danger" data-test="holder-frozen">
                <p>{since}</p>
                <p>{frozen.reason.clone()}</p>
            </div>
        }
    });
    let handle = format!("@{}", person.handle);
    let tier = standing.tier;
    let is_frozen = standing.frozen.is_some();
    let to = format!("{ISSUE}?to={}", person.id);
    view! {
        <header class="act-head" data-test="holder" data-frozen=is_frozen.to_string() data-tier=tier.to_string()>
            <PersonAvatar person=person.clone() size=64 />
            <h2 class="act-title">{person.name.clone()}</h2>
            <span class="act-handle">{handle}</span>
            <Badge tone=Tone::Brand>{t!(tier_key(tier))}</Badge>
        </header>
        {frozen}
        <ListSection>{accounts}</ListSection>
        <ListSection title=t!("wallet.holder.do")>
            <ListItem title=t!("wallet.float.issue") href=to lead=crate::me::tile("banknote", 1) test="holder-issue" />
            <Tier person=person.clone() tier proposer />
            <FreezeItem person is_frozen proposer />
        </ListSection>
    }
}

#[component]
fn Tier(person: Person, tier: u8, proposer: Proposer) -> View {
    let (open, chosen) = (RwSignal::new(false), RwSignal::new(tier));
    let reason = RwSignal::new(String::new());
    let options = [0, 1, 2].map(|tier| (tier, t!(tier_key(tier)))).to_vec();
    let same = Signal::derive(move || {
        chosen.get() == tier || reason.with(|reason| reason.trim().is_empty())
    });
    let propose = move |()| {
        let reason = reason.with_untracked(|reason| reason.trim().to_owned());
        let args = SetTier { person: person.id, tier: chosen.get_untracked(), reason };
        open.set(false);
        proposer.ask(Proposal::new(SET_TIER, &args).about(person.clone()).takes_two(false));
    };
    let propose = Callback::new(propose);
    let fields = move || {
        view! {
            <div class="form">
                <Segmented label=t!("operate.fact.tier") options=options.clone() value=chosen test="tier" />
                <Field label=t!("operate.fact.reason") value=reason max=REASON_LIMIT as u32 placeholder=t!("wallet.tier.reason.example") test="tier-reason" />
                <Button block=true disabled=same on_press=propose test="tier-propose">{t!("ui.save")}</Button>
            </div>
        }
    };
    view! {
        <ListItem title=t!("wallet.tier.set") detail=t!(tier_key(tier)) lead=crate::me::tile("badge-check", 0) on_press=move |()| open.set(true) test="holder-tier">
            <Sheet open title=t!("wallet.tier.set") test="tier-sheet">{fields()}</Sheet>
        </ListItem>
    }
}

#[component]
fn FreezeItem(person: Person, is_frozen: bool, proposer: Proposer) -> View {
    let (open, reason) = (RwSignal::new(false), RwSignal::new(String::new()));
    let (kind, title, icon, says) = match is_frozen {
        false => (FREEZE, "operate.act.wallet.freeze", "snowflake", "wallet.holder.freeze_text"),
        true => (UNFREEZE, "operate.act.wallet.unfreeze", "sun", "wallet.holder.unfreeze_text"),
    };
    let empty = Signal::derive(move || reason.with(|reason| reason.trim().is_empty()));
    let propose = Callback::new(move |()| {
        let reason = reason.with_untracked(|reason| reason.trim().to_owned());
        open.set(false);
        let args = Freeze { person: person.id, reason };
        proposer.ask(Proposal::new(kind, &args).about(person.clone()));
    });
    view! {
        <ListItem title=t!(title) danger=!is_frozen lead=crate::me::tile(icon, 5) on_press=move |()| open.set(true) test="holder-freeze">
            <Sheet open title=t!(title) test="freeze-sheet">
                <div class="form">
                    <Field label=t!("operate.fact.reason") value=reason max=REASON_LIMIT as u32 placeholder=t!("wallet.holder.reason.example") test="freeze-reason" />
                    <Button block=true kind=ButtonKind::Danger disabled=empty on_press=propose test="freeze-propose">{t!("operate.propose.ask")}</Button>
                    <p class="list-foot">{t!(says)}</p>
                </div>
            </Sheet>
        </ListItem>
    }
}
