//! Dividing names by their first letter; Chinese ones by their sound.

use crate::order::sorted;
use crate::ui::letter::is_alphanumeric;
use std::cmp::Ordering;

/// The first Chinese character (in the order of sounds) of each letter that a sound begins with.
const SOUNDS: [(char, char); 23] = [
    ('A', '阿'),
    ('B', '八'),
    ('C', '擦'),
    ('D', '搭'),
    ('E', '蛾'),
    ('F', '发'),
    ('G', '噶'),
    ('H', '哈'),
    ('J', '击'),
    ('K', '喀'),
    ('L', '垃'),
    ('M', '妈'),
    ('N', '拿'),
    ('O', '哦'),
    ('P', '啪'),
    ('Q', '期'),
    ('R', '然'),
    ('S', '撒'),
    ('T', '塌'),
    ('W', '挖'),
    ('X', '昔'),
    ('Y', '压'),
    ('Z', '匝'),
];
/// Where names go that no letter begins.
pub(crate) const OTHER: char = '#';

/// How two texts stand to one another in the reader's order.
pub(crate) type Collate<'a> = &'a dyn Fn(&str, &str) -> Ordering;

/// The letter that a name is found under.
pub(crate) fn letter(name: &str, by_sound: Collate<'_>) -> char {
    let Some(first) = name.trim().chars().find(|c| is_alphanumeric(*c)) else {
        return OTHER;
    };
    if ('\u{4E00}'..='\u{9FFF}').contains(&first) {
        let first = first.to_string();
        let before =
            |(_, bound): &&(char, char)| by_sound(&bound.to_string(), &first) != Ordering::Greater;
        return SOUNDS.iter().rev().find(before).map_or(OTHER, |(letter, _)| *letter);
    }
    match plain(first) {
        letter @ 'A'..='Z' => letter,
        _ => OTHER,
    }
}

/// Divides things by the letter of their name, sorted within each; other signs come last.
pub(crate) fn divide<T>(
    all: Vec<T>,
    name: impl Fn(&T) -> &str,
    by_sound: Collate<'_>,
) -> Vec<(char, Vec<T>)> {
    let with_letter = |thing: T| (letter(name(&thing), by_sound), thing);
    let all: Vec<(char, T)> = all.into_iter().map(with_letter).collect();
    let key = |letter: char| if letter == OTHER { char::MAX } else { letter };
    let all = sorted(all, |(a, one), (b, other)| {
        key(*a).cmp(&key(*b)).then_with(|| by_sound(name(one), name(other)))
    });
    let mut groups: Vec<(char, Vec<T>)> = Vec::new();
    for (letter, thing) in all {
        match groups.last_mut() {
            Some((last, things)) if *last == letter => things.push(thing),
            _ => groups.push((letter, vec![thing])),
        }
    }
    groups
}

/// The reader's order: the webview's collation (ECMA-402), by sound for Chinese.
pub(crate) fn collate(a: &str, b: &str) -> Ordering {
    #[cfg(target_arch = "wasm32")]
    {
        thread_local! {
            static COLLATOR: (js_sys::Intl::Collator, js_sys::Function) = {
                let locales = js_sys::Array::of1(&"zh-CN-u-co-pinyin".into());
                let collator = js_sys::Intl::Collator::new(&locales, &js_sys::Object::new());
                let compare = collator.compare();
                (collator, compare)
            };
        }
        let order =
            COLLATOR.with(|(collator, compare)| compare.call2(collator, &a.into(), &b.into()).ok());
        if let Some(order) = order.and_then(|order| order.as_f64()) {
            return order.partial_cmp(&0.0).unwrap_or(Ordering::Equal);
        }
    }
    // By the letters alone, where nothing collates.
    a.cmp(b)
}

/// A letter without its marks, upper case; only those of Latin-1 are known.
fn plain(letter: char) -> char {
    match letter.to_ascii_uppercase() {
        'À'..='Å' | 'à'..='å' => 'A',
        'Ç' | 'ç' => 'C',
        'È'..='Ë' | 'è'..='ë' => 'E',
        'Ì'..='Ï' | 'ì'..='ï' => 'I',
        'Ñ' | 'ñ' => 'N',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' => 'O',
        'Ù'..='Ü' | 'ù'..='ü' => 'U',
        'Ý' | 'ý' => 'Y',
        'ß' => 'S',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sounds as a webview knows them, for the characters of these tests.
    fn by_sound(a: &str, b: &str) -> Ordering {
        let sound = |text: &str| -> String {
            text.chars()
                .map(|c| match c {
                    '陈' => "chen".to_owned(),
                    '王' => "wang".to_owned(),
                    '阿' => "a1".to_owned(),
                    other => SOUNDS.iter().find(|(_, bound)| *bound == other).map_or_else(
                        || other.to_lowercase().to_string(),
                        |(l, _)| format!("{}a0", l.to_lowercase()),
                    ),
                })
                .collect()
        };
        sound(a).cmp(&sound(b))
    }

    #[test]
    fn names_are_found_under_their_letter() {
        for (name, expected) in [
            ("mei", 'M'),
            ("Éva", 'E'),
            ("陈美", 'C'),
            ("王小明", 'W'),
            ("  “Ana”", 'A'),
            ("8 Shop", OTHER),
            ("🍜", OTHER),
            ("", OTHER),
            ("Ян", OTHER),
        ] {
            assert_eq!(letter(name, &by_sound), expected, "the letter of {name}");
        }
    }

    #[test]
    fn groups_come_in_order() {
        let groups =
            divide(vec!["王小明", "Zoe", "8 Shop", "ana", "陈美", "Amy"], |name| name, &by_sound);
        let found: Vec<_> =
            groups.iter().map(|(letter, names)| (*letter, names.join(" "))).collect();
        let expected =
            [('A', "Amy ana"), ('C', "陈美"), ('W', "王小明"), ('Z', "Zoe"), (OTHER, "8 Shop")];
        assert_eq!(
            found,
            expected.map(|(letter, names)| (letter, names.to_owned())).to_vec(),
            "letters, then the rest"
        );
    }
}
