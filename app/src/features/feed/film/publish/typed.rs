//! What is said with a video, as it is typed: kept on every pause, so that a crash loses nothing.

use super::super::super::crop::{Form, part};
use super::staging::{Staged, Staging};
use super::times;
use crate::bridge;
use crate::draft::Draft;
use crate::prelude::*;
use sampan_protocol::Timestamp;
use sampan_protocol::feed::film::captions::{self, Cue};
use sampan_protocol::feed::film::{Audience, Filmed, Overlay};
use sampan_protocol::feed::ops::Said;
use sampan_protocol::feed::{Crop, Tag, check_note};
use serde::{Deserialize, Serialize};

/// The form under whose name it is kept.
pub(in super::super) const DRAFT: &str = "film";

/// Words that stand in the video for a while.
#[derive(Clone, Copy)]
pub(super) struct TypedText {
    pub(super) text: RwSignal<String>,
    pub(super) from: RwSignal<String>,
    pub(super) to: RwSignal<String>,
    /// Where, in thousandths.
    pub(super) place: RwSignal<(u16, u16)>,
}

impl TypedText {
    /// What stands there already.
    pub(super) fn of(text: Overlay) -> Self {
        Self {
            text: RwSignal::new(text.text),
            from: RwSignal::new(times::written(text.from_ms)),
            to: RwSignal::new(times::written(text.to_ms)),
            place: RwSignal::new((text.x, text.y)),
        }
    }

    /// As it is; none where a moment is none. Tracked.
    pub(super) fn read(self) -> Option<Overlay> {
        let (x, y) = self.place.get();
        let text = self.text.with(|text| text.trim().to_owned());
        let (from_ms, to_ms) = (times::read(&self.from.get())?, times::read(&self.to.get())?);
        Some(Overlay { text, x, y, from_ms, to_ms })
    }
}

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) staging: Staging,
    pub(super) title: RwSignal<String>,
    pub(super) text: RwSignal<String>,
    pub(super) place: RwSignal<String>,
    pub(super) sound: RwSignal<String>,
    pub(super) audience: RwSignal<Audience>,
    pub(super) account: RwSignal<String>,
    pub(super) tags: RwSignal<Vec<Tag>>,
    pub(super) texts: RwSignal<Vec<TypedText>>,
    pub(super) cues: RwSignal<Vec<Cue>>,
    /// From when until when, in milliseconds; 0 for until the end.
    pub(super) trim: RwSignal<(u64, u64)>,
    /// Which moment is the cover.
    pub(super) cover: RwSignal<u64>,
    /// The word of the form that is kept of the picture.
    pub(super) form: RwSignal<&'static str>,
    /// Which part of it, in thousandths.
    pub(super) shift: RwSignal<u32>,
    /// When it comes out, as a field of the browser says it; empty for as soon as it can.
    pub(super) publish: RwSignal<String>,
}

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Kept {
    said: Said,
    sound: String,
    texts: Vec<Overlay>,
    cues: String,
    tags: Vec<Tag>,
    staged: Option<Staged>,
    trim: (u64, u64),
    cover: u64,
    form: String,
    shift: u32,
    publish: String,
    #[serde(default)]
    account: String,
}

