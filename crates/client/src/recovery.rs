//! The recovery phrase: twelve words (BIP 39) that stand for an ed25519 key.

use bip39::{Language, Mnemonic};
use ed25519_dalek::{Signer, SigningKey};
use sampan_protocol::auth::to_hex;
use sampan_protocol::{Error, Random};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// How many bytes of randomness twelve words stand for.
pub(crate) const ENTROPY: usize = 16;

/// A recovery phrase; never printed, never kept once the person has seen it.
pub(crate) struct Phrase(Mnemonic);

impl Phrase {
    /// Randomness for a new phrase.
    pub(crate) fn entropy(random: &dyn Random) -> Zeroizing<[u8; ENTROPY]> {
        let mut entropy = Zeroizing::new([0u8; ENTROPY]);
        random.fill(entropy.as_mut());
        entropy
    }

    /// The phrase for this randomness.
    pub(crate) fn from_entropy(entropy: &[u8]) -> Result<Self, Error> {
        Mnemonic::from_entropy(entropy).map(Self).map_err(|_| Error::internal())
    }

    /// Reads what a person typed: case, and the blanks between words, do not matter.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let words = Zeroizing::new(text.to_lowercase());
        match Mnemonic::parse_in(Language::English, words.as_str()) {
            Ok(phrase) if phrase.word_count() == 12 => Ok(Self(phrase)),
            Err(bip39::Error::UnknownWord(at)) => Err(Error::invalid("error.device.phrase_word")
                .with("position", i64::try_from(at + 1).unwrap_or(0))),
            _ => Err(Error::invalid("error.device.phrase")),
        }
    }

    /// The words, for the person's eyes.
    pub(crate) fn words(&self) -> String {
        self.0.to_string()
    }

    /// Public half of the key, lower-case hexadecimal.
    pub(crate) fn public_key(&self) -> String {
        to_hex(self.key().verifying_key().as_bytes())
    }

    /// Signs with the key, lower-case hexadecimal.
    pub(crate) fn sign(&self, bytes: &[u8]) -> String {
        to_hex(&self.key().sign(bytes).to_bytes())
    }

    fn key(&self) -> SigningKey {
        let seed = Zeroizing::new(self.0.to_seed(""));
        let hash =
            Sha256::new().chain_update(b"sampan-recovery-key-v1").chain_update(seed.as_slice());
        SigningKey::from_bytes(&hash.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_reads_back_however_it_is_typed() {
        let phrase = Phrase::from_entropy(&[7; ENTROPY]).expect("a phrase");
        let words = phrase.words();
        assert_eq!(words.split(' ').count(), 12, "twelve words");
        let typed = format!("  {}\n", words.to_uppercase().replace(' ', "  "));
        let again = Phrase::parse(&typed).expect("the same words");
        assert_eq!(again.public_key(), phrase.public_key(), "the same key");
    }

    #[test]
    fn two_phrases_have_two_keys() {
        let key = |byte| Phrase::from_entropy(&[byte; ENTROPY]).expect("a phrase").public_key();
        assert_ne!(key(1), key(2), "the key comes from the words");
    }

    #[test]
    fn a_slip_is_noticed_and_named() {
        let mut words: Vec<&str> = "abandon abandon abandon abandon abandon abandon abandon \
            abandon abandon abandon abandon about"
            .split(' ')
            .collect();
        assert!(Phrase::parse(&words.join(" ")).is_ok(), "a published test phrase");
        words[11] = "abandon";
        let key = |words: &[&str]| Phrase::parse(&words.join(" ")).err().map(|e| e.key);
        assert_eq!(key(&words).as_deref(), Some("error.device.phrase"), "the checksum is wrong");
        words[3] = "sampan";
        assert_eq!(key(&words).as_deref(), Some("error.device.phrase_word"), "no such word");
        assert_eq!(key(&words[..11]).as_deref(), Some("error.device.phrase"), "one is missing");
        assert_eq!(key(&[]).as_deref(), Some("error.device.phrase"), "nothing was typed");
    }
}
