//! Previews of links: fetched after posting, by the service alone, as often as it takes, within bounds.

use super::moderated::POST;
use super::page_head;
use super::table::post;
use super::table::preview::{self, Due};
use crate::backend::Backend;
use crate::db::DbError;
use crate::media::{self, picture};
use crate::module::Context;
use crate::outside::{Fetched, Outside, Trouble, Wanted, fetch};
use crate::people::NOBODY;
use sampan_protocol::communities::Preview;
use sampan_protocol::communities::preview::{
    TEXT_LIMIT, TITLE_LIMIT, first_link, shown_host, shown_words,
};
use sampan_protocol::ids::PostId;
use sampan_protocol::{Error, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// The most links that one round fetches, all at once.
const MOST: usize = 4;
/// How long a link with its picture may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// In how many seconds a link is tried again that was not reached.
const AGAIN: [i64; 3] = [60, 600, 3_600];

/// The beginning of a page: what it says of itself stands there.
const PAGE: Wanted =
    Wanted { types: &["text/html", "application/xhtml+xml"], most: 1 << 20, beginning: true };
/// A picture.
const PICTURE: Wanted = Wanted {
    types: &["image/png", "image/jpeg", "image/webp", "image/gif"],
    most: 5 << 20,
    beginning: false,
};

/// Has the first link of a post fetched, if it has one that it had not before.
///
/// # Errors
/// What the database says.
pub(super) fn want(cx: &mut Context<'_>, post: PostId, body: &str) -> Result<(), DbError> {
    let (link, before) = (first_link(body), preview::url(cx.sql, post)?);
    if before.as_deref() == link {
        return Ok(());
    }
    preview::delete(cx.sql, post)?;
    match link {
        Some(url) => {
            preview::want(cx.sql, post, url, cx.now)?;
            cx.changes.note_scheduled();
            Ok(())
        }
        None => Ok(()),
    }
}

/// Fetches links whose time has come; says how many that were.
///
/// # Errors
/// What the database says; what is not reached is tried again later.
pub(super) async fn round(
    outside: &Arc<dyn Outside>,
    backend: &Backend,
    now: Timestamp,
) -> Result<usize, Error> {
    let again = |tries: i64| AGAIN.get(usize::try_from(tries - 1).ok()?).copied();
    let mut taken = Vec::new();
    while taken.len() < MOST {
        let claim = move |backend: &Backend| {
            Ok(backend.db().write(|sql| preview::claim(sql, now, again))?)
        };
        let Some(due) = backend.blocking(claim).await? else { break };
        taken.push(due);
    }
    let all = taken.iter().map(|due| one(outside, backend, due));
    futures::future::try_join_all(all).await?;
    Ok(taken.len())
}

/// Fetches one link, and notes what was there.
async fn one(outside: &Arc<dyn Outside>, backend: &Backend, due: &Due) -> Result<(), Error> {
    let looked = tokio::time::timeout(PATIENCE, look(outside, backend, due)).await;
    let found = match looked {
        Ok(Ok(preview)) => Some(preview),
        Ok(Err(trouble @ Trouble::Never(_))) => {
            tracing::debug!(%trouble, post = %due.post, "a link has no preview");
            None
        }
        Ok(Err(trouble @ Trouble::Later(_))) => {
            tracing::debug!(%trouble, post = %due.post, "a link is tried again, if it is not too late");
            return Ok(());
        }
        Err(_) => return Ok(()),
    };
    let due = due.clone();
    let note = move |backend: &Backend| {
        let (modules, now, post) = (backend.modules(), backend.now(), due.post.to_string());
        let written = backend.db().write(|sql| {
            preview::set(sql, &due, found.as_ref())?;
            media::look_again(modules, sql, (POST, &post), now)
        });
        Ok(written?)
    };
    backend.blocking(note).await
}

/// What is at the other end of a link.
async fn look(
    outside: &Arc<dyn Outside>,
    backend: &Backend,
    due: &Due,
) -> Result<Preview, Trouble> {
    let Fetched { url, bytes } = fetch(outside, &due.url, PAGE).await?;
    let head = page_head::read(&text(&bytes)?);
    let title = shown_words(&head.title, TITLE_LIMIT);
    if title.is_empty() {
        return Err(Trouble::Never("a page without a title"));
    }
    let picture = match head.picture.and_then(|address| url.join(address.trim()).ok()) {
        Some(address) => keep(outside, backend, due.post, address).await,
        None => None,
    };
    let text = shown_words(&head.text, TEXT_LIMIT);
    Ok(Preview { url: due.url.clone(), site: site(&url), title, text, picture })
}

/// A page as text. Pages in other encodings than UTF-8 would be read wrongly, and have no preview.
fn text(bytes: &[u8]) -> Result<String, Trouble> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        // What is cut may end within a character.
        Err(error) if error.error_len().is_none() => {
            Ok(String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned())
        }
        Err(_) => Err(Trouble::Never("a page that is not in UTF-8")),
    }
}

/// The host of an address as it can be shown.
fn site(url: &Url) -> String {
    let asked = url.host_str().unwrap_or_default();
    let (own, read) = idna::domain_to_unicode(asked);
    let shown = if read.is_ok() { shown_host(asked, &own) } else { asked.to_owned() };
    shown.strip_prefix("www.").map(str::to_owned).unwrap_or(shown)
}

/// Fetches a picture and keeps it small; a preview does without one that cannot be had.
async fn keep(
    outside: &Arc<dyn Outside>,
    backend: &Backend,
    post: PostId,
    address: Url,
) -> Option<String> {
    let found = fetch(outside, address.as_str(), PICTURE).await.ok()?;
    let kept = backend
        .blocking(move |backend| {
            let on = backend.db().read(|sql| post::find(sql, post, NOBODY))?;
            let keeper = on.ok_or_else(Error::internal)?.author;
            let small = picture::shrink(&found.bytes, picture::SIDE)?;
            media::keep_picture(backend, keeper, small)
        })
        .await;
    kept.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_page_is_read_and_another_encoding_is_not() {
        assert_eq!(text("麦".as_bytes()).ok().as_deref(), Some("麦"), "whole");
        assert_eq!(text(&"a麦".as_bytes()[..3]).ok().as_deref(), Some("a"), "cut");
        assert!(text(b"\xc2\xf3 and more").is_err(), "in GBK");
    }

    #[test]
    fn a_site_is_called_by_its_host() {
        let of = |address: &str| site(&Url::parse(address).expect("an address"));
        assert_eq!(of("https://www.example.com/x"), "example.com", "without what says nothing");
        assert_eq!(of("https://bücher.example"), "bücher.example", "in its own letters");
        assert_eq!(of("https://аррӏе.com"), "xn--80ak6aa92e.com", "as it is asked for");
    }
}
