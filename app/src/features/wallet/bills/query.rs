//! Which bills are asked for, as it stands in the address of the screen.

use crate::features::wallet::links::with_query;
use sampan_protocol::Currency;
use sampan_protocol::ids::PersonId;
use sampan_protocol::wallet::{BillFilter, BillKind, Category};

/// What the person narrows the bills down to; the month is a place in the list, not a filter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Narrowing {
    /// Words.
    pub(crate) text: String,
    /// Only what comes in, or only what goes out.
    pub(crate) incoming: Option<bool>,
    /// Only this kind.
    pub(crate) kind: Option<BillKind>,
    /// Only this category.
    pub(crate) category: Option<Category>,
    /// Only this currency.
    pub(crate) currency: Option<Currency>,
    /// Only with this person or merchant.
    pub(crate) other: Option<PersonId>,
    /// Only with this tag.
    pub(crate) tag: Option<String>,
}

/// Every kind with its word, in the order in which they are offered.
pub(crate) const KINDS: [(BillKind, &str); 10] = [
    (BillKind::Payment, "payment"),
    (BillKind::Transfer, "transfer"),
    (BillKind::TopUp, "top_up"),
    (BillKind::Withdrawal, "withdrawal"),
    (BillKind::Packet, "packet"),
    (BillKind::Refund, "refund"),
    (BillKind::Exchange, "exchange"),
    (BillKind::Fee, "fee"),
    (BillKind::Pot, "pot"),
    (BillKind::Voucher, "voucher"),
];

impl Narrowing {
    /// What a query says; what makes no sense is left out.
    pub(crate) fn from_query(get: impl Fn(&str) -> Option<String>) -> Self {
        let kind = |word: String| KINDS.into_iter().find(|(_, w)| *w == word).map(|(kind, _)| kind);
        Self {
            text: get("text").unwrap_or_default(),
            incoming: get("direction").and_then(|word| match word.as_str() {
                "in" => Some(true),
                "out" => Some(false),
                _ => None,
            }),
            kind: get("kind").and_then(kind),
            category: get("category").and_then(|word| Category::from_word(&word)),
            currency: get("currency").and_then(|code| code.parse().ok()),
            other: get("with").and_then(|id| id.parse().ok()),
            tag: get("tag").filter(|tag| !tag.is_empty()),
        }
    }

    /// This narrowing behind `path`.
    pub(crate) fn address(&self, path: &str) -> String {
        let text = Some(self.text.clone()).filter(|text| !text.is_empty());
        let direction = self.incoming.map(|incoming| if incoming { "in" } else { "out" });
        let pairs = [
            ("text", text),
            ("direction", direction.map(str::to_owned)),
            ("kind", self.kind.map(|kind| kind_word(kind).to_owned())),
            ("category", self.category.map(|category| category.word().to_owned())),
            ("currency", self.currency.map(|currency| currency.code().to_owned())),
            ("with", self.other.map(|other| other.to_string())),
            ("tag", self.tag.clone()),
        ];
        with_query(path, &pairs)
    }

    /// How many filters are set, the words not counted.
    pub(crate) fn count(&self) -> usize {
        usize::from(self.incoming.is_some())
            + usize::from(self.kind.is_some())
            + usize::from(self.category.is_some())
            + usize::from(self.currency.is_some())
            + usize::from(self.other.is_some())
            + usize::from(self.tag.is_some())
    }

    /// Whether every bill is shown.
    pub(crate) fn is_open(&self) -> bool {
        self.count() == 0 && self.text.trim().is_empty()
    }

    /// The filter that the device is asked with, for a reader so many minutes east of UTC.
    pub(crate) fn filter(&self, utc_offset: i32) -> BillFilter {
        BillFilter {
            text: self.text.trim().to_owned(),
            month: None,
            incoming: self.incoming,
            kind: self.kind,
            category: self.category,
            currency: self.currency,
            other: self.other,
            tag: self.tag.clone(),
            utc_offset,
        }
    }
}

/// The word for a kind in addresses and catalogues.
pub(crate) const fn kind_word(kind: BillKind) -> &'static str {
    match kind {
        BillKind::Payment => KINDS[0].1,
        BillKind::Transfer => KINDS[1].1,
        BillKind::TopUp => KINDS[2].1,
        BillKind::Withdrawal => KINDS[3].1,
        BillKind::Packet => KINDS[4].1,
        BillKind::Refund => KINDS[5].1,
        BillKind::Exchange => KINDS[6].1,
        BillKind::Fee => KINDS[7].1,
        BillKind::Pot => KINDS[8].1,
        BillKind::Voucher => KINDS[9].1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_shown() {
        let narrowing = Narrowing {
            text: "tea".to_owned(),
            incoming: Some(false),
            kind: Some(BillKind::TopUp),
            category: Some(Category::Food),
            currency: Currency::new("JPY").ok(),
            other: "01890000-0000-7000-8000-000000000001".parse().ok(),
            tag: Some("trip".to_owned()),
        };
        let address = narrowing.address("/wallet/bills");
        let (_, query) = address.split_once('?').expect("a query");
        let read = Narrowing::from_query(|name| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
        });
        assert_eq!(read, narrowing, "what is narrowed down comes back from the address");
        assert_eq!(read.count(), 6, "the words are not counted");
        assert_eq!(Narrowing::default().address("/wallet/bills"), "/wallet/bills", "nothing set");
        assert!(Narrowing::default().is_open(), "and everything is shown");
    }

    #[test]
    fn every_kind_has_its_word() {
        for (kind, word) in KINDS {
            assert_eq!(kind_word(kind), word, "words and kinds stand in one order");
        }
    }

    #[test]
    fn nonsense_in_an_address_is_left_out() {
        let read = Narrowing::from_query(|_| Some("nonsense".to_owned()));
        let word = "nonsense".to_owned();
        let expected = Narrowing { text: word.clone(), tag: Some(word), ..Narrowing::default() };
        assert_eq!(read, expected, "only words and tags are free");
    }
}
