//! Deep links: `sampan://<word>/<rest>?<name>=<value>`, taken apart without trust.

/// The longest link that is looked at.
const LIMIT: usize = 2_000;

/// A link taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Link {
    /// What is wanted, e.g. `pay`.
    pub(crate) word: String,
    /// What follows the word in the path, without slashes around it.
    pub(crate) rest: String,
    /// The query, decoded.
    pub(crate) query: Vec<(String, String)>,
}

impl Link {
    /// Takes a `sampan://` link apart; none if it is no such link.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let scheme = text.get(..9)?;
        if text.len() > LIMIT || !scheme.eq_ignore_ascii_case("sampan://") {
            return None;
        }
        let (path, query) = text[9..].split_once('?').unwrap_or((&text[9..], ""));
        let path = decode(path)?;
        let (word, rest) = path.split_once('/').unwrap_or((&path, ""));
        let plain = |part: &str| !part.chars().any(char::is_control);
        let query: Option<Vec<_>> = query
            .split('#')
            .next()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                Some((decode(name)?, decode(&value.replace('+', " "))?))
            })
            .collect();
        let link = Self {
            word: word.to_ascii_lowercase(),
            rest: rest.trim_matches('/').to_owned(),
            query: query?,
        };
        (!link.word.is_empty() && plain(&path)).then_some(link)
    }

    /// The value of a name in the query.
    #[cfg(test)]
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// Undoes percent-encoding (RFC 3986); none if it is not UTF-8.
pub(crate) fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &tail[2..];
    }
    String::from_utf8(bytes).ok()
}

/// Percent-encodes everything that is not unreserved (RFC 3986).
pub(crate) fn encode(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_taken_apart() {
        let link = Link::parse("sampan://pay/mei?amount=12.50&note=%E8%8C%B6+tea").expect("a link");
        assert_eq!((link.word.as_str(), link.rest.as_str()), ("pay", "mei"), "word and rest");
        assert_eq!(link.get("amount"), Some("12.50"), "plain value");
        assert_eq!(link.get("note"), Some("茶 tea"), "encoded value, plus for a blank");
        assert_eq!(link.get("pin"), None, "a name that is not there");
        assert_eq!(
            Link::parse("SAMPAN://bills/").map(|l| l.word),
            Some("bills".to_owned()),
            "any case, slash at the end"
        );
    }

    #[test]
    fn what_is_no_link_is_refused() {
        let long = format!("sampan://pay/{}", "x".repeat(LIMIT));
        for bad in [
            "",
            "mei",
            "https://pay/mei",
            "sampan://",
            "sampan://?a=b",
            "sampan://pay/%ff",
            "sampan://pay/%0a",
            "sampan://pay/%2",
            "支付宝支付宝",
            &long,
        ] {
            assert_eq!(Link::parse(bad), None, "{bad:?} must be refused");
        }
    }

    #[test]
    fn encoding_round_trips() {
        for text in ["", "mei", "a b&c=d/ü茶?#%"] {
            assert_eq!(decode(&encode(text)).as_deref(), Some(text), "{text} survives");
        }
    }
}
