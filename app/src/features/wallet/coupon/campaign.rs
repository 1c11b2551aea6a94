//! Screen `campaign`: one campaign; got by whoever may, shared and given by its merchant.

use super::own::Own;
use super::ticket::{Face, Ticket};
use super::{COUPONS, OFFERS};
use crate::act::Act;
use crate::answer::{Answer, read};
use crate::clock::{new_op, now};
use crate::features::wallet::links::PayLink;
use crate::features::wallet::overview::my_person;
use crate::prelude::*;
use crate::router::use_params_map;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::coupon::{
    CAMPAIGN, COUPON, Campaign, GetCampaign, TakeCoupon, Way, is_word,
};
use sampan_protocol::{Code, Error};

/// One campaign: `/wallet/campaign/<campaign>`.
#[component]
pub(crate) fn CampaignScreen() -> View {
    let params = use_params_map();
    let id = Memo::new(move || {
        let id = params.with(|p| p.get("campaign").and_then(|id| id.parse::<OpId>().ok()));
        id.unwrap_or(OpId(Default::default()))
    });
    let answer = read(&[CAMPAIGN, COUPON], move || GetCampaign { campaign: id.get() });
    let state = Signal::derive(move || ScreenState::of(&answer.get(), |_| false));
    let shown = Memo::new(move || answer.get());
    let body = move || match shown.get() {
        Some(Err(Error { code: Code::NotFound, .. })) => view! {
            <StateView kind=StateKind::Error icon="ticket" title=t!("wallet.campaign.unknown")
                text=t!("wallet.campaign.unknown.hint") action=t!("wallet.coupon.title") href=COUPONS />
        },
        got => loaded(got, Callback::new(move |()| answer.refetch()), move |campaign| {
            one(campaign, answer)
        }),
    };
    view! { <Screen name="campaign" title=t!("wallet.campaign.one") state back=COUPONS>{body}</Screen> }
}

fn one(campaign: Campaign, answer: Answer<Campaign>) -> View {
    let me = my_person().with_untracked(|me| me.as_ref().map(|me| me.id));
    let own = Some(campaign.merchant.id) == me;
    let over = campaign.until <= now();
    let face = Face {
        offer: campaign.offer,
        minimum: campaign.minimum,
        name: campaign.name.clone(),
        merchant: campaign.merchant.clone(),
        when: t!("wallet.coupon.until", time = format::moment_within(campaign.until)),
        over,
    };
    let facts = [
        (
            "wallet.campaign.left",
            t!("wallet.campaign.left_of", n = campaign.left(), of = campaign.pieces),
        ),
        ("wallet.campaign.each", format::number(i64::from(campaign.each))),
        ("wallet.campaign.from", format::full(campaign.from)),
        ("wallet.campaign.until", format::full(campaign.until)),
    ];
    let fact = |(label, value): (&'static str, String)| {
        view! { <div class="fact"><dt>{t!(label)}</dt><dd>{value}</dd></div> }
    };
    let below = match own {
        true => view! { <Own campaign=campaign.clone() /> },
        false => view! { <Take campaign=campaign.clone() answer /> },
    };
    view! {
        <article class="campaign" data-test="campaign-detail" data-campaign=campaign.id.to_string()>
            <ul class="tickets"><Ticket face /></ul>
            {below}
            <dl class="facts">{facts.map(fact).into_iter().collect_view()}</dl>
        </article>
    }
}

/// What somebody can do with another's campaign: take a piece, or use the one they have.
#[component]
fn Take(campaign: Campaign, answer: Answer<Campaign>) -> View {
    let all_mine = campaign.mine >= campaign.each;
    let why = match campaign.way {
        _ if campaign.until <= now() => Some("wallet.campaign.over.hint"),
        _ if all_mine => None,
        _ if campaign.left() == 0 => Some("wallet.campaign.gone.hint"),
        Way::Given => Some("wallet.campaign.given.hint"),
        _ => None,
    };
    let merchant = campaign.merchant.id;
    let have = (campaign.mine > 0).then(|| {
        let href = PayLink::to(merchant).path();
        view! {
            <p class="campaign-have" data-test="campaign-have"><Icon name="check" size=16 />{t!("wallet.campaign.have", n = campaign.mine)}</p>
            <Button block=true icon="send" href test="campaign-use">{t!("wallet.coupon.use_now")}</Button>
        }
    });
    let take = (why.is_none() && !all_mine).then(|| view! { <TakeForm campaign answer /> });
    view! {
        <div class="form">
            {why.map(|key| view! { <p class="notice" role="status">{t!(key)}</p> })}
            {have}
            {take}
            <Button block=true kind=ButtonKind::Quiet href=format!("{OFFERS}{merchant}") test="more-offers">{t!("wallet.campaign.more")}</Button>
        </div>
    }
}

#[component]
fn TakeForm(campaign: Campaign, answer: Answer<Campaign>) -> View {
    let (act, toasts, session) = (Act::new(), use_toasts(), use_session());
    let op = new_op();
    let word = RwSignal::new(String::new());
    let (id, way) = (campaign.id, campaign.way);
    // Whoever has one already came to use it.
    let kind = if campaign.mine > 0 { ButtonKind::Soft } else { ButtonKind::Primary };
    let incomplete = Signal::derive(move || way == Way::Code && word.with(|word| !is_word(word)));
    let take = move |()| {
        let code = (way == Way::Code).then(|| word.get_untracked());
        act.run(TakeCoupon { op, campaign: id, code }, move |()| {
            let online = session.with_untracked(|s| s.sync.online);
            let key = if online { "wallet.campaign.got" } else { "wallet.campaign.waits" };
            toasts.say(t!(key));
            answer.refetch();
        });
    };
    let label = match way {
        Way::Points(cost) => {
            t!("wallet.campaign.exchange", points = format::number(i64::from(cost)))
        }
        _ => t!("wallet.campaign.take"),
    };
    let wrong = move || {
        act.error().get().map(|e| view! { <p class="callout danger" role="alert" data-test="campaign-problem">{tell(&e)}</p> })
    };
    view! {
        {(way == Way::Code).then(|| view! {
            <Field label=t!("wallet.campaign.word") value=word max=20 test="campaign-word" />
        })}
        {wrong}
        <Button block=true kind busy=act.busy() disabled=incomplete on_press=take test="campaign-take">{label}</Button>
    }
}
