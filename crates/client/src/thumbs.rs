//! What pictures look like in a few bytes (ThumbHash): asked for with the lists that name them, so that
//! something of each is shown before it is here, and without a connection.

use crate::core::Core;
use crate::db::{Connection, blocking};
use crate::table::thumb;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use sampan_protocol::Error;
use sampan_protocol::service::{THUMBS, Thumbs};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// How many characters the name of a picture has: SHA-256 in hexadecimal.
const NAME: usize = 64;
/// How long a list may wait for what its pictures look like.
const PATIENCE: Duration = Duration::from_millis(600);

impl Core {
    /// Learns what those pictures look like that are named in a text and not known yet.
    pub(crate) async fn learn_thumbs(&self, text: &str) {
        let names = named(text);
        if names.is_empty() {
            return;
        }
        match tokio::time::timeout(PATIENCE, self.learn_of(names)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::debug!(%error, "what pictures look like is not told"),
            Err(_) => tracing::debug!("what pictures look like is told too late"),
        }
    }

    async fn learn_of(&self, names: BTreeSet<String>) -> Result<(), Error> {
        let (cache, now) = (self.cache.clone(), self.clock.now());
        let unknown = move |db: &Connection| {
            let mut unknown = Vec::new();
            for name in names {
                if thumb::get(db, &name, now)?.is_none() {
                    unknown.push(name);
                }
            }
            Ok(unknown)
        };
        let unknown = blocking(move || cache.read(unknown)).await?;
        for names in unknown.chunks(THUMBS) {
            let names = names.to_vec();
            let told = self.wire.ask(&Thumbs { names: names.clone() }).await?;
            let told: BTreeMap<String, String> =
                told.into_iter().map(|thumb| (thumb.sha256, thumb.hash)).collect();
            let cache = self.cache.clone();
            blocking(move || {
                cache.write(|tx| {
                    let hash = |name| told.get(name).map(String::as_str).unwrap_or_default();
                    names.iter().try_for_each(|name| thumb::put(tx, name, hash(name), now))
                })
            })
            .await?;
        }
        Ok(())
    }

    /// A picture in a few pixels, as PNG; none where nobody knows what it looks like.
    ///
    /// # Errors
    /// `Offline` where the service would have to be asked, and is not reached.
    pub(crate) async fn thumb(&self, sha256: &str) -> Result<Option<Vec<u8>>, Error> {
        if let Some(known) = self.known_thumb(sha256).await? {
            return Ok(drawn(&known));
        }
        self.learn_of([sha256.to_owned()].into()).await?;
        Ok(self.known_thumb(sha256).await?.and_then(|hash| drawn(&hash)))
    }

    async fn known_thumb(&self, sha256: &str) -> Result<Option<String>, Error> {
        let (cache, name) = (self.cache.clone(), sha256.to_owned());
        let now = self.clock.now();
        blocking(move || cache.read(|db| thumb::get(db, &name, now))).await
    }
}

/// The names in a text: words of exactly as many hexadecimal digits as one has.
pub(crate) fn named(text: &str) -> BTreeSet<String> {
    let is_digit = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .filter(|word| word.len() == NAME && word.chars().all(is_digit))
        .map(str::to_owned)
        .collect()
}

/// What a hash says, as PNG.
fn drawn(hash: &str) -> Option<Vec<u8>> {
    let bytes = STANDARD_NO_PAD.decode(hash).ok().filter(|bytes| bytes.len() >= 5)?;
    let (width, height, rgba) = thumbhash::thumb_hash_to_rgba(&bytes).ok()?;
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let mut png = Vec::new();
    let encoder = PngEncoder::new(&mut png);
    encoder.write_image(&rgba, width, height, ExtendedColorType::Rgba8).ok()?;
    Some(png)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pictures_are_found_by_their_names() {
        let (one, two) = ("a1".repeat(32), "0".repeat(64));
        let text = format!(r#"[{{"picture":"{one}","other":["{two}","{one}"]}}]"#);
        assert_eq!(named(&text), [two, one.clone()].into(), "each once");
        for text in [format!("x{one}"), one.to_uppercase(), one[1..].to_owned()] {
            assert!(named(&text).is_empty(), "{text} names nothing");
        }
    }

    #[test]
    fn a_hash_becomes_a_small_picture() {
        let rgba = [200u8, 30, 30, 255].repeat(16 * 8);
        let hash = STANDARD_NO_PAD.encode(thumbhash::rgba_to_thumb_hash(16, 8, &rgba));
        let png = drawn(&hash).expect("a picture");
        let read = image::load_from_memory(&png).expect("PNG").to_rgb8();
        assert!(read.width() > read.height() && read.width() <= 32, "{:?}", read.dimensions());
        assert!(read.get_pixel(3, 3).0[0] > 150, "it is red");
        assert!(drawn("").is_none(), "nothing is known");
    }

    proptest! {
        #[test]
        fn no_hash_is_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let _ = drawn(&STANDARD_NO_PAD.encode(bytes));
        }
    }
}
