//! The little that SQLite needs to read the SQL that everything is written in.

use std::borrow::Cow;

/// Rewrites each `$n` outside of quotes and comments to `?n`: SQLite takes `$n` for a name, and
/// numbers names by their first appearance.
pub(super) fn numbered(sql: &str) -> Cow<'_, str> {
    if !sql.contains('$') {
        return Cow::Borrowed(sql);
    }
    let mut rewritten = String::with_capacity(sql.len());
    let mut quote: Option<char> = None;
    let mut characters = sql.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        match (quote, character) {
            (None, '$') if next.is_some_and(|c| c.is_ascii_digit()) => rewritten.push('?'),
            (None, '\'' | '"') => {
                quote = Some(character);
                rewritten.push(character);
            }
            (None, '-') if next == Some('-') => {
                quote = Some('\n');
                rewritten.push(character);
            }
            (Some(open), _) if open == character => {
                quote = None;
                rewritten.push(character);
            }
            _ => rewritten.push(character),
        }
    }
    Cow::Owned(rewritten)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_meaning() {
        assert_eq!(
            numbered("SELECT $2, $1, $10"),
            "SELECT ?2, ?1, ?10",
            "each number stays with its sign"
        );
    }

    #[test]
    fn what_is_quoted_stays() {
        for sql in ["SELECT '$1', \"$2\"", "SELECT 'it''s $1'", "-- costs $1\nSELECT 1"] {
            assert_eq!(numbered(sql), sql, "a dollar in a quote or comment is a dollar");
        }
        assert_eq!(
            numbered("SELECT '$1', $1 -- $1\n, $2"),
            "SELECT '$1', ?1 -- $1\n, ?2",
            "the quote ends where it ends"
        );
    }
}
