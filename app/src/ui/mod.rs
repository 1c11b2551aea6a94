//! The design system: every component, one a file, knowing nothing of any feature.
//!
//! Use them as `use crate::ui::*;`. Optional props stand in brackets. Where a prop says
//! `String~`, anything that becomes a `Signal<String>` will do: `"text"`, `t!("key")`, a signal, or
//! `Signal::derive(move || …)`. `String?~` is a `MaybeProp<String>`: the same, or an `Option`.
//! `bool~` is a `Signal<bool>`. Handlers are closures `move |_| …` (a `Callback<T>` is made of them).
//! Strings come from `t!("key", name = value)`, `tn!("key", n)` (crate::words), errors from
//! `crate::words::tell(&error)`. When the language changes, the screens are made anew: no string
//! has to be reactive for its language's sake.
//!
//! The page's policy (CSP) forbids `style="…"` attributes: write classes, `style:height=…`, or
//! `style=("--size", "40px")` (which leptos sets through the CSSOM). Sizes of pictures and icons are props.
//! `crate::answer`: `read(&["wallet.bill"], || Question {})`. `crate::session`: `use_session()`, `use_rows(kinds)`,
//! `change_settings(use_live(), |settings| …)`. `crate::clock`: `now()`, `new_op()`. `ui::format`:
//! `money`, `number`, `day`, `day_within`, `clock_time`, `moment`, `moment_within`, `full`, `month`, `date_of`, `utc_offset`.
//! Hues are 0 blue, 1 green, 2 orange, 3 red, 4 violet, 5 teal, 6 pink, 7 gold, 8 grey (for "other").
//!
//! Layout
//! - `Screen name="wallet.pay" [title: String?~] [state: ScreenState~] [back: &'static str = "" (parent
//!   path; shows the back button)] [actions: ViewFn (right side of the bar)] [foot: ViewFn (pinned
//!   below the scrolling body)] [aside: ViewFn (context column at the right, ≥ 1100 px only)]
//!   [bare: bool (no bar)] [wide: bool (no reading width)] [beside: bool~ (not the main part)] children`: the root of every screen;
//!   carries `data-screen` and `data-state`, scrolls, and remembers where it was scrolled to.
//! - `NavBar title [back] [actions]`: made by `Screen`; on its own only in sheets.
//! - `ListSection [title: String?~] [foot: String?~] children` around `ListItem`s.
//! - `ListItem title: String~ [detail: String?~] [lead: ViewFn] [tail: ViewFn] [href: String] [on_press]
//!   [test: String] [danger: bool] [disabled: bool~] [children: sheets that belong to it]`; shows a chevron where it leads on.
//! - `Sheet open: RwSignal<bool> title: String?~ [test] children`: slides up on phones, centered on desktop.
//! - `Confirm open: RwSignal<bool> title: String~ [text: String?~] confirm: String~ [danger: bool]
//!   on_confirm [test]`: asks once.
//! - `Menu label: String~ children` with `MenuItem label icon on_press [danger] [test]`.
//! - `VirtualList groups: Signal<Vec<Group>> row_height: f64 row: Fn(usize) -> View
//!   [header: Fn(usize) -> View] [on_range: Callback<Range<usize>>] [test]`: only what is visible is in
//!   the DOM. A `Group { header: f64 (height, 0 for none), rows: usize }`; `row` gets the index over all
//!   groups, `header` that of the group. `on_range` tells which rows are about to be seen, so that
//!   they can be read in pages. It scrolls with the `Screen` (or `ScrollBox class children`) that it is in.
//! - `More rows: usize~ label: String~ on_more`: the end of a list that goes on; asks when it comes into sight.
//!
//! Acting
//! - `Button [kind: ButtonKind::{Primary, Soft, Quiet, Danger}] [icon: &'static str] [busy: bool~]
//!   [disabled: bool~] [block: bool (full width)] [small: bool] [href: String] [on_press] [submit: bool]
//!   [test] children`.
//! - `CopyButton text: String~ label: String~ [test = "copy"]`.
//! - `IconButton icon: &'static str label: String~ [on_press] [href] [test] [pressed: Signal<Option<bool>>]`.
//! - `Chip label: String~ [selected: bool~] [icon] on_press [test]`; `Badge tone: Tone children`.
//! - `Tabs options: Vec<(T, String)> value: RwSignal<T> label: String~ [test]` (underlined),
//!   `Segmented` (the same props, boxed), `Select label options value [hint]` (native list).
//! - `Switch label: String~ [detail: String?~] checked: bool~ on_change: Callback<bool> [test] [disabled: bool~]`.
//!
//! Typing
//! - `Field label: String~ value: RwSignal<String> [kind: &'static str = "text"] [placeholder: String~]
//!   [hint: String?~] [error: String?~] [prefix: &'static str] [max: u32] [mode: &'static str (inputmode)]
//!   [autofocus: bool] [on_enter] [test]`; `TextArea` likewise with `[rows: u32]`.
//! - `SearchField value: RwSignal<String> label: String~ [autofocus] [test]`.
//! - `AmountField value: RwSignal<String> currency: Signal<Currency> [label: String~] [error: String?~]
//!   [autofocus] [test = "amount"]`: takes typing and pasting; `Keypad` writes into the same signal:
//! - `AmountKeypad value: RwSignal<String> currency: Signal<Currency> confirm: String~ [disabled: bool~]
//!   [busy: bool~] on_confirm [test = "confirm"]`.
//!   Read the amount by `Money::parse(&value.get(), currency)`.
//! - `PinSheet open: RwSignal<bool> title: String~ [summary: ViewFn] on_pin: Callback<String> [busy: bool~]
//!   [error: Signal<Option<Error>>]`: asks for the PIN; the error shakes it and is told, the PIN is cleared.
//! - `PinEntry value: RwSignal<String> on_full: Callback<String> [busy] [shake: Signal<u32>]`: dots and keypad alone.
//! - `PictureField value: RwSignal<Picture> name: String~ [current: String?~]`.
//!
//! Showing
//! - `Icon name: &'static str [size: u16 = 24]`: names stand in assets/icons/icons.txt.
//! - `MoneyText money: Signal<Money> [signed: bool] [size: MoneySize::{Body, Title, Display}] [hidden: bool~]
//!   [colour: bool (in green, out plain)]`.
//! - `PersonAvatar person: Person [size: u16 = 44]`, `Avatar name: String [picture: Option<String>] [size]
//!   [square: bool]`.
//! - `NameWarning name: String`: nothing, or a warning where a name may pass for another one; `deceives(&name)` says which.
//! - `QrCode symbol: Symbol label: String~`, `Donut slices: Vec<Slice> [children in the middle] label`,
//!   `Bars bars: Vec<Bar> label`, `Sparkline points: Vec<f64> label`. `Slice { label, value: i64, hue: u8 }`.
//! - `SkeletonRows [count: usize = 6]`, `SkeletonBlock [lines: usize = 3]`.
//! - `StateView kind: Empty|Error|Offline|Done [icon] title: String~ [text: String?~] [action: String?~] [on_action]
//!   [href] [test]`.
//! - `loaded(value: Option<Result<T, Error>>, retry: Callback<()>, |value| view) -> View`: skeleton, error or view.
//! - `Reach::here::<Id>("message")`, `.follow(…)`: leads to what the address names in a list, which stands out
//!   for a moment (`[data-reached]`).
//! - `use_toasts()`: `.say(text)`, `.undo(text, Callback<()>)`, `.fail(&error)`.

