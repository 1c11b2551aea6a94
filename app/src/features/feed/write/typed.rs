//! What a note says, as it is typed.

use crate::bridge;
use crate::draft::Draft;
use crate::prelude::*;
use sampan_protocol::Timestamp;
use sampan_protocol::feed::film::{Audience, Filmed};
use sampan_protocol::feed::ops::Said;
use sampan_protocol::feed::{Shot, check_note};
use serde::Deserialize;

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) title: RwSignal<String>,
    pub(super) text: RwSignal<String>,
    pub(super) place: RwSignal<String>,
    pub(super) shots: RwSignal<Vec<Shot>>,
    pub(super) clip: RwSignal<Option<String>>,
    /// A video that was posted stays with its note.
    pub(super) film: RwSignal<Option<Filmed>>,
    /// Who may see it.
    pub(super) audience: RwSignal<Audience>,
    /// When it comes out, as a field of the browser says it; empty for now.
    pub(super) publish: RwSignal<String>,
}

impl Typed {
    /// What a note says now.
    pub(super) fn of(said: Said) -> Self {
        let typed = Self {
            title: RwSignal::new(String::new()),
            text: RwSignal::new(String::new()),
            place: RwSignal::new(String::new()),
            shots: RwSignal::new(Vec::new()),
            clip: RwSignal::new(None),
            film: RwSignal::new(None),
            audience: RwSignal::new(Audience::default()),
            publish: RwSignal::new(String::new()),
        };
        typed.fill(said);
        typed
    }

    fn fill(self, said: Said) {
        self.title.set(said.title);
        self.text.set(said.text);
        self.place.set(said.place);
        self.shots.set(said.pictures);
        self.clip.set(said.clip);
        self.film.set(said.film);
        self.audience.set(said.audience);
    }

    /// What it says; tracked.
    pub(super) fn said(self) -> Said {
        let trimmed = |text: RwSignal<String>| text.with(|text| text.trim().to_owned());
        Said {
            title: trimmed(self.title),
            text: trimmed(self.text),
            pictures: self.shots.get(),
            clip: self.clip.get(),
            film: self.film.get(),
            place: trimmed(self.place),
            audience: self.audience.get(),
        }
    }

    /// Whether it cannot be published like this.
    pub(super) fn incomplete(self) -> Signal<bool> {
        Signal::derive(move || check_note(&self.said()).is_err())
    }

    /// When it comes out; none for now.
    pub(super) fn publish(self) -> Option<Timestamp> {
        let text = self.publish.get_untracked();
        let millis = js_sys::Date::parse(&text);
        #[expect(clippy::cast_possible_truncation, reason = "a time that somebody chooses")]
        millis.is_finite().then(|| Timestamp::from_seconds((millis / 1_000.0) as i64))
    }

    /// Keeps it under a form's name, pictures and tags, too.
    pub(super) fn draft(self, form: String) -> Draft {
        let bring_back = Callback::new(move |kept: String| {
            if let Some(said) = said_in(&kept)
                && untrack(|| self.said()) == Said::default()
            {
                self.fill(said);
            }
        });
        let now = Signal::derive(move || match self.said() {
            said if said == Said::default() => String::new(),
            said => bridge::text(&said),
        });
        Draft::with(form, bring_back, now)
    }
}

/// What a draft of the time says when notes had no videos and everybody saw them.
#[derive(Deserialize)]
struct Early {
    title: String,
    text: String,
    pictures: Vec<Shot>,
    clip: Option<String>,
    place: String,
}

/// What a draft says.
fn said_in(kept: &str) -> Option<Said> {
    let early = || {
        let Early { title, text, pictures, clip, place } = bridge::parse(kept)?;
        Some(Said { title, text, pictures, clip, place, ..Said::default() })
    };
    bridge::parse(kept).or_else(early)
}
