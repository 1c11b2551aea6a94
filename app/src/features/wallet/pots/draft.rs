//! What is typed about a pot: its name, how it looks, its goal.

use super::ring::known_icon;
use crate::features::wallet::plan::{date_text, read_when};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::wallet::pot::{Goal, HUES, ICONS, Look, NAME_LIMIT, Pot, Terms};
use sampan_protocol::{Currency, Error, Money};

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    name: RwSignal<String>,
    icon: RwSignal<&'static str>,
    hue: RwSignal<u8>,
    goal: RwSignal<String>,
    by: RwSignal<String>,
    /// The currency of the pot.
    pub(super) currency: RwSignal<Currency>,
}

impl Draft {
    /// Nothing is typed.
    pub(super) fn new(currency: Currency) -> Self {
        Self {
            name: RwSignal::new(String::new()),
            icon: RwSignal::new(ICONS[0]),
            hue: RwSignal::new(0),
            goal: RwSignal::new(String::new()),
            by: RwSignal::new(String::new()),
            currency: RwSignal::new(currency),
        }
    }

    /// What is said about a pot.
    pub(super) fn of(pot: &Pot) -> Self {
        let Terms { look, goal, .. } = &pot.terms;
        let by = goal.and_then(|goal| goal.by).map(|by| date_text(format::date_of(by)));
        Self {
            name: RwSignal::new(look.name.clone()),
            icon: RwSignal::new(known_icon(&look.icon)),
            hue: RwSignal::new(look.hue),
            goal: RwSignal::new(goal.map(|goal| goal.amount.to_plain()).unwrap_or_default()),
            by: RwSignal::new(by.unwrap_or_default()),
            currency: RwSignal::new(pot.saved.currency),
        }
    }

    /// How it is to look, once it has a name.
    pub(super) fn look(self) -> Option<Look> {
        let name = self.name.with(|name| name.trim().to_owned());
        let icon = self.icon.get().to_owned();
        (!name.is_empty()).then(|| Look { name, icon, hue: self.hue.get() })
    }

    /// What is to be reached, if anything is typed.
    pub(super) fn goal(self) -> Result<Option<Goal>, Error> {
        let typed = self.goal.get();
        if typed.trim().is_empty() {
            return Ok(None);
        }
        let amount = Money::parse(&typed, self.currency.get())?;
        if amount.minor <= 0 {
            return Err(Error::invalid("error.wallet.not_positive"));
        }
        let by = self.by.with(|by| read_when(by, "23:59", format::utc_offset()));
        Ok(Some(Goal { amount, by }))
    }
}

/// The fields.
#[component]
pub(super) fn DraftFields(
    /// What is typed.
    draft: Draft,
) -> View {
    let icon = move |name: &'static str| {
        let chosen = move || draft.icon.get() == name;
        view! {
            <button class="pot-icon" class:selected=chosen type="button" aria-pressed=move || chosen().to_string()
                aria-label=t!(&format!("wallet.pot.icon.{name}")) on:click=move |_| draft.icon.set(name) data-test=format!("pot-icon-{name}")>
                <Icon name size=22 />
            </button>
        }
    };
    let hue = move |hue: u8| {
        let chosen = move || draft.hue.get() == hue;
        view! {
            <button class=format!("pot-hue hue-{hue}") class:selected=chosen type="button" aria-pressed=move || chosen().to_string()
                aria-label=t!("wallet.pot.colour.n", n = hue + 1) on:click=move |_| draft.hue.set(hue) data-test=format!("pot-hue-{hue}")></button>
        }
    };
    let wrong = Signal::derive(move || draft.goal().err().map(|error| tell(&error)));
    let label =
        Signal::derive(move || t!("wallet.pot.goal.label", currency = draft.currency.get()));
    let has_goal = Memo::new(move || draft.goal.with(|goal| !goal.trim().is_empty()));
    let class = move || format!("pot-looks hue-{}", draft.hue.get());
    view! {
        <Field label=t!("wallet.pot.name") value=draft.name max=NAME_LIMIT as u32 placeholder=t!("wallet.pot.name.example") test="pot-name" />
        <div class=class>
            <div class="pot-icons" role="group" aria-label=t!("wallet.pot.icon")>{ICONS.map(icon).into_iter().collect_view()}</div>
            <div class="pot-hues" role="group" aria-label=t!("wallet.pot.colour")>{(0..HUES).map(hue).collect_view()}</div>
        </div>
        <Field label value=draft.goal mode="decimal" max=16 error=wrong hint=t!("wallet.pot.goal.hint") test="pot-goal" />
        {move || has_goal.get().then(|| view! {
            <Field label=t!("wallet.pot.by") value=draft.by kind="date" test="pot-by" />
        })}
    }
}
