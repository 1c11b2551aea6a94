//! Amounts of money, set so that figures stand under one another and the currency stands back.

use super::format::{self, Part};
use crate::prelude::*;
use crate::t;
use sampan_protocol::Money;

/// How large an amount is set.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum MoneySize {
    /// As text.
    #[default]
    Body,
    /// As a title.
    Title,
    /// As what the screen is about.
    Display,
}

/// An amount of money.
#[component]
pub(crate) fn MoneyText(
    /// The amount.
    #[prop(into)]
    money: Signal<Money>,
    /// Whether money that comes in has a plus.
    #[prop(optional)]
    signed: bool,
    /// How large.
    #[prop(optional)]
    size: MoneySize,
    /// Whether dots stand for it.
    #[prop(optional, into)]
    hidden: Signal<bool>,
    /// Whether money that comes in is green.
    #[prop(optional)]
    colour: bool,
) -> View {
    let class = match size {
        MoneySize::Body => "money",
        MoneySize::Title => "money title",
        MoneySize::Display => "money display",
    };
    let figures = move || {
        if hidden.get() {
            return view! { <span class="money-hidden" aria-label=t!("ui.hidden")>"••••"</span> };
        }
        let part = |part: Part| match part {
            Part::Currency(text) => view! { <span class="money-currency">{text}</span> },
            Part::Fraction(text) => view! { <span class="money-fraction">{text}</span> },
            Part::Figures(text) => text.view(),
        };
        format::money_parts(money.get(), signed).into_iter().map(part).collect_view().view()
    };
    let incoming = move || colour && money.get().minor > 0;
    view! { <span class=class class:incoming=incoming>{figures}</span> }
}
