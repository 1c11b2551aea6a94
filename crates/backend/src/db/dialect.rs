//! The little that SQLite needs to read the SQL that everything is written in.

use std::borrow::Cow;

/// Rewrites each `$n` outside of quotes and comments to `?n`: SQLite takes `$n` for a name, and
/// numbers names by their first appearance.
pub(super) fn numbered(sql: &str) -> Cow<'_, str> {
    if !sql.contains('$') {
        return Cow::Borrowed(sql);
    }
    let bytes = sql.as_bytes();
    let mut rewritten = String::with_capacity(sql.len());
    let (mut quote, mut copied) = (None, 0);
    for (at, byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1);
        match (quote, byte) {
            (None, b'$') if next.is_some_and(u8::is_ascii_digit) => {
                rewritten.push_str(&sql[copied..at]);
                rewritten.push('?');
                copied = at + 1;
            }
            (None, b'\'' | b'"') => quote = Some(*byte),
            (None, b'-') if next == Some(&b'-') => quote = Some(b'\n'),
            (Some(open), _) if open == *byte => quote = None,
            _ => {}
        }
    }
    rewritten.push_str(&sql[copied..]);
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
