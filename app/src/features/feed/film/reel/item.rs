//! One video, as high as the window: what it shows, what lies over it, what one does with it.

use super::super::ground::ground;
use super::captions::{Captions, Texts};
use super::keys::Wish;
use super::list::Reel;
use super::menu::MenuSheet;
use super::player::{Player, Role};
use super::rail::{Rail, like};
use super::scrubber::Scrubber;
use super::sheets::Sheets;
use super::source::source;
use super::stage::Stage;
use super::talk::Talk;
use super::touch::Touch;
use super::why::WhySheet;
use super::words::Words;
use crate::act::Act;
use crate::answer::{Answer, read};
use crate::features::feed::folders::{Keeping, KeepingSheet};
use crate::features::feed::reads::KINDS;
use crate::features::feed::share::ShareSheet;
use crate::moderation::{ReportSheet, Reporting};
use crate::outward::Outward;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::film::{Film, GetVideo, Hindrance, VideoSeen};
use sampan_protocol::feed::text::Piece;
use sampan_protocol::feed::{GetNote, NoteShown};
use sampan_protocol::media::Made;

/// What the videos of a screen have in common.
#[derive(Clone, Copy)]
pub(super) struct Together {
    /// The videos that come.
    pub(super) reel: Reel,
    /// What holds for each.
    pub(super) stage: Stage,
    /// Where links lead.
    pub(super) outward: Outward,
    /// What a key wished of the one that is looked at, and how many wishes there were.
    pub(super) wish: RwSignal<Option<(u32, Wish)>>,
    /// Whether what is said stands beside it.
    pub(super) beside: RwSignal<bool>,
    /// Whether there is room for that.
    pub(super) roomy: Signal<bool>,
}

/// One video.
#[component]
pub(super) fn Item(
    /// Its place.
    at: usize,
    /// As it came.
    video: VideoSeen,
    /// What it has in common with the others.
    together: Together,
) -> View {
    let Together { reel, stage, .. } = together;
    let role = Memo::new(move || match reel.at.get() {
        now if now == at => Role::Now,
        now if now + 1 == at => Role::Next,
        _ => Role::Away,
    });
    let now = Memo::new(move || role.get() == Role::Now);
    let note = video.seen.note.clone();
    let id = note.id;
    let film = note.film.clone();
    let made = film.as_ref().and_then(|film| film.made.clone());
    let long = made.as_ref().map_or(0, |made| made.duration_ms);
    let player = Player::new((id, video.source), stage, role, long);
    let latest = follow(video);
    if let Some(film) = film.clone() {
        follow_source(player, film, latest);
    }
    let form = Form::of(made.as_ref());
    view! {
        <article class="film" class:tall=form.tall data-video=id.to_string() data-current=move || now.get().to_string()
            aria-label=note.title.clone() inert=move || !now.get() style=("--at", at.to_string()) style=("--own", form.own) style=("--ground", form.ground)>
            <div class="film-frame">
                {note.pictures.into_iter().next().map(|shot| view! { <Picture name=shot.sha256 alt="" /> })}
                <Video player />
                {film.clone().map(|film| view! { <Texts all=film.texts player /> })}
            </div>
            <Above film made video=latest player now together />
        </article>
    }
}

/// How a video looks before it is here.
struct Form {
    own: String,
    ground: String,
    /// Whether it is so much higher than wide that it may fill a phone.
    tall: bool,
}

impl Form {
    fn of(made: Option<&Made>) -> Self {
        let (width, height) = made.map_or((9, 16), |made| (made.width.max(1), made.height.max(1)));
        Self {
            own: format!("calc({width} / {height})"),
            ground: ground(made.and_then(|made| made.thumbhash.as_deref())),
            tall: u64::from(height) * 10 >= u64::from(width) * 16,
        }
    }
}

/// The video as it is now; why it came stays as it was.
fn follow(first: VideoSeen) -> Memo<VideoSeen> {
    let note = first.seen.note.id;
    let answer: Answer<Option<VideoSeen>> = read(KINDS, move || GetVideo { note });
    Memo::new(move || match answer.get() {
        Some(Ok(Some(now))) => {
            VideoSeen { source: first.source, reasons: first.reasons.clone(), ..now }
        }
        _ => first.clone(),
    })
}

fn follow_source(player: Player, film: Film, latest: Memo<VideoSeen>) {
    let base = use_context::<MediaBase>();
    let here = Memo::new(move || latest.with(|latest| latest.here));
    let found = Memo::new(move || source(&base?.0.get(), &film, here.get()));
    player.follow(found);
}

#[component]
fn Video(player: Player) -> View {
    let test = move || (player.role.get() == Role::Now).then_some("player");
    view! {
        <video node_ref=player.element class="film-video" playsinline loop preload="auto" aria-hidden="true" tabindex="-1"
            on:timeupdate=move |_| player.moved() on:loadedmetadata=move |_| player.moved()
            on:waiting=move |_| player.waits.set(true) on:playing=move |_| player.waits.set(false)
            on:error=move |_| player.failed() data-test=test></video>
    }
}

