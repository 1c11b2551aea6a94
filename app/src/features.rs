//! The features of the app: the only file that names them, and what each gives to the shell.

pub(crate) mod communities;
pub(crate) mod feed;
pub(crate) mod wallet;

use crate::operate::ActFace;
use crate::prelude::*;
use crate::router::{Part, Route};
use crate::session::use_session;
use sampan_protocol::operate::Act;
use sampan_protocol::search::Kind;

/// What a feature gives to the shell. Each feature has one as `pub const FEATURE`.
pub(crate) struct Feature {
    /// Its name in every layer.
    pub(crate) name: &'static str,
    /// Its screens that many people open.
    pub(crate) routes: &'static [Route],
    /// Its other screens, which are loaded when one of them is first opened.
    pub(crate) parts: &'static [Part],
    /// Its tab in the bottom bar and the rail, if it has one.
    pub(crate) tab: Option<Entry>,
    /// The large actions at the head of the home screen.
    pub(crate) actions: &'static [Entry],
    /// Its places in the operators' menu.
    pub(crate) operate: &'static [Entry],
    /// How an act of operators looks, if it is the feature's; its title is `operate.act.<kind>`.
    pub(crate) act: fn(&Act) -> Option<ActFace>,
    /// Its places in the service grid.
    pub(crate) services: &'static [Entry],
    /// What it shows on the home screen, above the service grid.
    pub(crate) home_top: Option<fn() -> View>,
    /// What it shows on the home screen, below the service grid (at the right on a wide window).
    pub(crate) home: Option<fn() -> View>,
    /// What one can do with a person; the person's id is added to each path.
    pub(crate) person_actions: &'static [Entry],
    /// What one can do in a group; the chat is added to each path, as `chat`, with how many `others` are
    /// in it. (With one person it is what one can do with that person, who is in the path already.)
    pub(crate) chat_actions: &'static [Entry],
    /// Its cards in chats: `test` is the kind of the card.
    pub(crate) cards: &'static [Entry],
    /// What one can do with a merchant besides.
    pub(crate) merchant_actions: &'static [Entry],
    /// The path for a `sampan://<word>/<rest>?<query>` link, if the feature knows the word.
    pub(crate) link: fn(&crate::link::Link) -> Option<String>,
    /// The tag of an icon for a waiting operation with this name, if it is the feature's.
    pub(crate) operation: fn(&str) -> Option<Entry>,
}

/// Something that can be pressed to get somewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its name for tests.
    pub(crate) test: &'static str,
    /// The key of its label.
    pub(crate) label: &'static str,
    /// Its icon.
    pub(crate) icon: &'static str,
    /// Where it leads; empty where it leads nowhere.
    pub(crate) path: &'static str,
    /// Its colour, 0–7.
    pub(crate) hue: u8,
}

/// Every feature, in the order of `sampan_protocol::features::ALL`.
const ALL: &[&Feature] = &[&wallet::FEATURE, &communities::FEATURE, &feed::FEATURE];

/// The features that neither operator nor person switched off.
pub(crate) fn on() -> Vec<&'static Feature> {
    let session = use_session().get_untracked();
    let by_operator = session.service.map(|s| s.settings.features_off).unwrap_or_default();
    let is_on = |f: &&&Feature| {
        sampan_protocol::features::is_on(f.name, &by_operator, &session.settings.features_off)
    };
    ALL.iter().filter(is_on).copied().collect()
}

/// How a card of this kind looks, if a feature knows it.
pub(crate) fn card(kind: &str) -> Option<&'static Entry> {
    ALL.iter().flat_map(|feature| feature.cards).find(|entry| entry.test == kind)
}

/// The screens of all features.
pub(crate) fn routes() -> impl Iterator<Item = &'static Route> {
    ALL.iter().flat_map(|feature| feature.routes)
}

/// The screens of all features that are loaded apart.
pub(crate) fn parts() -> impl Iterator<Item = &'static Part> {
    ALL.iter().flat_map(|feature| feature.parts)
}

/// Where a text with a link can be shared inside the app: how each is shown, and its path.
pub(crate) fn share_paths(text: &str) -> Vec<(Entry, String)> {
    let text = crate::link::encode(text);
    let is_on = |name: &str| on().iter().any(|feature| feature.name == name);
    [communities::SHARE]
        .into_iter()
        .filter(|(name, _)| is_on(name))
        .map(|(_, entry)| (entry, format!("{}?text={text}", entry.path)))
        .collect()
}

/// The kinds of things that are found, without those of features that are switched off.
pub(crate) fn found_kinds() -> Vec<Kind> {
    let is_on = |name: &str| on().iter().any(|feature| feature.name == name);
    let owner = |kind: &Kind| match kind {
        Kind::Person | Kind::Message => None,
        Kind::Community | Kind::Post | Kind::Comment | Kind::Gathering => Some("communities"),
        Kind::Account | Kind::Note | Kind::NoteComment => Some("feed"),
    };
    Kind::ALL.into_iter().filter(|kind| owner(kind).is_none_or(is_on)).collect()
}

/// Icon and hue of what a kind of notice or row belongs to, by its first word.
pub(crate) fn look_of(kind: &str) -> (&'static str, u8) {
    let word = kind.split('.').next().unwrap_or_default();
    let entry = ALL
        .iter()
        .find(|feature| feature.name == word)
        .and_then(|feature| feature.services.first());
    entry.map_or(("bell", 8), |entry| (entry.icon, entry.hue))
}
