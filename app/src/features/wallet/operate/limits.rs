//! Screen `operate-money`: settings that money depends on, each change an act.

use crate::bridge;
use crate::operate::{Currencies, Proposal, ProposeSheet, Proposer, only};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::operate::{CONFIGURE, Change, Configure, takes_two};
use sampan_protocol::service::Settings;
use sampan_protocol::wallet::operate::Tier;

/// A number that is set.
#[derive(Clone, Copy)]
struct Number {
    name: &'static str,
    was: Option<u32>,
    typed: RwSignal<String>,
    optional: bool,
}

impl Number {
    fn new(name: &'static str, was: Option<u32>, optional: bool) -> Self {
        let typed = RwSignal::new(was.map(|was| was.to_string()).unwrap_or_default());
        Self { name, was, typed, optional }
    }

    /// What is typed; none where it is no number.
    fn value(self) -> Option<Option<u32>> {
        self.typed.with(|typed| match typed.trim() {
            "" if self.optional => Some(None),
            text => text.parse().ok().map(Some),
        })
    }

    fn change(self) -> Option<Change> {
        let text = |value: Option<u32>| value.map_or_else(|| "null".to_owned(), |v| v.to_string());
        let now = self.value()?;
        (now != self.was).then(|| Change {
            name: self.name.to_owned(),
            from: text(self.was),
            to: text(now),
        })
    }

    fn field(self) -> View {
        let wrong =
            Signal::derive(move || self.value().is_none().then(|| t!("operate.setting.number")));
        let hint = if self.optional { t!("operate.setting.optional") } else { String::new() };
        view! {
            <Field label=t!(&format!("operate.setting.{}", self.name)) value=self.typed mode="numeric" max=9
                placeholder=hint error=wrong test=self.name />
        }
    }
}

/// Settings that money depends on.
#[component]
pub(crate) fn MoneySettingsScreen() -> View {
    let session = use_session();
    let settings =
        Memo::new(move || session.with(|s| s.service.as_ref().map(|s| s.settings.clone())));
    let content = only(move || {
        settings.get().map_or_else(View::none, |settings| view! { <Form settings /> })
    });
    view! { <Screen name="operate-money" title=t!("operate.money.title") back="/operate">{content}</Screen> }
}

/// The numbers that are set, by the parts of the form.
#[derive(Clone)]
struct Numbers {
    ways: Vec<Number>,
    unverified: Vec<Number>,
    basic: Vec<Number>,
}

impl Numbers {
    fn of(settings: &Settings) -> Self {
        let (caps, tiers) = (&settings.caps, &settings.tiers);
        let cap = |name, was: u32| Number::new(name, Some(was), false);
        let tier = |names: [&'static str; 3], tier: Tier| {
            let was = [tier.ceiling, tier.day, tier.each];
            names.into_iter().zip(was).map(|(name, was)| Number::new(name, was, true)).collect()
        };
        Self {
            ways: vec![
                cap("caps.code_each", caps.code_each),
                cap("caps.code_day", caps.code_day),
                cap("caps.small_each", caps.small_each),
                cap("caps.small_day", caps.small_day),
                cap("caps.biometric_each", caps.biometric_each),
                cap("caps.biometric_day", caps.biometric_day),
                cap("caps.cooling_hours", caps.cooling_hours),
                cap("caps.cooling_day", caps.cooling_day),
            ],
            unverified: tier(
                ["tiers.unverified.ceiling", "tiers.unverified.day", "tiers.unverified.each"],
                tiers.unverified,
            ),
            basic: tier(
                ["tiers.basic.ceiling", "tiers.basic.day", "tiers.basic.each"],
                tiers.basic,
            ),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Number> {
        self.ways.iter().chain(&self.unverified).chain(&self.basic)
    }
}

#[component]
fn Form(settings: Settings) -> View {
    let numbers = StoredValue::new(Numbers::of(&settings));
    let newcomers = RwSignal::new(settings.tiers.newcomers);
    let currencies = RwSignal::new(settings.currencies.clone());
    let changes = Memo::new(move || {
        let mut all: Vec<Change> =
            numbers.with_value(|numbers| numbers.all().filter_map(|n| n.change()).collect());
        let mut note = |name: &str, from: String, to: String| {
            if from != to {
                all.push(Change { name: name.to_owned(), from, to });
            }
        };
        let was = &settings.tiers.newcomers;
        note("tiers.newcomers", was.to_string(), newcomers.get().to_string());
        let (from, to) = (bridge::text(&settings.currencies), bridge::text(&currencies.get()));
        note("currencies", from, to);
        all
    });
    let wrong = move || numbers.with_value(|numbers| numbers.all().any(|n| n.value().is_none()));
    let cannot = Signal::derive(move || wrong() || changes.with(Vec::is_empty));
    let two = move || changes.with(|changes| changes.iter().any(takes_two));
    let proposer = Proposer::new();
    let propose = move |()| {
        let two = untrack(two);
        let changes = Configure { changes: changes.get_untracked() };
        proposer.ask(Proposal::new(CONFIGURE, &changes).takes_two(two));
    };
    let says = move || if two() { t!("operate.propose.two") } else { t!("operate.propose.one") };
    let options = [0, 1, 2].map(|tier| (tier, t!(super::tier_key(tier)))).to_vec();
    let fields = |all: Vec<Number>| all.into_iter().map(Number::field).collect_view();
    let Numbers { ways, unverified, basic } = numbers.get_value();
    view! {
        <div class="stack">
            <section class="card form"><Currencies chosen=currencies /></section>
            <section class="card form"><h2 class="card-title">{t!("operate.money.ways")}</h2>{fields(ways)}</section>
            <section class="card form">
                <h2 class="card-title">{t!("operate.money.tiers")}</h2>
                <Select label=t!("operate.setting.tiers.newcomers") options value=newcomers test="newcomers" />
                <h3 class="card-part">{t!("wallet.tier.unverified")}</h3>
                {fields(unverified)}
                <h3 class="card-part">{t!("wallet.tier.basic")}</h3>
                {fields(basic)}
            </section>
            <p class="list-foot">{t!("operate.money.units")}</p>
            <Button block=true disabled=cannot on_press=propose test="money-propose">{t!("operate.propose.ask")}</Button>
            <p class="list-foot" data-test="money-says">{says}</p>
            <ProposeSheet proposer />
        </div>
    }
}
