//! Screen `campaign-new`: makes a campaign of coupons or cash vouchers.

use super::CAMPAIGNS;
use crate::act::Act;
use crate::clock::{new_op, now};
use crate::features::wallet::reads::read_wallet;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::wallet::coupon::{
    Campaign, MOST_PIECES, NAME_LIMIT, Offer, StartCampaign, Way, check,
};
use sampan_protocol::wallet::ops::MakeCampaign;
use sampan_protocol::{Currency, Error, Money};

/// A day, in seconds.
const DAY: i64 = 86_400;

/// Makes a campaign.
#[component]
pub(crate) fn NewCampaignScreen() -> View {
    let wallet = read_wallet();
    let currency = wallet.part(|w| w.accounts.first().map(|a| a.account.currency));
    let body = move || match currency.get() {
        Some(currency) => view! { <Making currency /> },
        None => view! { <SkeletonBlock lines=4 /> },
    };
    view! { <Screen name="campaign-new" title=t!("wallet.campaign.new") back=CAMPAIGNS>{body}</Screen> }
}

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    currency: Currency,
    /// 0 an amount, 1 hundredths, 2 cash.
    kind: RwSignal<u8>,
    name: RwSignal<String>,
    amount: RwSignal<String>,
    percent: RwSignal<String>,
    minimum: RwSignal<String>,
    pieces: RwSignal<String>,
    each: RwSignal<String>,
    days: RwSignal<String>,
    /// 0 open, 1 by word, 2 given, 3 for points.
    way: RwSignal<u8>,
    word: RwSignal<String>,
    points: RwSignal<String>,
}

impl Typed {
    fn new(currency: Currency) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            currency,
            kind: RwSignal::new(0),
            name: text(""),
            amount: text(""),
            percent: text(""),
            minimum: text(""),
            pieces: text("100"),
            each: text("1"),
            days: text("30"),
            way: RwSignal::new(0),
            word: text(""),
            points: text(""),
        }
    }

    /// The campaign, if what is typed makes one.
    fn get(self) -> Result<MakeCampaign, Error> {
        let money = |typed: RwSignal<String>| typed.with(|text| Money::parse(text, self.currency));
        let count = |typed: RwSignal<String>| {
            let wrong = || {
                Error::invalid("error.wallet.campaign_pieces").with("limit", i64::from(MOST_PIECES))
            };
            typed.with(|text| text.trim().parse::<u32>()).map_err(|_| wrong())
        };
        let named = money(self.amount)?;
        let offer = match self.kind.get() {
            0 => Offer::Off(named),
            1 => {
                let percent = self.percent.with(|text| text.trim().parse::<u8>());
                let percent =
                    percent.map_err(|_| Error::invalid("error.wallet.campaign_percent"))?;
                Offer::Percent { percent, most: named }
            }
            _ => Offer::Cash(named),
        };
        let minimum = match self.minimum.with(|text| text.trim().is_empty()) {
            true => Money::new(0, self.currency),
            false => money(self.minimum)?,
        };
        let days = count(self.days)?;
        let from = now();
        let way = match self.way.get() {
            0 => Way::Open,
            1 => Way::Code,
            2 => Way::Given,
            _ => Way::Points(count(self.points)?),
        };
        let made = MakeCampaign {
            name: self.name.with(|name| name.trim().to_owned()),
            offer,
            minimum,
            pieces: count(self.pieces)?,
            each: count(self.each)?,
            from,
            until: from.plus_seconds(i64::from(days).saturating_mul(DAY)),
            way,
            code: (way == Way::Code).then(|| self.word.with(|word| word.trim().to_owned())),
        };
        check(&made, from)?;
        Ok(made)
    }

    /// Whether enough is typed to say what is wrong.
    fn is_begun(self) -> bool {
        self.name.with(|name| !name.is_empty()) && self.amount.with(|amount| !amount.is_empty())
    }
}

