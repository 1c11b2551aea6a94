//! By which rail money comes or goes: what it is, what it costs, when it is there.

use super::money::Form;
use crate::clock;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::rails::{Quote, RailInfo, Way};
use sampan_protocol::wallet::fee::Fees;
use sampan_protocol::wallet::rail::quote;

/// The rail of a form, and what has to be known for it.
#[derive(Clone, Copy)]
pub(crate) struct RailChoice {
    /// Which way money goes.
    way: Way,
    /// The rails that go this way, in the form's currency.
    rails: Memo<Vec<RailInfo>>,
    /// What the service keeps.
    fees: Memo<Fees>,
    /// The name of the one that was picked.
    picked: RwSignal<Option<String>>,
    /// Where to, for what goes out.
    pub(crate) detail: RwSignal<String>,
}

impl RailChoice {
    /// The first that fits, until another is picked.
    pub(crate) fn open(all: Memo<Vec<RailInfo>>, way: Way, form: Form) -> Self {
        let rails = Memo::new(move || {
            let currency = form.currency.get();
            let mut rails = all.get();
            rails.retain(|rail| rail.terms(way).is_some() && rail.takes(currency));
            rails
        });
        let session = use_session();
        let fees = Memo::new(move || {
            session
                .with(|s| s.service.as_ref().map(|s| s.settings.fees.clone()).unwrap_or_default())
        });
        let (picked, detail) = (RwSignal::new(None), RwSignal::new(String::new()));
        Self { way, rails, fees, picked, detail }
    }

    /// The rail.
    pub(crate) fn rail(self) -> Option<RailInfo> {
        let picked = self.picked.get();
        self.rails.with(|rails| {
            let named = rails.iter().find(|rail| Some(&rail.name) == picked.as_ref());
            named.or_else(|| rails.first()).cloned()
        })
    }

    /// What it costs, once there is an amount.
    pub(crate) fn quote(self, form: Form) -> Option<Quote> {
        let money = form.verdict.with(super::amount::Verdict::money)?;
        let fees = self.fees.get();
        quote(&self.rail()?, &fees, self.way, money, clock::now()).ok()
    }

    /// Whether something is missing.
    pub(crate) fn blocked(self, form: Form) -> Signal<bool> {
        Signal::derive(move || {
            let Some(rail) = self.rail() else { return true };
            let needs = self.way == Way::Out && !rail.needs.is_empty();
            let missing = needs && self.detail.with(|detail| detail.trim().is_empty());
            let amount = form.verdict.with(|verdict| verdict.money().is_some());
            missing || (amount && self.quote(form).is_none())
        })
    }
}

/// Key of what a rail is.
fn why_key(rail: &str) -> String {
    format!("wallet.rail.{rail}.why")
}

/// The icon of a rail.
pub(crate) fn rail_icon(rail: &str) -> &'static str {
    match rail {
        "sandbox" | "sim" => "flask-conical",
        "stripe" => "credit-card",
        _ => "landmark",
    }
}

/// Shows the rail that is used, what it costs, and lets another be picked.
#[component]
pub(crate) fn RailPick(choice: RailChoice, form: Form) -> View {
    let open = RwSignal::new(false);
    let many = Memo::new(move || choice.rails.with(|rails| rails.len() > 1));
    let card = move || {
        let Some(rail) = choice.rail() else {
            return view! { <p class="rail-none" data-test="rail-none">{t!("wallet.rail.none")}</p> };
        };
        let name = rail.name.clone();
        view! {
            <button class="rail-card" type="button" disabled=move || !many.get() on:click=move |_| open.set(true) data-test="rail" data-rail=name.clone()>
                <Icon name=rail_icon(&name) size=20 />
                <span class="rail-card-text">
                    <strong>{t!(&super::face::rail_key(&name))}</strong>
                    <span>{t!(&why_key(&name))}</span>
                </span>
                {many.get().then(|| view! { <Icon name="chevron-right" size=20 /> })}
            </button>
        }
    };
    let need = move || {
        let needs = choice.rail().filter(|_| choice.way == Way::Out).map(|rail| rail.needs);
        let first = needs.and_then(|needs| needs.first().cloned())?;
        let label = t!(&format!("wallet.rail.need.{first}"));
        Some(view! { <Field label value=choice.detail test="rail-detail" /> })
    };
    let told = move || choice.quote(form).map(|quote| quoted(choice.way, &quote));
    let options = move || {
        let all = choice.rails.get();
        all.into_iter().map(|rail| option(choice, &rail, open)).collect_view()
    };
    view! {
        {card}
        {need}
        {told}
        <Sheet open title=t!("wallet.rail.pick") test="rail-sheet"><ul class="list">{options}</ul></Sheet>
    }
}

/// What it costs, what is there in the end, and when.
fn quoted(way: Way, quote: &Quote) -> View {
    let when = match quote.at {
        None => t!("wallet.rail.at_once"),
        Some(at) => format::moment(at),
    };
    let fee = match quote.fee.minor {
        0 => t!("wallet.rail.no_fee"),
        _ => format::money(quote.fee),
    };
    let arrives = match way {
        Way::In => t!("wallet.rail.arrives.in"),
        Way::Out => t!("wallet.rail.arrives.out"),
    };
    view! {
        <dl class="facts rail-quote" data-test="rail-quote">
            <div class="fact"><dt>{t!("wallet.rail.fee")}</dt><dd data-test="fee">{fee}</dd></div>
            <div class="fact"><dt>{arrives}</dt><dd data-test="fee-rest">{format::money(quote.arrives)}</dd></div>
            <div class="fact"><dt>{t!("wallet.rail.when")}</dt><dd>{when}</dd></div>
        </dl>
    }
}

fn option(choice: RailChoice, rail: &RailInfo, open: RwSignal<bool>) -> View {
    let name = rail.name.clone();
    let used = name.clone();
    let tail = move || {
        choice
            .rail()
            .is_some_and(|rail| rail.name == used)
            .then(|| view! { <Icon name="check" size=20 /> })
    };
    let (title, detail) = (t!(&super::face::rail_key(&name)), t!(&why_key(&name)));
    let test = format!("rail-{name}");
    let pick = move |()| {
        choice.picked.set(Some(name.clone()));
        open.set(false);
    };
    view! { <ListItem title detail tail=tail on_press=pick test /> }
}
