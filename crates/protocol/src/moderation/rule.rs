//! Which words and links a place takes: told apart as people read them, not as they are spelt.

use crate::error::Error;
use serde::{Deserialize, Serialize};

/// The most rules of one place.
pub const RULES: usize = 200;
/// The longest word or domain, in characters.
pub const WORD_LIMIT: usize = 80;

/// A rule of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// What it looks for.
    pub what: What,
    /// What happens.
    pub effect: Effect,
}

/// What a rule looks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A word, or several in a row.
    Word(String),
    /// Links to a domain and what is under it.
    Domain(String),
    /// Links to anywhere that no other rule names.
    OtherLinks,
}

/// What a rule does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Lets it be, whatever the rule for other links says.
    Allow,
    /// Shows it when a moderator has looked at it.
    Hold,
    /// Refuses it.
    Refuse,
}

impl Effect {
    /// Every effect.
    pub const ALL: [Self; 3] = [Self::Refuse, Self::Hold, Self::Allow];

    /// Its word, in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Hold => "hold",
            Self::Refuse => "refuse",
        }
    }
}

/// Refuses rules that look for nothing, or are too many.
///
/// # Errors
/// `Invalid` with the limit.
pub fn check_rules(rules: &[Rule]) -> Result<(), Error> {
    if rules.len() > RULES {
        return Err(Error::invalid("error.moderation.rules").with("limit", RULES as i64));
    }
    for rule in rules {
        let (What::Word(text) | What::Domain(text)) = &rule.what else { continue };
        let long = text.chars().count() > WORD_LIMIT || text.trim().chars().count() < 2;
        let spaced = matches!(rule.what, What::Domain(_)) && !text.contains('.');
        if long || spaced || text.chars().any(char::is_control) {
            return Err(Error::invalid("error.moderation.word").with("word", text.as_str()));
        }
    }
    Ok(())
}

#[cfg(feature = "text")]
pub use matching::{Hit, folded, hosts, judge};

#[cfg(feature = "text")]
mod matching {
    //! How a text is held against rules.

    use super::{Effect, Rule, What};
    use unicode_normalization::UnicodeNormalization;