#[component]
fn Making(currency: Currency) -> View {
    let typed = Typed::new(currency);
    let (pin, act, op) = (RwSignal::new(false), Act::new(), new_op());
    let navigate = StoredValue::new_local(use_navigate());
    let wrong = move || {
        let told = match typed.is_begun() {
            true => typed.get().err(),
            false => None,
        };
        let told = told.or_else(|| act.error().get());
        told.map(|e| view! { <p class="callout danger" role="alert" data-test="campaign-problem">{tell(&e)}</p> })
    };
    let incomplete = Signal::derive(move || typed.get().is_err());
    let make = move |pin_given: String| {
        let Ok(campaign) = untrack(|| typed.get()) else { return };
        act.run(StartCampaign { op, campaign, pin: pin_given }, move |()| {
            pin.try_set(false);
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate.with_value(|go| go(CAMPAIGNS, options));
        });
    };
    let aside = move || {
        let made = typed.get().ok()?;
        let funds = Campaign::funds(&made.offer, made.pieces)?;
        Some(
            view! { <p class="notice" data-test="campaign-funds">{t!("wallet.campaign.funds", amount = format::money(funds))}</p> },
        )
    };
    view! {
        <div class="form">
            <What typed />
            <Whom typed />
            {aside}
            {wrong}
            <Button block=true disabled=incomplete on_press=move |()| pin.set(true) test="confirm">{t!("wallet.campaign.make")}</Button>
            <p class="list-foot">{t!("wallet.campaign.make.hint")}</p>
        </div>
        <PinSheet open=pin title=t!("wallet.campaign.make") on_pin=make busy=act.busy() error=act.error() />
    }
}

#[component]
fn What(typed: Typed) -> View {
    let kinds = vec![
        (0_u8, t!("wallet.coupon.kind.off")),
        (1, t!("wallet.coupon.kind.percent")),
        (2, t!("wallet.coupon.kind.cash")),
    ];
    let code = typed.currency.to_string();
    let explained = move || match typed.kind.get() {
        0 => t!("wallet.campaign.kind.off"),
        1 => t!("wallet.campaign.kind.percent"),
        _ => t!("wallet.campaign.kind.cash"),
    };
    let label = code.clone();
    let amount = Signal::derive(move || match typed.kind.get() {
        1 => t!("wallet.campaign.most", currency = label),
        _ => t!("wallet.campaign.amount", currency = label),
    });
    view! {
        <div class="field">
            <Segmented label=t!("wallet.campaign.kind") options=kinds value=typed.kind test="campaign-kind" />
            <p class="field-foot">{explained}</p>
        </div>
        <Field label=t!("wallet.campaign.name") value=typed.name max=NAME_LIMIT as u32 placeholder=t!("wallet.campaign.name.example") test="campaign-name" />
        {move || (typed.kind.get() == 1).then(|| view! {
            <Field label=t!("wallet.campaign.percent") value=typed.percent mode="numeric" max=2 test="campaign-percent" />
        })}
        <Field label=amount value=typed.amount mode="decimal" max=16 test="campaign-amount" />
        <Field label=t!("wallet.campaign.minimum", currency = code) value=typed.minimum mode="decimal" max=16 hint=t!("wallet.campaign.minimum.hint") test="campaign-minimum" />
    }
}

#[component]
fn Whom(typed: Typed) -> View {
    let ways = vec![
        (0_u8, t!("wallet.campaign.way.open")),
        (1, t!("wallet.campaign.way.code")),
        (2, t!("wallet.campaign.way.given")),
        (3, t!("wallet.campaign.way.points")),
    ];
    view! {
        <div class="field-pair">
            <Field label=t!("wallet.campaign.pieces") value=typed.pieces mode="numeric" max=5 test="campaign-pieces" />
            <Field label=t!("wallet.campaign.each") value=typed.each mode="numeric" max=5 test="campaign-each" />
        </div>
        <Field label=t!("wallet.campaign.days") value=typed.days mode="numeric" max=3 test="campaign-days" />
        <Select label=t!("wallet.campaign.way") options=ways value=typed.way test="campaign-way" />
        {move || match typed.way.get() {
            1 => view! { <Field label=t!("wallet.campaign.word") value=typed.word max=20 hint=t!("wallet.campaign.word.hint") test="campaign-word" /> },
            3 => view! { <Field label=t!("wallet.campaign.cost") value=typed.points mode="numeric" max=7 test="campaign-cost" /> },
            _ => View::none(),
        }}
    }
}
