//! What the world behind the double shows to everybody: lists in one part each, and files by range.

use super::world::World;
use sampan_protocol::auth::{Signed, sha256_hex};
use sampan_protocol::page::{Page, Part};
use sampan_protocol::sync::{Answer, Headers};
use serde_json::Value;
use std::collections::BTreeMap;

/// What there is to see.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown {
    /// Items of lists, by the path that is asked; a list that is not here has none.
    pub(crate) lists: BTreeMap<String, Vec<Value>>,
    /// From where on files were asked for, by their paths.
    pub(crate) parts: Vec<(String, u64)>,
}

impl World {
    /// Answers with a list of everybody's.
    pub(super) fn list(&self, path: &str, body: &[u8]) -> Answer {
        let asked: Value = serde_json::from_slice(body).expect("JSON");
        let part: Part = serde_json::from_value(asked["part"].clone()).expect("a part");
        let items = self.shown.lists.get(path).cloned().unwrap_or_default();
        let etag = sha256_hex(&serde_json::to_vec(&items).expect("JSON"));
        let unchanged = etag == part.etag;
        let items = if unchanged { Vec::new() } else { items };
        let page = Page { items, next: None, etag, unchanged };
        Answer { status: 200, body: serde_json::to_vec(&page).expect("JSON") }
    }

    /// Serves a file, or the part of it that is asked for.
    pub(super) fn serve(&mut self, request: &Signed, headers: &Headers) -> (Answer, Headers) {
        let whole = self.answer(request);
        let range = headers.iter().find(|(name, _)| name == "range").map(|(_, value)| value);
        let range = range.and_then(|range| range.strip_prefix("bytes=")?.split_once('-'));
        let (Some((from, last)), 200) = (range, whole.status) else {
            return (whole, Headers::new());
        };
        let (from, total) = (from.parse::<usize>().expect("a number"), whole.body.len());
        self.shown.parts.push((request.path.clone(), from as u64));
        if from >= total {
            return (Answer { status: 416, body: Vec::new() }, Headers::new());
        }
        let end = last.parse::<usize>().map_or(total, |last| total.min(last + 1));
        let told = vec![
            ("content-type".to_owned(), kind(&whole.body).to_owned()),
            ("content-range".to_owned(), format!("bytes {from}-{}/{total}", end - 1)),
        ];
        (Answer { status: 206, body: whole.body[from..end].to_vec() }, told)
    }
}

fn kind(bytes: &[u8]) -> &'static str {
    match bytes {
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => "video/mp4",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        _ => "text/html",
    }
}