    /// The strictest rule that a text meets.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Hit {
        /// What it does.
        pub effect: Effect,
        /// The word or the link's host, as the rule or the text spells it.
        pub word: String,
    }

    /// Holds texts against rules; none where they meet none that forbids.
    #[must_use]
    pub fn judge(rules: &[Rule], texts: &[&str]) -> Option<Hit> {
        let mut worst: Option<Hit> = None;
        let mut meet = |effect: Effect, word: &str| {
            if effect > Effect::Allow && worst.as_ref().is_none_or(|hit| hit.effect < effect) {
                worst = Some(Hit { effect, word: word.to_owned() });
            }
        };
        for text in texts {
            let plain = folded(text);
            for rule in rules {
                if let What::Word(word) = &rule.what
                    && says(&plain, &folded(word))
                {
                    meet(rule.effect, word);
                }
            }
            for host in hosts(text) {
                let named: Vec<&Rule> = rules.iter().filter(|r| names(r, &host)).collect();
                for rule in &named {
                    meet(rule.effect, &host);
                }
                if named.is_empty() {
                    for rule in rules.iter().filter(|r| r.what == What::OtherLinks) {
                        meet(rule.effect, &host);
                    }
                }
            }
        }
        worst
    }

    fn names(rule: &Rule, host: &str) -> bool {
        let What::Domain(domain) = &rule.what else { return false };
        let (host, domain) = (folded(host), folded(domain.trim()));
        host == domain || host.strip_suffix(&domain).is_some_and(|rest| rest.ends_with('.'))
    }

    /// Whether a folded text has a folded word in it: as whole words where the script has words.
    fn says(text: &str, word: &str) -> bool {
        if word.is_empty() {
            return false;
        }
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_cjk(c));
        text.match_indices(word).any(|(at, found)| {
            let before = text[..at].chars().next_back();
            let after = text[at + found.len()..].chars().next();
            let (first, last) = (found.chars().next(), found.chars().next_back());
            !(joins(before) && joins(first) || joins(after) && joins(last))
        })
    }

    /// A text as people read it: compatibility forms are one (NFKC), case and marks are gone, letters
    /// that look alike are one, what cannot be seen is gone, spaces are one.
    #[must_use]
    pub fn folded(text: &str) -> String {
        let lower: String = text.nfkc().flat_map(char::to_lowercase).collect();
        let mut out = String::with_capacity(lower.len());
        for c in lower.nfkd() {
            if is_unseen(c) || unicode_normalization::char::is_combining_mark(c) {
                continue;
            }
            if c.is_whitespace() {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            } else {
                out.push(alike(c));
            }
        }
        out.nfc().collect::<String>().trim().to_owned()
    }

    /// The hosts of links in a text, each as it is read: what is spelt in ASCII is written out.
    #[must_use]
    pub fn hosts(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for piece in text.split(|c: char| c.is_whitespace() || "()[]<>\"'，。；、".contains(c))
        {
            let (rest, sure) = match piece.find("://") {
                Some(at) => (&piece[at + 3..], true),
                None => (piece, piece.starts_with("www.")),
            };
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            let host = host.rsplit('@').next().unwrap_or_default();
            let host = host.split(':').next().unwrap_or_default();
            let host = host.trim_matches(|c: char| !c.is_alphanumeric());
            let host = host.replace(['。', '．', '｡'], ".");
            if (sure || bare(&host)) && host.contains('.') {
                let labels: Vec<String> = host.split('.').map(written_out).collect();
                found.push(labels.join("."));
            }
        }
        found
    }

    /// Whether something without a scheme is meant as a link: its last label is one of letters.
    fn bare(host: &str) -> bool {
        let Some((name, top)) = host.rsplit_once('.') else { return false };
        let letters = top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
        let named = !name.is_empty() && name.split('.').all(|label| !label.is_empty());
        letters && named && name.chars().all(|c| c.is_alphanumeric() || "-.".contains(c))
    }

    /// A label of a host in its own letters (punycode, RFC 3492).
    fn written_out(label: &str) -> String {
        let lower = label.to_lowercase();
        match lower.strip_prefix("xn--").and_then(decoded) {
            Some(read) => read,
            None => lower,
        }
    }

    fn decoded(text: &str) -> Option<String> {
        let (basic, rest) = text.rsplit_once('-').unwrap_or(("", text));
        let mut out: Vec<char> = basic.chars().collect();
        let (mut n, mut i, mut bias) = (128_u32, 0_u32, 72_u32);
        let mut input = rest.chars();
        while !input.as_str().is_empty() {
            let (before, mut weight, mut k) = (i, 1_u32, 36_u32);
            loop {
                let digit = match input.next()? {
                    c @ 'a'..='z' => u32::from(c) - u32::from('a'),
                    c @ '0'..='9' => u32::from(c) - u32::from('0') + 26,
                    _ => return None,
                };
                i = i.checked_add(digit.checked_mul(weight)?)?;
                let least = k.saturating_sub(bias).clamp(1, 26);
                if digit < least {
                    break;
                }
                weight = weight.checked_mul(36 - least)?;
                k += 36;
            }
            let count = u32::try_from(out.len()).ok()? + 1;
            bias = adapted(i - before, count, before == 0);
            n = n.checked_add(i / count)?;
            i %= count;
            out.insert(usize::try_from(i).ok()?, char::from_u32(n)?);
            i += 1;
            if out.len() > 63 {
                return None;
            }
        }
        Some(out.into_iter().collect())
    }

    fn adapted(delta: u32, count: u32, first: bool) -> u32 {
        let mut delta = if first { delta / 700 } else { delta / 2 };
        delta += delta / count;
        let mut k = 0;
        while delta > 455 {
            delta /= 35;
            k += 36;
        }
        k + 36 * delta / (delta + 38)
    }

    fn is_unseen(c: char) -> bool {
        matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
    }

    fn is_cjk(c: char) -> bool {
        matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'
            | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
    }

    /// The Latin letter that a lower-case letter or digit looks like.
    fn alike(c: char) -> char {
        match c {
            'а' | 'α' | 'ɑ' | '@' => 'a',
            'в' | 'ь' | 'ß' | 'β' | 'Ƅ' => 'b',
            'с' | 'ϲ' | 'ᴄ' => 'c',
            'ԁ' | 'ɗ' => 'd',
            'е' | 'ҽ' | 'є' | 'ε' => 'e',
            'ɡ' | 'ց' => 'g',
            'һ' | 'н' | 'հ' => 'h',
            'і' | 'ι' | 'ı' | 'ӏ' | 'ɩ' | '1' => 'i',
            'ј' | 'ϳ' => 'j',
            'к' | 'κ' => 'k',
            'ⅼ' | 'ǀ' | 'l' => 'i',
            'м' | 'ⅿ' => 'm',
            'ո' | 'п' | 'η' => 'n',
            'о' | 'ο' | 'օ' | 'σ' | 'ө' | '0' => 'o',
            'р' | 'ρ' | 'ҏ' => 'p',
            'ԛ' => 'q',
            'г' | 'ᴦ' => 'r',
            'ѕ' | 'ꜱ' | '$' => 's',
            'т' | 'τ' => 't',
            'υ' | 'ս' | 'ц' => 'u',
            'ѵ' | 'ν' => 'v',
            'ԝ' | 'ѡ' | 'ω' | 'ա' => 'w',
            'х' | 'χ' => 'x',
            'у' | 'ү' | 'γ' => 'y',
            'ᴢ' => 'z',
            _ => c,
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use proptest::prelude::*;

        fn rule(what: What, effect: Effect) -> Rule {
            Rule { what, effect }
        }

        fn word(word: &str) -> Rule {
            rule(What::Word(word.into()), Effect::Refuse)
        }

        #[test]
        fn a_word_is_found_however_it_is_spelt() {
            let rules = [word("casino"), word("赌场")];
            for text in [
                "Casino!",
                "САSІNО",
                "ｃａｓｉｎｏ",
                "ca\u{200B}sino",
                "cаs1nо tonight",
                "去赌场玩",
                "cásino",
            ] {
                assert!(judge(&rules, &[text]).is_some(), "{text:?} says it");
            }
            for text in ["casinos are not it", "occasino", "", "赌 场"] {
                assert!(judge(&rules, &[text]).is_none(), "{text:?} does not");
            }
        }

        #[test]
        fn links_are_told_by_where_they_lead() {
            let rules = [
                rule(What::Domain("evil.example".into()), Effect::Refuse),
                rule(What::Domain("bakers.example".into()), Effect::Allow),
                rule(What::OtherLinks, Effect::Hold),
            ];
            let of = |text: &str| judge(&rules, &[text]).map(|hit| hit.effect);
            assert_eq!(of("see https://www.evil.example/x?y"), Some(Effect::Refuse), "under it");
            assert_eq!(of("(http://me@EVIL.example:8080)"), Some(Effect::Refuse), "in disguise");
            assert_eq!(of("еvil.example"), Some(Effect::Refuse), "in letters that look alike");
            assert_eq!(of("https://xn--vil-qdd.example"), Some(Effect::Refuse), "in punycode");
            assert_eq!(of("https://notevil.example"), Some(Effect::Hold), "somewhere else");
            assert_eq!(of("https://bakers.example/rye"), None, "allowed");
            assert_eq!(of("Two loaves, 1.5 kg. Done."), None, "no link at all");
        }

        #[test]
        fn the_strictest_rule_counts_and_is_named() {
            let rules = [rule(What::Word("offer".into()), Effect::Hold), word("pills")];
            let hit = judge(&rules, &["An offer", "of pills"]).expect("it is met");
            assert_eq!((hit.effect, &*hit.word), (Effect::Refuse, "pills"), "the stricter one");
        }

        #[test]
        fn punycode_is_read() {
            assert_eq!(written_out("xn--bcher-kva"), "bücher");
            assert_eq!(written_out("xn--fiqs8s"), "中国");
            assert_eq!(written_out("xn--99999999999"), "xn--99999999999", "nonsense stays");
        }

        proptest! {
            #[test]
            fn folding_is_stable_and_never_panics(text in "\\PC{0,60}") {
                let once = folded(&text);
                prop_assert_eq!(folded(&once), once);
                prop_assert!(hosts(&text).iter().all(|host| host.contains('.')));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_look_for_something() {
        let word = |w: &str| Rule { what: What::Word(w.into()), effect: Effect::Hold };
        assert!(check_rules(&[word("spam")]).is_ok(), "a word");
        assert!(check_rules(&[word(" ")]).is_err(), "nothing");
        assert!(check_rules(&vec![word("spam"); RULES + 1]).is_err(), "too many");
        let domain = Rule { what: What::Domain("nodot".into()), effect: Effect::Refuse };
        assert!(check_rules(&[domain]).is_err(), "no domain");
    }
}
