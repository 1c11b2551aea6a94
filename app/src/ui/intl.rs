//! The webview's own formatting of numbers and dates (ECMA-402), behind plain functions.

use crate::words::language;
use js_sys::{Array, Function, Object, Reflect};
use sampan_protocol::Timestamp;
use sampan_protocol::locale::Language;
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// Formats are dear to make and cheap to use.
    static FORMATS: RefCell<HashMap<String, Object>> = RefCell::new(HashMap::new());
}

/// A kind of format: which constructor, with which options.
pub(crate) type Options<'a> = &'a [(&'a str, &'a str)];

/// Formats a number given in plain digits, exactly.
pub(crate) fn number(digits: &str, options: Options<'_>) -> Option<String> {
    let format = format("NumberFormat", options)?;
    let function = Reflect::get(&format, &"format".into()).ok()?.dyn_into::<Function>().ok()?;
    function.call1(&format, &digits.into()).ok()?.as_string()
}

/// The same, taken apart: `(type, text)` as ECMA-402 calls them.
pub(crate) fn number_parts(digits: &str, options: Options<'_>) -> Option<Vec<(String, String)>> {
    let format = format("NumberFormat", options)?;
    let function =
        Reflect::get(&format, &"formatToParts".into()).ok()?.dyn_into::<Function>().ok()?;
    let parts: Array = function.call1(&format, &digits.into()).ok()?.dyn_into().ok()?;
    let text = |part: &JsValue, name: &str| Reflect::get(part, &name.into()).ok()?.as_string();
    parts.iter().map(|part| Some((text(&part, "type")?, text(&part, "value")?))).collect()
}

/// Formats a point in time.
pub(crate) fn date(time: Timestamp, options: Options<'_>) -> Option<String> {
    let format = format("DateTimeFormat", options)?;
    let function = Reflect::get(&format, &"format".into()).ok()?.dyn_into::<Function>().ok()?;
    function.call1(&format, &js_date(time)).ok()?.as_string()
}

/// What a currency is called.
pub(crate) fn currency_name(code: &str) -> Option<String> {
    let names = format("DisplayNames", &[("type", "currency")])?;
    let of = Reflect::get(&names, &"of".into()).ok()?.dyn_into::<Function>().ok()?;
    of.call1(&names, &code.into()).ok()?.as_string()
}

/// Minutes east of UTC at a point in time.
pub(crate) fn utc_offset(time: Timestamp) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "an offset is below a day")]
    let minutes = js_date(time).get_timezone_offset() as i32;
    -minutes
}

fn js_date(time: Timestamp) -> js_sys::Date {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are far below 2^53")]
    js_sys::Date::new(&JsValue::from_f64((time.micros() / 1_000) as f64))
}

/// The tag that formats follow: the reader's own region where it speaks the app's language.
fn locale() -> String {
    let language = language();
    let system = web_sys::window().and_then(|window| window.navigator().language());
    match (language, system) {
        (Language::En, Some(system)) if system.starts_with("en") => system,
        _ => language.tag().to_owned(),
    }
}

fn format(constructor: &str, options: Options<'_>) -> Option<Object> {
    let locale = locale();
    let mut key = format!("{constructor} {locale}");
    options.iter().for_each(|(name, value)| key.extend([" ", *name, "=", *value]));
    if let Some(known) = FORMATS.with_borrow(|formats| formats.get(&key).cloned()) {
        return Some(known);
    }
    let bag = Object::new();
    for (name, value) in options {
        let value = match *value {
            "true" => JsValue::TRUE,
            "false" => JsValue::FALSE,
            text => text.into(),
        };
        Reflect::set(&bag, &(*name).into(), &value).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class = Reflect::get(&intl, &constructor.into()).ok()?.dyn_into::<Function>().ok()?;
    let made: Object =
        Reflect::construct(&class, &Array::of2(&locale.into(), &bag)).ok()?.unchecked_into();
    FORMATS.with_borrow_mut(|formats| formats.insert(key, made.clone()));
    Some(made)
}
