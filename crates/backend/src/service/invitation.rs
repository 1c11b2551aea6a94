//! What an invitation looks like, and the one that the first operator gets.

use super::table::invitation;
use crate::backend::Backend;
use crate::people::table::person;
use sampan_protocol::Error;
use sampan_protocol::auth::sha256_hex;
use sha2::{Digest, Sha256};

/// Crockford's base 32: no letter that is taken for a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many letters a code has, of 5 bits each.
const LETTERS: usize = 20;

/// Makes a one-time invitation for the first operator, as long as there is none; it takes the place
/// of earlier ones that nobody used.
///
/// # Errors
/// What the database says.
pub(crate) fn first_invitation(backend: &Backend) -> Result<Option<String>, Error> {
    let mut seed = [0; 32];
    backend.random().fill(&mut seed);
    let code = code_from(&seed);
    let now = backend.now();
    let made = backend.db().write(|sql| {
        let (_, operator) = person::census(sql)?;
        if operator {
            return Ok(false);
        }
        invitation::withdraw_for_operators(sql)?;
        invitation::insert(sql, &hash(&code), true, now)?;
        Ok::<_, Error>(true)
    })?;
    Ok(made.then_some(code))
}

/// Writes a code in four groups of five letters, 100 bits in all.
pub(super) fn code_from(seed: &[u8]) -> String {
    let digest = Sha256::digest(seed);
    let letters: Vec<char> = digest
        .iter()
        .take(LETTERS)
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect();
    letters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// What is kept of a code; how it was typed does not matter.
pub(super) fn hash(typed: &str) -> String {
    let plain: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    sha256_hex(format!("sampan-invitation-v1\n{plain}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_taken_however_it_is_typed() {
        let code = code_from(b"seed");
        assert_eq!(code.len(), 23, "{code} is four groups of five");
        let sloppy = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(hash(&sloppy), hash(&code), "{sloppy} is {code}");
        assert_ne!(hash(&code_from(b"other")), hash(&code), "another code is another");
    }
}
