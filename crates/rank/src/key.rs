//! What an item, an author or a topic is called inside the model: 128 bits.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::fmt;

/// Names an item, an author or a topic; a UUID fits in, text is hashed by [`Key::of`].
///
/// In JSON it is 32 hexadecimal digits, since JavaScript's numbers end at 53 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u128);

impl Key {
    /// Hashes text, such as a tag (FNV-1a, 128 bits: `draft-eastlake-fnv`).
    #[must_use]
    pub fn of(text: &str) -> Self {
        const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        Self(text.bytes().fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME)))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        let digits = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        match u128::from_str_radix(&text, 16) {
            Ok(value) if digits => Ok(Self(value)),
            _ => Err(D::Error::custom("a key is 32 hexadecimal digits")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_text_in_json() {
        let key = Key::of("cats");
        let json = serde_json::to_string(&key).expect("sound JSON");
        assert_eq!(json.len(), 34, "32 digits and two quotation marks");
        assert_eq!(serde_json::from_str::<Key>(&json).expect("sound JSON"), key);
        assert!(serde_json::from_str::<Key>("\"+0000000000000000000000000000001\"").is_err());
        assert!(serde_json::from_str::<Key>("\"12\"").is_err());
    }

    #[test]
    fn text_is_hashed_as_others_hash_it() {
        assert_eq!(Key::of("").0, 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
        assert_eq!(Key::of("a").0, 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964, "FNV-1a of a");
    }
}
