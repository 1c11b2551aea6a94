//! Lists that are everybody's: shown at once as this device last saw them, asked for anew meanwhile.
//!
//! Nobody waits for the service. A screen reads what is here; if that is old, or less than what is
//! wanted, one task asks, and tells rows of the list's kind when something is different, upon which
//! the screen reads again. Who looks again within [`List::FRESH`] is answered from here alone; after that the
//! kind is told once more, so that a screen which is still open looks again, and one that is not does not.

use crate::core::Core;
use crate::db::{Connection, Fault, blocking};
use crate::table::page::{self, Kept};
use crate::view::healed;
use sampan_protocol::page::{Listed, Page, Part, Standing};
use sampan_protocol::request::Request;
use sampan_protocol::{Code, Error, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// For how many seconds most of what was told need not be asked for again.
const FRESH: i64 = 10;
/// After how many seconds a service that was not reached is asked again.
const AGAIN: i64 = 4;
/// The most parts of one list.
const MOST: u32 = 50;

/// The most parts of lists of one kind that are looked through.
const AT_HAND: u32 = 100;

/// A list that is asked for in parts.
pub(crate) trait List: Serialize + Clone + Send + Sync + 'static {
    /// What asks for a part of it.
    type Ask: Request<Reply = Page<Self::Item>>;
    /// What it is a list of.
    type Item: Serialize + DeserializeOwned + Send + Sync + 'static;
    /// Its word in the cache.
    const WORD: &'static str;
    /// The kind of row that is told when it has changed.
    const KIND: &'static str;
    /// For how many seconds what was told need not be asked for again.
    const FRESH: i64 = FRESH;

    /// Asks for a part.
    fn ask(&self, part: Part) -> Self::Ask;

    /// Its name in the cache.
    ///
    /// # Errors
    /// `Internal` where it cannot be written.
    fn name(&self) -> Result<String, Error> {
        let written = serde_json::to_string(self).map_err(|_| Error::internal())?;
        Ok(format!("{}/{written}", Self::WORD))
    }
}

/// Says which lists there are: the kind of row that is told when one changed, then each list with
/// what asks for a part of it, what it is a list of, its word in the cache, and for how many seconds it is
/// fresh where that is longer than for others.
macro_rules! lists {
    ($kind:expr; $($list:ident, $ask:ident -> $item:ty, $word:literal $(, $fresh:literal)?;)+) => {$(
        impl $crate::pages::List for $list {
            type Ask = $ask;
            type Item = $item;
            const WORD: &'static str = $word;
            const KIND: &'static str = $kind;
            $(const FRESH: i64 = $fresh;)?

            fn ask(&self, part: sampan_protocol::page::Part) -> $ask {
                $ask { list: self.clone(), part }
            }
        }
    )+};
}
pub(crate) use lists;

/// What is known of the lists that were asked for since the profile was opened.
#[derive(Debug, Default)]
pub(crate) struct Asked(Mutex<BTreeMap<String, One>>);

#[derive(Debug, Clone, Default)]
struct One {
    /// When the service last told something, or was not reached.
    at: Option<Timestamp>,
    /// How many parts were asked for then.
    parts: u32,
    running: bool,
    /// Whether it was to be asked for anew while it was being asked for.
    stale: bool,
    /// Whether the service has answered at all.
    answered: bool,
    offline: bool,
    /// Why the service tells nothing, if it says so.
    refused: Option<Error>,
}

impl Asked {
    /// How it stands with a list, and whether it is to be asked for now; who is told so has to.
    fn look(
        &self,
        name: &str,
        (parts, fresh): (u32, i64),
        now: Timestamp,
    ) -> (Standing, Option<Error>, bool) {
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let one = lists.entry(name.to_owned()).or_default();
        let patience = if one.offline { AGAIN } else { fresh };
        let is_old = one.at.is_none_or(|at| {
            let age = now.seconds() - at.seconds();
            !(0..patience).contains(&age)
        });
        let begin = !one.running && (is_old || (parts > one.parts && !one.offline));
        one.running |= begin;
        // Looking again at what was told before is not worth a word: nobody is told when nothing has changed.
        let standing = match (one.offline, one.running && !one.answered) {
            (true, _) => Standing::Offline,
            (false, true) => Standing::Asking,
            (false, false) => Standing::Fresh,
        };
        (standing, one.refused.clone(), begin)
    }

