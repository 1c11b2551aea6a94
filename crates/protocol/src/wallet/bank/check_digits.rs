//! The arithmetic of ISO 7064 (MOD 97-10) that IBANs and creditor references share.

/// The remainder by 97 of digits and letters (`A` is 10, `Z` is 35); none if there is anything else.
pub(super) fn mod_97(parts: &[&str]) -> Option<u32> {
    parts.iter().flat_map(|part| part.chars()).try_fold(0u32, |rest, letter| {
        let value = letter.to_digit(36).filter(|_| !letter.is_ascii_lowercase())?;
        Some(if value < 10 { (rest * 10 + value) % 97 } else { (rest * 100 + value) % 97 })
    })
}
