//! What the service offers, as the ranking takes it: pure.

use crate::fold::fold;
use sampan_protocol::feed::film::{Offered, Source};
use sampan_protocol::feed::{Category, Note, text};
use sampan_protocol::ids::{LifeId, NoteId};
use sampan_rank::{Candidate, Key, Neighbour, Popularity};
use serde::{Deserialize, Serialize};

/// The longest name of something, in characters.
const NAME: usize = 40;

/// What a note is about, as the ranking names it, and as people do.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct About {
    pub(super) item: Key,
    pub(super) author: Option<Key>,
    pub(super) topics: Vec<Key>,
    pub(super) names: Vec<(Key, String)>,
}

/// The ranking's name of a note.
pub(super) fn item(note: NoteId) -> Key {
    Key(note.0.as_u128())
}

/// The ranking's name of an account.
pub(super) fn author(account: LifeId) -> Key {
    Key(account.0.as_u128())
}

/// The ranking's name of a topic, which is in small letters.
pub(super) fn topic(topic: &str) -> Key {
    Key::of(&format!("#{topic}"))
}

/// What a note is about. What its account is about counts as a topic without a name.
pub(super) fn about(note: &Note, category: Option<Category>) -> About {
    let topics = text::topics(&note.text);
    let line = if note.title.is_empty() { &note.text } else { &note.title };
    let mut names = vec![
        (item(note.id), line.lines().next().unwrap_or_default().chars().take(NAME).collect()),
        (author(note.account.id), note.account.name.clone()),
    ];
    names.extend(topics.iter().map(|name| (topic(name), format!("#{name}"))));
    names.retain(|(_, name): &(Key, String)| !name.is_empty());
    let category = category.filter(|category| *category != Category::Other);
    let kinds = category.map(|category| Key::of(&format!("category:{}", category.word())));
    About {
        item: item(note.id),
        author: Some(author(note.account.id)),
        topics: topics.iter().map(|name| topic(name)).chain(kinds).collect(),
        names,
    }
}

/// What is offered, as the ranking takes it. `place` is where I am, in words; empty for anywhere.
pub(super) fn candidate(offered: &Offered, about: &About, place: &str) -> Candidate {
    let Offered { note, sources, recent, shown, neighbours } = offered;
    let mut sources: Vec<_> = sources.iter().map(|source| as_ranked(*source)).collect();
    let is_near = !place.is_empty() && fold(note.place.trim()) == fold(place.trim());
    if is_near && !sources.contains(&sampan_rank::Source::Near) {
        sources.push(sampan_rank::Source::Near);
    }
    let neighbour = |one: &sampan_protocol::feed::film::Neighbour| Neighbour {
        item: item(one.note),
        weight: one.weight as f32 / 1e6,
    };
    Candidate {
        item: about.item,
        author: about.author,
        topics: about.topics.clone(),
        created: note.published.seconds(),
        sources,
        popularity: Popularity { likes: note.likes as f32, recent: *recent as f32 / 1e3 },
        shown: Some(*shown),
        neighbours: neighbours.iter().map(neighbour).collect(),
    }
}

/// From where somebody comes to a video: what says most about it.
pub(super) fn main_source(sources: &[Source]) -> Option<Source> {
    use Source::{Explored, Followed, Near, Popular, Recent, Similar};
    let order = [Followed, Near, Similar, Explored, Popular, Recent];
    order.into_iter().find(|source| sources.contains(source))
}

fn as_ranked(source: Source) -> sampan_rank::Source {
    match source {
        Source::Recent => sampan_rank::Source::Recent,
        Source::Popular => sampan_rank::Source::Popular,
        Source::Followed => sampan_rank::Source::Followed,
        Source::Near => sampan_rank::Source::Near,
        Source::Similar => sampan_rank::Source::Similar,
        Source::Explored => sampan_rank::Source::Explored,
    }
}