    /// Notes what became of asking; says whether that is another standing than before.
    fn ended(&self, name: &str, parts: u32, result: &Result<bool, Error>, now: Timestamp) -> bool {
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let one = lists.entry(name.to_owned()).or_default();
        let first = !one.answered || one.stale;
        let offline = matches!(result, Err(error) if error.code == Code::Offline);
        let refused = result.as_ref().err().filter(|_| !offline).cloned();
        let differs =
            first || one.offline != offline || one.refused != refused || parts > one.parts;
        let (at, answered) = ((!one.stale).then_some(now), one.answered || !offline);
        *one = One { at, parts, running: false, stale: false, answered, offline, refused };
        differs
    }

    /// Whether the service was not reached for one of them.
    pub(crate) fn is_any_offline(&self) -> bool {
        let lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lists.values().any(|one| one.offline)
    }

    /// Has everything asked for again when it is looked at next.
    pub(crate) fn forget(&self) {
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for one in lists.values_mut() {
            one.at = None;
            one.stale = one.running;
        }
    }
}

/// Everything that is here of lists of this kind, what was looked at last first; a part that this
/// version cannot read is passed over.
///
/// # Errors
/// What the database says.
pub(crate) fn at_hand<L: List>(db: &Connection) -> Result<Vec<L::Item>, Fault> {
    let parts = page::of_word(db, L::WORD, AT_HAND)?;
    let read = |part: &String| serde_json::from_str::<Vec<L::Item>>(part).unwrap_or_default();
    Ok(parts.iter().flat_map(read).collect())
}

impl Core {
    /// The first parts of a list, as they are here.
    ///
    /// # Errors
    /// What the service says where it refuses to show it, or that the cache cannot be read.
    pub(crate) async fn listed<L: List>(
        self: &Arc<Self>,
        list: L,
        parts: u32,
    ) -> Result<Listed<L::Item>, Error> {
        let (name, parts) = (list.name()?, parts.clamp(1, MOST));
        let (cache, key) = (self.cache.clone(), name.clone());
        let (items, more) =
            blocking(move || healed(&cache, cache.read(|db| read(db, &key, parts)))).await?;
        let (state, _) = self.tend(list, parts)?;
        Ok(Listed { items, more, state })
    }

    /// Has the first parts of a list asked for where that is due; says how it stands with it, and whether
    /// it is asked for now.
    ///
    /// # Errors
    /// What the service says where it refuses to show it.
    pub(crate) fn tend<L: List>(
        self: &Arc<Self>,
        list: L,
        parts: u32,
    ) -> Result<(Standing, bool), Error> {
        let name = list.name()?;
        let (state, refused, begin) = self.asked.look(&name, (parts, L::FRESH), self.clock.now());
        if begin {
            let core = self.clone();
            tokio::spawn(async move { core.ask_for(list, name, parts).await });
        }
        refused.map_or(Ok((state, begin)), Err)
    }

    async fn ask_for<L: List>(self: Arc<Self>, list: L, name: String, parts: u32) {
        let result = self.fetch(&list, &name, parts).await;
        if let Err(error) = &result {
            tracing::debug!(%error, list = name, "a list is not told");
        }
        let differs = self.asked.ended(&name, parts, &result, self.clock.now());
        if differs || matches!(result, Ok(true)) {
            self.status.tell_rows(vec![L::KIND.to_owned()]);
        }
        // As long as whoever looks is answered from here: earlier, nobody would ask again.
        let offline = matches!(&result, Err(error) if error.code == Code::Offline);
        let patience = if offline { AGAIN } else { L::FRESH };
        tokio::time::sleep(Duration::from_secs(patience.unsigned_abs())).await;
        self.status.tell_rows(vec![L::KIND.to_owned()]);
    }

