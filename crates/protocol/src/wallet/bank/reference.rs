//! References by which a bank's line finds its person: creditor references (ISO 11649).

use super::check_digits::mod_97;
use super::iban::bare;

/// The longest reference.
const LONGEST: usize = 25;

/// The reference with this body, e.g. `RF18539007547034` for `539007547034`.
#[must_use]
pub fn with_check_digits(body: &str) -> Option<String> {
    let body = bare(body);
    let check = 98 - mod_97(&[&body, "RF00"])?;
    let whole = format!("RF{check:02}{body}");
    is_reference(&whole).then_some(whole)
}

/// The references in what a payer wrote, each once, whatever spaces stand in them.
#[must_use]
pub fn found_in(text: &str) -> Vec<String> {
    let words: Vec<String> = text.split_whitespace().map(bare).collect();
    let mut found: Vec<String> = Vec::new();
    for start in 0..words.len() {
        let mut whole = String::new();
        for word in &words[start..] {
            whole.push_str(word.trim_matches(|c: char| !c.is_ascii_alphanumeric()));
            let at = whole.find("RF").unwrap_or(whole.len());
            let candidate = &whole[at..];
            if candidate.len() > LONGEST {
                break;
            }
            if is_reference(candidate) && !found.iter().any(|known| known == candidate) {
                found.push(candidate.to_owned());
            }
        }
    }
    found
}

fn is_reference(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    let digits = text.as_bytes().get(2..4).is_some_and(|d| d.iter().all(u8::is_ascii_digit));
    (5..=LONGEST).contains(&text.len())
        && text.starts_with("RF")
        && digits
        && plain
        && mod_97(&[&text[4..], &text[..4]]) == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_example_of_the_standard_is_made() {
        assert_eq!(with_check_digits("539007547034").as_deref(), Some("RF18539007547034"));
        assert_eq!(with_check_digits("ä"), None, "other letters have no value");
        assert_eq!(with_check_digits(""), None, "nothing is no reference");
        assert_eq!(with_check_digits(&"1".repeat(22)), None, "longer than the standard has it");
    }

    #[test]
    fn it_is_found_however_it_is_written() {
        let one = vec!["RF18539007547034".to_owned()];
        for text in [
            "RF18539007547034",
            "rf18 5390 0754 7034",
            "Top-up, Ref: RF18 5390 0754 7034.",
            "REF RF18-5390-0754-7034 thanks",
            "RF18539007547034 RF18539007547034",
        ] {
            assert_eq!(found_in(text), one, "{text:?}");
        }
        for text in ["", "RF", "RF19539007547034", "invoice 539007547034", "RF18 陈美"] {
            assert_eq!(found_in(text), Vec::<String>::new(), "{text:?} has none");
        }
    }

    proptest! {
        #[test]
        fn what_is_made_is_found(body in "[0-9A-Z]{1,21}") {
            let made = with_check_digits(&body).expect("a body of that length");
            let text = format!("for {made} please");
            prop_assert!(found_in(&text).contains(&made), "it stands in {}", text);
        }

        #[test]
        fn nothing_written_makes_it_panic(text in "\\PC*") {
            let _ = found_in(&text);
        }
    }
}