impl Typed {
    /// Nothing is.
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            staging: Staging::new(),
            title: text(),
            text: text(),
            place: text(),
            sound: text(),
            audience: RwSignal::new(Audience::default()),
            account: text(),
            tags: RwSignal::new(Vec::new()),
            texts: RwSignal::new(Vec::new()),
            cues: RwSignal::new(Vec::new()),
            trim: RwSignal::new((0, 0)),
            cover: RwSignal::new(0),
            form: RwSignal::new(Form::Whole.word()),
            shift: RwSignal::new(500),
            publish: text(),
        }
    }

    /// How long the video is that was picked; tracked.
    pub(super) fn long(self) -> u64 {
        self.staging.video.with(|video| video.as_ref().map_or(0, |video| video.long))
    }

    /// From when until when it is shown; tracked.
    pub(super) fn span(self) -> (u64, u64) {
        let ((from, to), long) = (self.trim.get(), self.long());
        let to = if to == 0 { long } else { to.min(long) };
        (from.min(to), to)
    }

    /// What is cut off, if anything is; tracked.
    pub(super) fn cut(self) -> Option<(u64, u64)> {
        let (span, long) = (self.span(), self.long());
        (long > 0 && span != (0, long)).then_some(span)
    }

    /// Which moment is the cover, within what is left; tracked.
    pub(super) fn cover_at(self) -> u64 {
        let (from, to) = self.span();
        self.cover.get().clamp(from, to)
    }

    /// What of the picture is kept; none for all. Tracked.
    pub(super) fn crop(self) -> Option<Crop> {
        let form = Form::FILMS.into_iter().find(|form| form.word() == self.form.get())?;
        let pixels =
            self.staging.video.with(|video| video.as_ref().map(|v| (v.width, v.height)))?;
        part(form, pixels, self.shift.get())
    }

    /// What it says, with times of what is left of the video; none where a moment is none. Tracked.
    pub(super) fn said(self) -> Option<Said> {
        let (from, to) = self.span();
        let inside = |(begin, end): (u64, u64)| {
            let (begin, end) = (begin.max(from), if to == 0 { end } else { end.min(to) });
            (begin < end).then(|| (begin - from, end - from))
        };
        let texts: Option<Vec<Overlay>> =
            self.texts.get().into_iter().map(TypedText::read).collect();
        let texts = texts?.into_iter().filter_map(|text| {
            let (from_ms, to_ms) = inside((text.from_ms, text.to_ms))?;
            Some(Overlay { from_ms, to_ms, ..text })
        });
        let cues = self.cues.get().into_iter().filter_map(|cue| {
            let (from_ms, to_ms) = inside((cue.from_ms, cue.to_ms))?;
            Some(Cue { from_ms, to_ms, ..cue })
        });
        let cues: Vec<Cue> = cues.collect();
        let captions = if cues.is_empty() { String::new() } else { captions::write(&cues) };
        let (texts, sound, tags) = (texts.collect(), trimmed(self.sound), self.tags.get());
        let film = self
            .staging
            .video
            .with(|video| video.as_ref().map(|video| video.id))
            .map(|id| Filmed { id, texts, captions, sound, tags });
        Some(Said { film, ..self.words() })
    }

    /// What it says without its video; tracked.
    fn words(self) -> Said {
        Said {
            title: trimmed(self.title),
            text: trimmed(self.text),
            place: trimmed(self.place),
            audience: self.audience.get(),
            ..Said::default()
        }
    }

    /// Whether it cannot be posted like this.
    pub(super) fn incomplete(self) -> Signal<bool> {
        Signal::derive(move || {
            let unfit = self.said().is_none_or(|said| check_note(&said).is_err());
            unfit || !self.staging.is_whole()
        })
    }

    /// When it comes out; none for as soon as it can.
    pub(super) fn publish(self) -> Option<Timestamp> {
        let millis = js_sys::Date::parse(&self.publish.get_untracked());
        #[expect(clippy::cast_possible_truncation, reason = "a time that somebody chooses")]
        millis.is_finite().then(|| Timestamp::from_seconds((millis / 1_000.0) as i64))
    }

    /// Keeps all of it, and brings back what was kept where nothing is typed yet.
    pub(super) fn draft(self) -> Draft {
        let bring_back = Callback::new(move |text: String| {
            let untouched = untrack(|| self.kept() == Kept::default());
            if let Some(kept) = bridge::parse::<Kept>(&text).filter(|_| untouched) {
                self.fill(kept);
            }
        });
        let now = Signal::derive(move || match self.kept() {
            kept if kept == Kept::default() => String::new(),
            kept => bridge::text(&Kept { account: self.account.get(), ..kept }),
        });
        Draft::with(DRAFT.to_owned(), bring_back, now)
    }

    fn kept(self) -> Kept {
        let cues =
            self.cues.with(|c| if c.is_empty() { String::new() } else { captions::write(c) });
        let form = self.form.get();
        let shift = self.shift.get();
        Kept {
            said: self.words(),
            sound: trimmed(self.sound),
            texts: self.texts.get().into_iter().filter_map(TypedText::read).collect(),
            cues,
            tags: self.tags.get(),
            staged: self.staging.video.get(),
            trim: self.trim.get(),
            cover: self.cover.get(),
            form: if form == Form::Whole.word() { String::new() } else { form.to_owned() },
            // The middle is nothing that anybody chose.
            shift: if shift == 500 { 0 } else { shift },
            publish: self.publish.get(),
            // Which one is chosen first is nothing that anybody typed.
            account: String::new(),
        }
    }

    fn fill(self, kept: Kept) {
        self.title.set(kept.said.title);
        self.text.set(kept.said.text);
        self.place.set(kept.said.place);
        self.audience.set(kept.said.audience);
        self.sound.set(kept.sound);
        self.texts.set(kept.texts.into_iter().map(TypedText::of).collect());
        self.cues.set(captions::read(&kept.cues).unwrap_or_default());
        self.tags.set(kept.tags);
        self.trim.set(kept.trim);
        self.cover.set(kept.cover);
        let form = Form::FILMS.into_iter().find(|form| form.word() == kept.form);
        self.form.set(form.unwrap_or(Form::Whole).word());
        self.shift.set(if kept.shift == 0 { 500 } else { kept.shift });
        self.publish.set(kept.publish);
        if !kept.account.is_empty() {
            self.account.set(kept.account);
        }
        if let Some(staged) = kept.staged {
            self.staging.bring_back(staged);
        }
    }
}

fn trimmed(text: RwSignal<String>) -> String {
    text.with(|text| text.trim().to_owned())
}