    /// Asks for parts, one after the other; says whether anything is different from before.
    async fn fetch<L: List>(&self, list: &L, name: &str, parts: u32) -> Result<bool, Error> {
        let (mut after, mut changed) = (String::new(), false);
        for place in 0..parts {
            let (cache, key) = (self.cache.clone(), name.to_owned());
            let kept =
                blocking(move || healed(&cache, cache.read(|db| page::get(db, &key, place))))
                    .await?;
            let etag = kept.as_ref().map(|kept| kept.etag.clone()).unwrap_or_default();
            let told = self.wire.ask(&list.ask(Part { after, etag })).await?;
            let next = match (kept, told.unchanged) {
                (Some(kept), true) => kept.next,
                _ => {
                    changed = true;
                    self.keep(name, place, &told).await?;
                    told.next
                }
            };
            match next {
                Some(next) => after = next,
                None => break,
            }
        }
        Ok(changed)
    }

    async fn keep<T: Serialize>(
        &self,
        name: &str,
        place: u32,
        told: &Page<T>,
    ) -> Result<(), Error> {
        let items = serde_json::to_string(&told.items).map_err(|_| Error::internal())?;
        self.learn_thumbs(&items).await;
        let part = Kept { items, next: told.next.clone(), etag: told.etag.clone() };
        let (cache, name, now) = (self.cache.clone(), name.to_owned(), self.clock.now());
        blocking(move || {
            cache.write(|tx| {
                page::put(tx, &name, place, &part, now)?;
                page::touch(tx, &name, now)?;
                page::fit(tx)
            })
        })
        .await
    }
}

/// The items of the first parts, and whether there are more behind them.
fn read<T: DeserializeOwned>(
    db: &Connection,
    name: &str,
    parts: u32,
) -> Result<(Vec<T>, bool), Fault> {
    let (mut items, mut more) = (Vec::new(), false);
    for place in 0..parts {
        let Some(part) = page::get(db, name, place)? else { break };
        items.extend(serde_json::from_str::<Vec<T>>(&part.items)?);
        more = part.next.is_some();
    }
    Ok((items, more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_asked_for_once_at_a_time_and_again_when_it_is_old() {
        let (asked, now) = (Asked::default(), Timestamp::from_seconds(1_000));
        assert_eq!(asked.look("a", (1, FRESH), now), (Standing::Asking, None, true), "never asked");
        assert_eq!(
            asked.look("a", (1, FRESH), now),
            (Standing::Asking, None, false),
            "already being asked"
        );
        assert!(asked.ended("a", 1, &Ok(false), now), "the first answer is told of");
        assert_eq!(asked.look("a", (1, FRESH), now), (Standing::Fresh, None, false), "fresh");
        let old = now.plus_seconds(FRESH);
        let again = asked.look("b", (1, FRESH), now);
        assert_eq!(again, (Standing::Asking, None, true), "each list by itself");
        asked.ended("b", 1, &Ok(false), now);
        assert_eq!(
            asked.look("b", (1, FRESH), old),
            (Standing::Fresh, None, true),
            "asked again in silence"
        );
        assert!(!asked.ended("b", 1, &Ok(false), old), "and nothing is said of no change");
        asked.look("b", (1, FRESH), old.plus_seconds(FRESH));
        asked.forget();
        assert!(asked.ended("b", 1, &Ok(false), old), "what was asked before does not count");
        assert!(asked.look("b", (1, FRESH), old).2, "so it is asked for anew");
        assert!(asked.look("a", (2, FRESH), now).2, "more is wanted");
        asked.ended("a", 2, &Ok(true), now);
        let later = now.plus_seconds(FRESH);
        assert!(
            !asked.look("a", (1, 6 * FRESH), later).2,
            "fresh, for a list that stays so longer"
        );
        assert!(asked.look("a", (1, FRESH), later).2, "old");
        let offline = Err(Error::new(Code::Offline, "error.device.offline"));
        assert!(asked.ended("a", 1, &offline, later), "another standing");
        assert_eq!(
            asked.look("a", (1, FRESH), later),
            (Standing::Offline, None, false),
            "not at once"
        );
        let again = later.plus_seconds(AGAIN);
        assert_eq!(
            asked.look("a", (1, FRESH), again),
            (Standing::Offline, None, true),
            "a little later"
        );
        let no = Err(Error::not_found("error.communities.unknown"));
        asked.ended("a", 1, &no, again);
        assert!(asked.look("a", (1, FRESH), again).1.is_some(), "what is refused is told");
        asked.forget();
        assert!(asked.look("a", (1, FRESH), again).2, "asked for anew");
    }
}