/// Everything that lies over the picture.
#[component]
fn Above(
    #[prop(optional_no_strip)] film: Option<Film>,
    #[prop(optional_no_strip)] made: Option<Made>,
    video: Memo<VideoSeen>,
    player: Player,
    now: Memo<bool>,
    together: Together,
) -> View {
    let Together { reel, stage, outward, roomy, beside, .. } = together;
    let id = video.with_untracked(|video| video.seen.note.id);
    let (sheets, keeping) = (Sheets::new(), Keeping::new(id));
    let shown = RwSignal::new(None::<NoteShown>);
    let known = Memo::new(move || shown.get());
    let act = Act::new();
    let talk = move || match roomy.get_untracked() {
        true => beside.update(|open| *open = !*open),
        false => sheets.talk.set(true),
    };
    obey(together.wish, now, player, move |wish| match wish {
        Wish::Like => like(video, act, false),
        Wish::Talk => talk(),
        _ => {}
    });
    let strip = made.and_then(|made| made.strip);
    let below = move || now.get().then(|| view! { <Below video sheets keeping shown together /> });
    view! {
        <Touch player on_like=move |()| like(video, act, true) on_more=move |()| sheets.menu.set(true) />
        <Troubled player reel />
        {film.map(|film| view! { <Captions note=id film player stage /> })}
        <Words video shown=known outward />
        <Rail video now on_like=move |()| like(video, act, false) sheets keeping shown=known on_talk=move |()| talk() />
        <Scrubber player strip />
        {below}
    }
}

/// Does what a key wished, while the video is looked at.
fn obey(
    wish: RwSignal<Option<(u32, Wish)>>,
    now: Memo<bool>,
    player: Player,
    act: impl Fn(Wish) + 'static,
) {
    Effect::new(move |before: Option<u32>| {
        let Some((count, wish)) = wish.get() else { return 0 };
        let is_new = before.is_some_and(|before| before < count);
        if is_new && now.get_untracked() {
            super::keys::on_player(wish, player);
            act(wish);
        }
        count
    });
}

/// That it waits for what it plays, or why it cannot be played.
#[component]
fn Troubled(player: Player, reel: Reel) -> View {
    go_on_once_online(player);
    // Made once for each trouble: what is pressed stays where it is.
    let trouble = Memo::new(move || {
        match (player.broken.get(), player.hindrance.get(), player.waits.get()) {
            (true, Some(why), _) => Trouble::Hindered(why),
            // Until it is known why.
            (true, None, _) | (false, _, true) => Trouble::Waits,
            (false, _, false) => Trouble::None,
        }
    });
    let told = move || match trouble.get() {
        Trouble::Hindered(why) => hindered(why, player, reel),
        Trouble::Waits => view! { <span class="film-waits" aria-hidden="true"></span> },
        Trouble::None => View::none(),
    };
    view! { {told} }
}

/// Why a video does not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    None,
    Waits,
    Hindered(Hindrance),
}

/// Why it cannot be played, and what one can do.
fn hindered(why: Hindrance, player: Player, reel: Reel) -> View {
    let (icon, words, test) = match why {
        Hindrance::Offline => ("cloud-off", t!("feed.video.offline"), "video-offline"),
        Hindrance::Gone => ("eye-off", t!("feed.video.gone"), "video-gone"),
        Hindrance::Broken => ("circle-alert", t!("feed.video.broken"), "video-broken"),
    };
    let button = match why {
        // Trying again brings nothing back.
        Hindrance::Gone => view! {
            <Button kind=ButtonKind::Soft small=true on_press=move |()| reel.step(true) test="video-pass">{t!("feed.video.after")}</Button>
        },
        Hindrance::Offline | Hindrance::Broken => view! {
            <Button kind=ButtonKind::Soft small=true on_press=move |()| player.turn() test="video-retry">{t!("ui.retry")}</Button>
        },
    };
    view! {
        <div class="film-trouble" role="status" data-test=test><Icon name=icon size=32 /><p>{words}</p>{button}</div>
    }
}

/// Tries again by itself what was not reached, once the service is.
fn go_on_once_online(player: Player) {
    let session = use_session();
    let online = Memo::new(move || session.with(|session| session.sync.online));
    Effect::new(move |before: Option<bool>| {
        let now = online.get();
        if before == Some(false)
            && now
            && player.hindrance.get_untracked() == Some(Hindrance::Offline)
        {
            player.retry();
        }
        now
    });
}

/// What is there only for the video that is looked at: its sheets, and what is known of it besides.
#[component]
fn Below(
    video: Memo<VideoSeen>,
    sheets: Sheets,
    keeping: Keeping,
    shown: RwSignal<Option<NoteShown>>,
    together: Together,
) -> View {
    let Together { reel, stage, .. } = together;
    let id = video.with_untracked(|video| video.seen.note.id);
    let answer = read(KINDS, move || GetNote { note: id, parts: 1 });
    Effect::new(move |_| {
        if let Some(Ok(found)) = answer.get() {
            shown.try_set(Some(found));
        }
    });
    let topics = Memo::new(move || {
        shown.with(|shown| {
            let pieces = shown.as_ref().map(|shown| shown.pieces.as_slice()).unwrap_or_default();
            let mut topics = Vec::new();
            for piece in pieces {
                if let Piece::Topic(topic) = piece
                    && !topics.contains(topic)
                {
                    topics.push(topic.clone());
                }
            }
            topics
        })
    });
    let note = Memo::new(move || video.with(|video| Some(video.seen.note.clone())));
    let reporting = Reporting::new();
    view! {
        <MenuSheet sheets video topics reel stage reporting />
        <WhySheet open=sheets.why video />
        <ShareSheet open=sheets.share id note />
        <KeepingSheet keeping />
        <ReportSheet reporting />
        <Sheet open=sheets.talk title=t!("feed.video.comments") test="video-talk"><Talk note=id /></Sheet>
    }
}
