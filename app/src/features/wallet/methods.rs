//! Screen `methods`: what pays by default, and what comes next.

use super::face::rail_key;
use super::links;
use super::money::method_name;
use super::rail_pick::rail_icon;
use super::reads::read_wallet;
use crate::bridge;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;
use sampan_protocol::rails::RailInfo;
use sampan_protocol::wallet::{FamilyCard, Method, SetMethods, Wallet};

/// The order of my payment methods.
#[component]
pub(crate) fn MethodsScreen() -> View {
    let wallet = read_wallet();
    let methods = Memo::new(move || {
        let of = |wallet: &Wallet| (wallet.methods.clone(), wallet.cards.clone());
        wallet.answer.with(|w| w.as_ref().map(|w| w.as_ref().map(of).map_err(Clone::clone)))
    });
    let state = Signal::derive(move || ScreenState::of(&methods.get(), |(all, _)| all.is_empty()));
    let rails = wallet.part(|w| w.rails.clone());
    let body = move || {
        loaded(methods.get(), wallet.again, |(all, cards)| {
            view! { {order(&all, &cards)}{ways(&rails.get())} }
        })
    };
    view! { <Screen name="methods" title=t!("wallet.methods.title") back=links::WALLET state>{body}</Screen> }
}

fn order(all: &[Method], cards: &[FamilyCard]) -> View {
    let last = all.len().saturating_sub(1);
    let rows = all.iter().enumerate().map(|(at, method)| row(all, at, last, (method, cards)));
    let rows = rows.collect_view();
    view! { <ListSection foot=t!("wallet.methods.foot")>{rows}</ListSection> }
}

fn row(all: &[Method], at: usize, last: usize, (method, cards): (&Method, &[FamilyCard])) -> View {
    let icon = match method {
        Method::Account(_) => "wallet",
        Method::Rail(rail) => rail_icon(rail),
        Method::Card(_) => "heart-handshake",
    };
    let name = method_name(method, cards);
    let moved = move |to: usize| {
        let mut order = all.to_vec();
        order.swap(at, to);
        order
    };
    let up = (at > 0).then(|| {
        let order = moved(at - 1);
        view! { <IconButton icon="arrow-up" label=t!("wallet.methods.up", name = name) on_press=move |_| save(order.clone()) test="method-up" /> }
    });
    let down = (at < last).then(|| {
        let order = moved(at + 1);
        view! { <IconButton icon="arrow-down" label=t!("wallet.methods.down", name = name) on_press=move |_| save(order.clone()) test="method-down" /> }
    });
    let detail = match method {
        Method::Account(_) if at == 0 => t!("wallet.methods.default"),
        Method::Account(_) => String::new(),
        Method::Rail(_) => t!("wallet.methods.through"),
        Method::Card(_) => t!("wallet.family.others_money"),
    };
    view! {
        <li class="item" data-test="method">
            <div class="item-row">
                <span class="item-lead"><Icon name=icon /></span>
                <span class="item-text">
                    <span class="item-title">{name.clone()}</span>
                    {(!detail.is_empty()).then(|| view! { <span class="item-detail">{detail}</span> })}
                </span>
                <span class="item-tail">{up}{down}</span>
            </div>
        </li>
    }
}

/// The rails, with what each can do.
fn ways(rails: &[RailInfo]) -> View {
    let row = |rail: &RailInfo| {
        let key = match (rail.top_up.is_some(), rail.payout.is_some()) {
            (true, true) => "wallet.rail.both",
            (true, false) => "wallet.rail.in",
            _ => "wallet.rail.out",
        };
        let name = t!(&rail_key(&rail.name));
        view! {
            <li class="item" data-test="way" data-rail=rail.name.clone()>
                <div class="item-row">
                    <span class="item-lead"><Icon name=rail_icon(&rail.name) /></span>
                    <span class="item-text">
                        <span class="item-title">{name}</span>
                        <span class="item-detail">{t!(key)}</span>
                    </span>
                </div>
            </li>
        }
    };
    let rows = rails.iter().map(row).collect_view();
    view! { <ListSection title=t!("wallet.rail.ways") foot=t!("wallet.rail.ways.foot")>{rows}</ListSection> }
}

fn save(order: Vec<Method>) {
    let toasts = use_toasts();
    let command = SetMethods { op: new_op(), order };
    spawn_local(async move {
        if let Err(error) = bridge::call(&command).await {
            toasts.fail(&error);
        }
    });
}
