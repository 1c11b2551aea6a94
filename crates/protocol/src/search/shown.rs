//! How what was found is shown: the part of a text around what was looked for, and which of it that is.

use super::words::{Token, composed, is_close, tokens};
use super::{Piece, Query};

/// About how many characters of a text are shown; one without spaces takes the room of two.
pub const EXCERPT: usize = 160;
/// How much of it stands before what was looked for.
const BEFORE: usize = 40;

/// Markdown as plain text on one line: what is not read is left out.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // `[words](address)` is read as its words, and so is a picture.
        if c == ']' && rest[1..].starts_with('(') {
            let end = rest.find(')').map_or(rest.len(), |at| at + 1);
            rest = &rest[end..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '*' | '`' | '~' | '|' | '[' | '>' | '#' | '!' if marks(c, &out, rest) => {}
            c if c.is_whitespace() || c.is_control() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether such a character is a mark of Markdown, after and before these texts.
fn marks(c: char, before: &str, after: &str) -> bool {
    let begins = before.is_empty() || before.ends_with(' ');
    match c {
        '>' => begins,
        // `#topic` is a word; a heading has a space.
        '#' => begins && after.trim_start_matches('#').starts_with(' '),
        '!' => after.starts_with('['),
        _ => true,
    }
}

/// The part of a plain text around the first word that was looked for.
#[must_use]
pub fn excerpt(text: &str, query: &Query) -> String {
    let text = composed(text);
    let all = tokens(&text);
    let met = all.iter().find(|token| query.words.iter().any(|word| word.is_met_by(&token.term)));
    let begin = met.map_or(0, |met| start(&text, &all, met.begin));
    let end = take(&text[begin..], EXCERPT).map_or(text.len(), |length| begin + length);
    let end = match all.iter().find(|token| token.begin < end && token.end > end) {
        Some(cut) if cut.begin > begin && end < text.len() => cut.begin,
        _ => end,
    };
    let before = if begin > 0 { "…" } else { "" };
    let after = if end < text.len() { "…" } else { "" };
    format!("{before}{}{after}", text[begin..end].trim())
}

/// Where an excerpt begins: at a word, not too far before this place.
fn start(text: &str, all: &[Token], at: usize) -> usize {
    let width = |from: usize| text[from..at].chars().map(wide).sum::<usize>();
    if width(0) <= BEFORE {
        return 0;
    }
    let near = all.iter().map(|token| token.begin).filter(|begin| *begin <= at);
    near.into_iter().find(|begin| width(*begin) <= BEFORE).unwrap_or(at)
}

/// How many bytes of a text have this width; none where it is not as wide.
fn take(text: &str, most: usize) -> Option<usize> {
    let mut sum = 0;
    text.char_indices().find_map(|(at, c)| {
        sum += wide(c);
        (sum > most).then_some(at)
    })
}

const fn wide(c: char) -> usize {
    if is_close(c) { 2 } else { 1 }
}

/// A text in pieces: those that were looked for, and what is between them.
#[must_use]
pub fn pieces(text: &str, query: &Query) -> Vec<Piece> {
    let text = composed(text);
    let mut all: Vec<Piece> = Vec::new();
    let mut done = 0;
    let mut add = |from: usize, to: usize, hit: bool| {
        if from >= to {
            return;
        }
        match all.last_mut() {
            Some(last) if last.hit == hit => last.text.push_str(&text[from..to]),
            _ => all.push(Piece { text: text[from..to].to_owned(), hit }),
        }
    };
    for token in tokens(&text) {
        let Some(end) = met_until(&token, query) else { continue };
        add(done, token.begin, false);
        add(token.begin.max(done), end, true);
        done = done.max(end);
    }
    add(done, text.len(), false);
    all
}

/// Until where a word is what was looked for, if it is: of a pair it may be the first character only.
fn met_until(token: &Token, query: &Query) -> Option<usize> {
    let mut met = query.words.iter().filter(|word| word.is_met_by(&token.term)).peekable();
    met.peek()?;
    let begins = token.term.chars().next().is_some_and(is_close);
    let first = begins && met.all(|word| word.term.chars().count() == 1);
    Some(if first { token.first } else { token.end })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(text: &str, typed: &str) -> String {
        let show = |piece: Piece| if piece.hit { format!("<{}>", piece.text) } else { piece.text };
        pieces(text, &Query::new(typed)).into_iter().map(show).collect()
    }

    #[test]
    fn what_was_looked_for_is_marked() {
        assert_eq!(
            marked("Good Coffee, good people", "GOOD cof"),
            "<Good> <Coffee>, <good> people"
        );
        assert_eq!(marked("上海咖啡馆", "咖啡"), "上海<咖啡>馆", "a pair");
        assert_eq!(marked("上海咖啡馆", "咖"), "上海<咖>啡馆", "one character");
        assert_eq!(marked("上海咖啡馆", "咖啡馆"), "上海<咖啡馆>", "pairs that overlap are one");
        assert_eq!(marked("Crème brûlée", "creme"), "<Crème> brûlée", "as it was written");
        assert_eq!(marked("<b>bold</b>", "b"), "<<b>><bold></<b>>", "text stays text");
        assert_eq!(marked("", "x"), "", "nothing");
    }

    #[test]
    fn markdown_is_read_as_text() {
        let written =
            "# Head\n\nSome **bold** [link](https://a.example/x) and `code`\n> said #tea C#";
        assert_eq!(plain(written), "Head Some bold link and code said #tea C#");
        assert_eq!(plain("![picture](abc) Wow! 5 * 3"), "picture Wow! 5 3");
        assert_eq!(plain("[open"), "open", "what is not finished stays text");
    }

    #[test]
    fn an_excerpt_is_around_what_was_looked_for() {
        let text =
            format!("{}the needle is here {}", "many words ".repeat(40), "and more ".repeat(40));
        let part = excerpt(&text, &Query::new("needle"));
        assert!(part.starts_with('…') && part.ends_with('…'), "{part}");
        assert!(part.contains("the needle is here"), "{part}");
        assert!(part.chars().count() <= EXCERPT + 2, "{part}");
        assert_eq!(excerpt("short", &Query::new("none")), "short", "all of it");
        let chinese = format!("{}咖啡{}", "茶".repeat(300), "水".repeat(300));
        let part = excerpt(&chinese, &Query::new("咖啡"));
        assert!(part.contains("咖啡") && part.chars().count() <= EXCERPT / 2 + 2, "{part}");
    }

    proptest! {
        #[test]
        fn pieces_say_what_the_text_says(text in "\\PC{0,80}", typed in "\\PC{0,10}") {
            let joined: String = pieces(&text, &Query::new(&typed)).into_iter().map(|p| p.text).collect();
            prop_assert_eq!(joined, composed(&text));
        }

        #[test]
        fn an_excerpt_is_a_part_of_the_text(text in "\\PC{0,400}", typed in "\\PC{0,10}") {
            let part = excerpt(&text, &Query::new(&typed));
            let inner = part.trim_start_matches('…').trim_end_matches('…').trim();
            prop_assert!(composed(&text).contains(inner), "{:?}", part);
            let _ = plain(&text);
        }
    }
}
