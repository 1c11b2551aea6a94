//! Typing an amount: what each key does, what is pasted, and the field that shows it.

use super::field::{FieldFoot, focus_first, fresh_id};
use super::format;
use super::keypad::Key;
use crate::prelude::*;
use crate::t;
use sampan_protocol::Currency;

/// The most digits before the decimal point that can be typed.
const WHOLE: usize = 12;

/// What is typed after a key; a key that would make it wrong does nothing.
pub(crate) fn press(text: &str, key: Key, exponent: u8) -> String {
    let mut typed = text.to_owned();
    match key {
        Key::Back => {
            typed.pop();
        }
        Key::Point if exponent > 0 && !text.contains('.') => {
            typed.push_str(if text.is_empty() { "0." } else { "." });
        }
        Key::Digit(digit) => {
            if text == "0" {
                typed.clear();
            }
            typed.push(char::from(b'0' + digit.min(9)));
        }
        Key::Point => {}
    }
    if fits(&typed, exponent) { typed } else { text.to_owned() }
}

/// What a person typed or pasted, in ASCII digits with at most one point: full-width digits, `。`,
/// grouping, a decimal comma and signs of currency are understood. What is no amount stays as it is,
/// so that nothing typed is lost.
pub(crate) fn tidy(text: &str, exponent: u8) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => {
            char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
        }
        '。' | '．' => '.',
        '，' => ',',
        other => other,
    };
    let skipped = |c: &char| {
        !(c.is_whitespace() || matches!(c, '¥' | '￥' | '$' | '€' | '£' | '\'' | '’' | '元'))
    };
    let text: String = text.chars().map(narrow).filter(skipped).collect();
    let commas = text.matches(',').count();
    let after = text.rsplit(',').next().map_or(0, str::len);
    let decimal_comma =
        commas == 1 && !text.contains('.') && exponent > 0 && after <= usize::from(exponent);
    if decimal_comma { text.replace(',', ".") } else { text.replace(',', "") }
}

fn fits(text: &str, exponent: u8) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    whole.len() <= WHOLE && fraction.len() <= usize::from(exponent)
}

/// A large amount with its currency, typed on the keys of a keyboard or of an `AmountKeypad`.
#[component]
pub(crate) fn AmountField(
    /// What is typed, in plain digits.
    value: RwSignal<String>,
    /// The currency.
    #[prop(into)]
    currency: Signal<Currency>,
    /// What the amount is.
    #[prop(optional, into)]
    label: MaybeProp<String>,
    /// A hint below.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong, below.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Whether typing starts here.
    #[prop(default = true)]
    autofocus: bool,
    /// What is done on Enter.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    /// Its name for tests.
    #[prop(default = "amount")]
    test: &'static str,
) -> View {
    let id = fresh_id("amount");
    let foot = format!("{id}-foot");
    let input = NodeRef::new();
    focus_first(input, autofocus);
    view! {
        <div class="amount" class:invalid=move || error.get().is_some()>
            <label class="amount-label" for=id.clone()>{move || label.get().unwrap_or_else(|| t!("ui.amount"))}</label>
            <div class="amount-box">
                <span class="amount-sign" aria-hidden="true">{move || format::currency_sign(currency.get())}</span>
                <input
                    node_ref=input
                    id=id
                    type="text"
                    // The keypad is on the screen already; a keyboard still types.
                    inputmode="none"
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="40"
                    placeholder="0"
                    prop:value=value
                    on:input=move |ev| value.set(tidy(&event_target_value(&ev), currency.get_untracked().exponent()))
                    on:keydown=move |ev| {
                        if let Some(on_enter) = on_enter
                            && ev.key() == "Enter"
                        {
                            ev.prevent_default();
                            on_enter.run(());
                        }
                    }
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=foot.clone()
                    data-test=test
                />
            </div>
            <FieldFoot id=foot hint error />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str, exponent: u8) -> String {
        keys.chars().fold(String::new(), |text, c| {
            let key = match c {
                '.' => Key::Point,
                '<' => Key::Back,
                digit => Key::Digit(u8::try_from(digit).unwrap_or(b'0') - b'0'),
            };
            press(&text, key, exponent)
        })
    }

    #[test]
    fn keys_write_amounts_only() {
        for (keys, exponent, expected) in [
            ("1999", 2, "1999"),
            ("19.99", 2, "19.99"),
            ("19.999", 2, "19.99"),
            ("1..5", 2, "1.5"),
            (".5", 2, "0.5"),
            ("007", 2, "7"),
            ("0.05", 2, "0.05"),
            ("12.", 0, "12"),
            ("1.234", 3, "1.234"),
            ("12<<<", 2, ""),
            ("1234567890123", 2, "123456789012"),
        ] {
            assert_eq!(typed(keys, exponent), expected, "keys {keys} with {exponent} decimals");
        }
    }

    #[test]
    fn what_is_pasted_is_understood() {
        for (text, exponent, expected) in [
            ("¥1,234.50", 2, "1234.50"),
            ("1,234", 2, "1234"),
            ("12,5", 2, "12.5"),
            ("1,234", 3, "1.234"),
            ("１２。５", 2, "12.5"),
            ("1 000", 0, "1000"),
            ("1,000", 0, "1000"),
            ("1'234.50", 2, "1234.50"),
            ("-5", 2, "-5"),
            ("abc", 2, "abc"),
        ] {
            assert_eq!(tidy(text, exponent), expected, "{text} with {exponent} decimals");
        }
    }
}
