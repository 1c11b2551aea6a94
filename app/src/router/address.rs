//! Where the app is: a path and its query, taken apart and put together.

use crate::link::{decode, encode};

/// Names with their values, decoded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Pairs(pub(super) Vec<(String, String)>);

impl Pairs {
    /// The value of a name, the last one if there are several.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        self.0.iter().rfind(|(n, _)| n == name).map(|(_, value)| value.clone())
    }
}

/// A path and its query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Address {
    /// The path as it stands in the address, percent-encoded.
    pub(crate) path: String,
    /// The query, decoded.
    pub(crate) query: Pairs,
}

impl Address {
    /// Takes `/path?query#place` apart; places within a screen are not known.
    pub(super) fn parse(text: &str) -> Self {
        let text = text.split('#').next().unwrap_or_default();
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let plain = |text: &str| decode(&text.replace('+', " ")).unwrap_or_else(|| text.to_owned());
        let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (plain(name), plain(value))
        });
        Self { path: path.to_owned(), query: Pairs(pairs.collect()) }
    }

    /// The same address without one name of its query.
    pub(crate) fn without(&self, name: &str) -> String {
        let mut text = self.path.clone();
        for (n, value) in self.query.0.iter().filter(|(n, _)| n != name) {
            text.push(if text.contains('?') { '&' } else { '?' });
            text.extend([&encode(n), "=", &encode(value)]);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart() {
        let address = Address::parse("/wallet/pay/mei?note=%E8%8C%B6+tea&search&n=1&n=2#foot");
        assert_eq!(address.path, "/wallet/pay/mei", "the path alone");
        for (name, expected) in
            [("note", Some("茶 tea")), ("search", Some("")), ("n", Some("2")), ("foot", None)]
        {
            assert_eq!(address.query.get(name).as_deref(), expected, "the value of {name}");
        }
        assert_eq!(Address::parse("/?a=%ff").query.get("a").as_deref(), Some("%ff"), "no UTF-8");
    }

    #[test]
    fn a_name_can_be_taken_out() {
        let address = Address::parse("/a?x=1&waiting&y=b+c");
        assert_eq!(address.without("waiting"), "/a?x=1&y=b%20c", "the others stay");
        assert_eq!(Address::parse("/?waiting").without("waiting"), "/", "nothing is left");
    }
}
