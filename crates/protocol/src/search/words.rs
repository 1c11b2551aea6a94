//! How text becomes words: case and diacritics do not count, and what is written without spaces
//! (Chinese, Japanese, Korean) is taken in pairs of characters.

use super::{Kind, Place, WORDS_LIMIT};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most different words of one thing by which it is found.
pub const TERMS: usize = 400;
/// The longest beginning of a word that is kept, in characters; the rest is compared.
pub const BEGINNING: usize = 8;
/// The longest word, in characters: what is longer is cut.
const LONGEST: usize = 32;

/// A word of a text, folded, and where it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// The word, or a pair of characters, or a single one.
    pub(super) term: String,
    /// Where it begins, in bytes.
    pub(super) begin: usize,
    /// Where its first character ends.
    pub(super) first: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// A run of what belongs together.
enum Run {
    Word(Token),
    /// Characters that are written without spaces.
    Close(Vec<Token>),
}

/// Text in the one spelling in which words are looked for.
pub(super) fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// The words of a composed text: pairs of what is written without spaces, and its last character.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    for run in runs(text) {
        match run {
            Run::Word(word) => all.push(word),
            Run::Close(characters) => {
                all.extend(characters.windows(2).map(pair));
                all.extend(characters.into_iter().next_back());
            }
        }
    }
    all
}

fn pair(two: &[Token]) -> Token {
    let (first, last) = (&two[0], &two[1]);
    let term = format!("{}{}", first.term, last.term);
    Token { term, begin: first.begin, first: first.end, end: last.end }
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    // Whether the next character goes on with the last run.
    let mut on = false;
    for (begin, c) in text.char_indices() {
        let end = begin + c.len_utf8();
        if is_combining_mark(c) || is_joiner(c) {
            continue;
        }
        if !c.is_alphanumeric() {
            on = false;
            continue;
        }
        let one = Token { term: folded(c), begin, first: end, end };
        match (runs.last_mut().filter(|_| on), is_close(c)) {
            (Some(Run::Close(characters)), true) => characters.push(one),
            (Some(Run::Word(word)), false) => {
                if word.term.chars().count() < LONGEST {
                    word.term.push_str(&one.term);
                }
                word.end = end;
            }
            (_, true) => runs.push(Run::Close(vec![one])),
            (_, false) => runs.push(Run::Word(one)),
        }
        on = true;
    }
    runs
}

/// Marks that are not seen, and part no word.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{00AD}')
}

/// Whether it belongs to a script that is written without spaces, or where words are long.
pub(super) const fn is_close(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3105}'..='\u{312F}'
        | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9D}'
        | '\u{20000}'..='\u{323AF}')
}

/// A letter without case and diacritics; full-width forms are plain ones.
fn folded(c: char) -> String {
    let one = std::iter::once(c);
    if is_close(c) {
        let mut plain = one.nfkc();
        return match (plain.next(), plain.next()) {
            (Some(plain), None) => plain.to_string(),
            _ => c.to_string(),
        };
    }
    // Letters in circles and fractions fall apart into letters and signs.
    let is_letter = |c: &char| c.is_alphanumeric() && !is_combining_mark(*c) && !is_close(*c);
    let bare = one.nfkd().flat_map(char::to_lowercase).filter(is_letter);
    bare.fold(String::new(), |mut out, c| {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            c => out.push(c),
        }
        out
    })
}

/// By what something is found: its words, each with the best place in which it stands. Of a long
/// text it is the first [`TERMS`] different words, title first.
#[must_use]
pub fn terms(kind: Kind, title: &str, text: &str) -> BTreeMap<String, Place> {
    let (of_title, of_text) = kind.places();
    let mut terms = BTreeMap::new();
    for (words, place) in [(title, of_title), (text, of_text)] {
        for token in tokens(&composed(words)) {
            if token.term.is_empty() || terms.len() >= TERMS && !terms.contains_key(&token.term) {
                continue;
            }
            let best = terms.entry(token.term).or_insert(place);
            *best = place.max(*best);
        }
    }
    terms
}

/// The beginnings by which a word is found while it is typed.
pub fn beginnings(term: &str) -> impl Iterator<Item = &str> {
    let ends = term.char_indices().skip(1).map(|(at, _)| at);
    ends.take(BEGINNING).map(|end| &term[..end])
}

/// A word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The word, folded.
    pub term: String,
    /// Whether it may go on: it is the last one, or a character that stands alone.
    pub begins: bool,
}

impl Wanted {
    /// Whether this is the word, or one that it begins.
    #[must_use]
    pub fn is_met_by(&self, term: &str) -> bool {
        if self.begins { term.starts_with(&self.term) } else { term == self.term }
    }
}

/// What somebody looks for; all of its words have to be there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// The words, each once; at most [`WORDS_LIMIT`].
    pub words: Vec<Wanted>,
}

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut words: Vec<Wanted> = Vec::new();
        let mut want = |term: String, begins: bool| {
            if term.is_empty() {
                return;
            }
            match words.iter_mut().find(|word| word.term == term) {
                Some(known) => known.begins &= begins,
                None => words.push(Wanted { term, begins }),
            }
        };
        let runs = runs(&composed(text));
        let last = runs.len().saturating_sub(1);
        for (at, run) in runs.into_iter().enumerate() {
            match run {
                Run::Word(word) => want(word.term, at == last),
                Run::Close(one) if one.len() == 1 => {
                    one.into_iter().for_each(|c| want(c.term, true))
                }
                Run::Close(all) => all.windows(2).for_each(|two| want(pair(two).term, false)),
            }
        }
        words.truncate(WORDS_LIMIT);
        Self { words }
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What each word weighs in something with these terms; none where one of them is not there.
    #[must_use]
    pub fn weigh(&self, terms: &BTreeMap<String, Place>) -> Option<Vec<i64>> {
        let best = |word: &Wanted| {
            let met = terms.range(word.term.clone()..).take_while(|(term, _)| word.is_met_by(term));
            met.map(|(term, place)| place.weight() + i64::from(*term == word.term)).max()
        };
        self.words.iter().map(best).collect()
    }
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
