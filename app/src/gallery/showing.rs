//! Pictures, money, charts, long lists.

use super::Case;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::device::DrawSymbol;
use sampan_protocol::{Currency, Money};

/// How many rows the long list has.
const ROWS: usize = 10_000;

/// The cases.
pub(crate) fn cases() -> View {
    view! {
        <Case name="Avatar" show=avatars />
        <Case name="MoneyText" show=money />
        <Case name="Donut, Bars, Sparkline" show=charts />
        <Case name="QrCode" show=code />
        <Case name="VirtualList" show=long_list />
    }
}

fn avatars() -> View {
    let names = ["Mei", "陈美", "Ana", "Kofi", "Noor", "Yuki", "Tom", "王小明"];
    view! {
        <div class="gallery-row">
            {names.map(|name| view! { <Avatar name picture=None /> }).into_iter().collect_view()}
            <Avatar name="Sampan" picture=None square=true />
        </div>
        <div class="gallery-row">
            {[24_u16, 36, 64, 96].map(|size| view! { <Avatar name="Mei" picture=None size /> }).into_iter().collect_view()}
        </div>
    }
}

fn money() -> View {
    let amounts = [("CNY", 1_234_550_i64), ("USD", -1_999), ("JPY", 5_000), ("KWD", 1_234)];
    let amounts = amounts
        .into_iter()
        .filter_map(|(code, minor)| Some(Money::new(minor, Currency::new(code).ok()?)));
    let first = amounts.clone().next();
    let line = |money: Money| view! { <p><MoneyText money signed=true colour=true /></p> };
    view! {
        {amounts.map(line).collect_view()}
        {first.map(|money| view! {
            <MoneyText money size=MoneySize::Title />
            <MoneyText money size=MoneySize::Display />
            <MoneyText money size=MoneySize::Display hidden=true />
        })}
    }
}

fn charts() -> View {
    let slices = [42_i64, 25, 14, 9, 6, 4].into_iter().enumerate().map(|(at, value)| Slice {
        label: format!("{} {}", t!("gallery.word"), at + 1),
        value,
        hue: if at == 5 { 8 } else { u8::try_from(at).unwrap_or_default() },
    });
    let bars = [30_i64, 55, 42, 80, 61, 47].into_iter().enumerate().map(|(at, value)| Bar {
        label: (at + 1).to_string(),
        value,
        current: at == 5,
    });
    view! {
        <Donut slices=slices.collect() label=t!("gallery.chart")><b>"100"</b></Donut>
        <Bars bars=bars.collect() label=t!("gallery.chart") />
        <Sparkline points=vec![3.0, 5.0, 4.0, 8.0, 6.0, 9.0, 7.0, 11.0] label=t!("gallery.chart") />
    }
}

fn code() -> View {
    let symbol = crate::answer::read(&[], || DrawSymbol { text: "sampan://pay/mei".to_owned() });
    let code = move || {
        symbol
            .get()
            .and_then(Result::ok)
            .map(|symbol| view! { <QrCode symbol label=t!("gallery.chart") /> })
    };
    view! { <div class="gallery-row">{code}</div> }
}

fn long_list() -> View {
    let groups =
        Signal::stored(vec![Group { header: 36.0, rows: 5 }, Group { header: 36.0, rows: ROWS }]);
    let row = |at: usize| {
        view! { <div class="item-row">{format::number(i64::try_from(at + 1).unwrap_or_default())}</div> }
    };
    let header = Callback::new(|at: usize| {
        view! { <div class="gallery-header">{format!("{} {}", t!("gallery.section"), at + 1)}</div> }
    });
    view! { <Excerpt><VirtualList groups row_height=56.0 row header /></Excerpt> }
}

/// A window of its own to scroll in.
#[component]
fn Excerpt(children: Children) -> View {
    view! { <ScrollBox class="gallery-excerpt">{children()}</ScrollBox> }
}
