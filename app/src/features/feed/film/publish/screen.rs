//! Screen `feed.publish`: posts a video.

use super::captions::CaptionsField;
use super::cut::{Cover, Cropping, Trim};
use super::details::{Terms, Words};
use super::frames::cover;
use super::pick::Pick;
use super::preview::{Playing, Preview};
use super::tags::TagsField;
use super::texts::TextsField;
use super::typed::Typed;
use crate::act::{Act, problem};
use crate::clock::{BrowserClock, BrowserRandom, new_op};
use crate::features::feed::links;
use crate::features::feed::reads::read_managed;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;
use sampan_protocol::feed::film::PostVideo;
use sampan_protocol::ids::{NoteId, uuid_v7};

/// Posts a video.
#[component]
pub(crate) fn PublishScreen() -> View {
    let (typed, playing) = (Typed::new(), Playing::new());
    let Posting { act, busy, post } = Posting::new(typed);
    cut_anew(typed);
    let seen = Memo::new(move || typed.staging.address.with(Option::is_some));
    let measured = Memo::new(move || typed.long() > 0);
    let picture = move || seen.get().then(|| view! { <Preview typed playing /> });
    let cutting = move || {
        (seen.get() && measured.get()).then(|| view! {
            <details class="publish-part" open=true><summary>{t!("feed.publish.cut")}</summary>
                <div class="stack"><Trim typed playing /><Cover typed playing /><Cropping typed /></div>
            </details>
        })
    };
    view! {
        <Screen name="feed.publish" title=t!("feed.video.post") back=links::VIDEOS wide=true>
            <div class="publish">
                <div class="publish-seen"><Pick typed />{picture}</div>
                <div class="form publish-form">
                    {cutting}
                    <Account typed />
                    <Words typed />
                    <details class="publish-part"><summary data-test="publish-in">{t!("feed.publish.in")}</summary>
                        <div class="stack"><TextsField typed playing /><CaptionsField typed playing /><TagsField typed /></div>
                    </details>
                    <Terms typed />
                    {problem(act)}
                    <Button block=true icon="send" busy disabled=typed.incomplete() on_press=move |()| post.run(()) test="video-publish">{t!("feed.publish")}</Button>
                    <p class="list-foot">{t!("feed.publish.kept")}</p>
                </div>
            </div>
        </Screen>
    }
}

/// Another video is not cut as the one before was.
fn cut_anew(typed: Typed) {
    Effect::new(move |before: Option<Option<String>>| {
        let now = typed.staging.address.get();
        if now.is_some() && before.is_some_and(|before| before != now) {
            typed.trim.set((0, 0));
            typed.cover.set(0);
        }
        now
    });
}

/// Handing the video over.
struct Posting {
    act: Act,
    busy: Signal<bool>,
    post: Callback<()>,
}

impl Posting {
    /// It is handed over once, whatever is pressed how often.
    fn new(typed: Typed) -> Self {
        let draft = typed.draft();
        let (act, op) = (Act::new(), new_op());
        let note = NoteId(uuid_v7(&BrowserClock, &BrowserRandom));
        let navigate = StoredValue::new_local(use_navigate());
        let drawing = RwSignal::new(false);
        let send = move |cover: Option<String>| {
            let Some(said) = untrack(|| typed.said()) else { return };
            let command = PostVideo {
                op,
                note,
                account: typed.account.get_untracked().parse().ok(),
                said,
                cover_ms: Some(untrack(|| typed.cover_at())).filter(|at| *at > 0),
                trim: untrack(|| typed.cut()),
                crop: untrack(|| typed.crop()),
                publish: typed.publish(),
                cover,
            };
            act.run(command, move |()| {
                draft.forget();
                let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                navigate.try_with_value(|go| go(links::STUDIO, options));
            });
        };
        let post = move |()| {
            if drawing.get_untracked() {
                return;
            }
            drawing.set(true);
            spawn_local(async move {
                let (at, crop) = untrack(|| (typed.cover_at(), typed.crop()));
                let drawn = match typed.staging.address.get_untracked() {
                    Some(address) => cover(&address, at, crop).await,
                    None => None,
                };
                if drawing.try_set(false) {
                    send(drawn);
                }
            });
        };
        let busy = Signal::derive(move || drawing.get() || act.busy().get());
        Self { act, busy, post: Callback::new(post) }
    }
}

/// In whose name it is posted: one of mine, or my own account, which is opened by itself.
#[component]
fn Account(typed: Typed) -> View {
    let all = read_managed();
    let options = Memo::new(move || {
        let mine = all.get().and_then(Result::ok).unwrap_or_default();
        let mine = mine.into_iter().filter(|one| one.role.publishes());
        mine.map(|one| (one.account.id.to_string(), one.account.name)).collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        let first = options.with(|all| all.first().map(|(id, _)| id.clone()));
        let chosen = typed.account.get_untracked();
        if let Some(first) = first.filter(|_| chosen.is_empty()) {
            typed.account.set(first);
        }
    });
    let shown = move || match options.get() {
        none if none.is_empty() => {
            view! { <p class="hint"><Icon name="user-round" size=16 />{t!("feed.publish.own")}</p> }
        }
        options => {
            view! { <Select label=t!("feed.write.as") options value=typed.account test="video-as" /> }
        }
    };
    view! { {shown} }
}