mod age;
mod amount;
mod avatar;
mod badge;
mod button;
mod charts;
mod confirm;
mod copy_button;
mod field;
mod figure;
pub(crate) mod format;
mod icon;
mod icon_button;
#[cfg(target_arch = "wasm32")]
mod intl;
mod keypad;
mod lead;
pub(crate) mod letter;
mod list;
mod menu;
mod money_text;
mod more;
mod name_warning;
mod nav_bar;
mod picture;
mod picture_field;
mod pin;
mod plain;
mod qr_code;
mod roomy;
mod screen;
mod scroll_box;
mod search_field;
mod select;
mod sheet;
mod skeleton;
mod split;
mod state_view;
mod switch;
mod text_area;
mod toast;
mod virtual_list;
mod window;

pub(crate) use age::age;
pub(crate) use amount::AmountField;
pub(crate) use avatar::{Avatar, MediaBase, PersonAvatar};
pub(crate) use badge::{Badge, Chip, Tone};
pub(crate) use button::{Button, ButtonKind};
pub(crate) use charts::{Bar, Bars, Donut, Slice, Sparkline};
pub(crate) use confirm::Confirm;
pub(crate) use copy_button::CopyButton;
pub(crate) use field::{Field, fresh_id};
pub(crate) use figure::length;
pub(crate) use icon::Icon;
pub(crate) use icon_button::IconButton;
pub(crate) use keypad::AmountKeypad;
pub(crate) use lead::{Here, Names, Reach};
pub(crate) use list::{ListItem, ListSection};
pub(crate) use menu::{Menu, MenuItem, MenuSign};
pub(crate) use money_text::{MoneySize, MoneyText};
pub(crate) use more::More;
pub(crate) use name_warning::{NameWarning, deceives};
pub(crate) use nav_bar::{BarExtra, NavBar, go_back};
pub(crate) use picture::Picture;
pub(crate) use picture_field::{PictureField, read_file};
pub(crate) use pin::{PinEntry, PinSheet};
pub(crate) use qr_code::QrCode;
pub(crate) use roomy::Roomy;
pub(crate) use screen::{Screen, ScreenState, Scrolls};
pub(crate) use scroll_box::{ScrollBox, Scroller};
pub(crate) use search_field::SearchField;
pub(crate) use select::{Segmented, Select, Tabs};
pub(crate) use sheet::Sheet;
pub(crate) use skeleton::{SkeletonBlock, SkeletonRows};
pub(crate) use split::{Split, beside};
pub(crate) use state_view::{StateKind, StateView, failed, loaded};
pub(crate) use switch::Switch;
pub(crate) use text_area::TextArea;
pub(crate) use toast::{ToastHost, Toasts, use_toasts};
pub(crate) use virtual_list::VirtualList;
pub(crate) use window::Group;
