//! What is said to a note: comments with answers one level below, and a field to say something.

use super::cards::LikeButton;
use crate::act::{Act, problem};
use crate::clock::{BrowserClock, BrowserRandom, new_op};
use crate::draft::Draft;
use crate::moderation::{ReportItem, Reporting};
use crate::people;
use crate::prelude::*;
use crate::session::use_session;
use crate::ui::*;
use crate::{t, tn};
use leptos::html;
use sampan_protocol::feed::{
    COMMENT_LIMIT, Comment, Liked, NoteShown, RemoveSaid, Role, SayIt, check_comment,
};
use sampan_protocol::ids::{CommentId, NoteId, uuid_v7};
use sampan_protocol::moderation::Target;

/// What is being answered.
#[derive(Clone, Copy)]
pub(super) struct Answering {
    /// The identifier of the comment; empty where the note itself is answered.
    comment: RwSignal<String>,
    /// Who wrote it.
    author: RwSignal<String>,
    place: NodeRef<html::Input>,
}

impl Answering {
    /// The note itself.
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self { comment: text(), author: text(), place: NodeRef::new() }
    }

    fn begin(self, comment: &Comment) {
        self.comment.set(comment.id.to_string());
        self.author.set(comment.author.name.clone());
        if let Some(place) = self.place.get_untracked() {
            let _ = place.focus();
        }
    }

    fn end(self) {
        self.comment.try_set(String::new());
        self.author.try_set(String::new());
    }
}

/// The comments on a note.
#[component]
pub(super) fn Comments(
    /// The note with its comments.
    shown: Memo<Option<NoteShown>>,
    /// What is being answered.
    answering: Answering,
    /// How many parts are wanted.
    parts: RwSignal<u32>,
    /// Where it is asked why one is reported.
    reporting: Reporting,
    /// The comment to which the address leads.
    #[prop(optional)]
    reach: Option<Reach>,
) -> View {
    if let Some(reach) = reach {
        lead(shown, parts, reach);
    }
    let removing = RwSignal::new(None::<CommentId>);
    let asks = RwSignal::new(false);
    let act = Act::new();
    let remove = move |()| {
        if let Some(id) = removing.get_untracked() {
            act.run_aloud(RemoveSaid { op: new_op(), target: Liked::Comment(id) }, |()| {});
        }
    };
    let ask = Callback::new(move |id: CommentId| {
        removing.set(Some(id));
        asks.set(true);
    });
    let me = use_session().with_untracked(|session| session.me.as_ref().map(|me| me.person.id));
    let all = move || {
        let shown = shown.get()?;
        let count = shown.note.as_ref().map_or(0, |seen| seen.note.comments);
        let publishes = shown.role.is_some_and(Role::publishes);
        let row = |(comment, waits): (Comment, bool)| {
            let may_remove = publishes || Some(comment.author.id) == me;
            let mine = Some(comment.author.id) == me;
            one(comment, waits, may_remove.then_some(ask), (!mine).then_some(reporting), answering)
        };
        let nobody = shown.comments.is_empty();
        let rows = shown.comments.into_iter().map(row).collect_view();
        let further = move |()| parts.update(|n| *n += 1);
        let more = shown.more.then(|| view! { <Button kind=ButtonKind::Quiet on_press=further test="comments-more">{t!("feed.more")}</Button> });
        Some(match nobody {
            true => view! { <p class="list-foot">{t!("feed.comments.none")}</p> },
            false => view! {
                <h3 class="comments-count">{tn!("feed.comments", count)}</h3>
                <ul class="said" data-test="comments">{rows}</ul>{more}
            },
        })
    };
    view! {
        <section class="note-said">{all}</section>
        <Confirm open=asks danger=true title=t!("feed.comment.remove.ask") confirm=t!("feed.remove") on_confirm=remove test="comment-remove-ask" />
    }
}

/// Leads to a comment, however old.
fn lead(shown: Memo<Option<NoteShown>>, parts: RwSignal<u32>, reach: Reach) {
    let here = move |id: &str| {
        let shown = shown.get().filter(|shown| shown.note.is_some())?;
        let there = shown.comments.iter().any(|(comment, _)| comment.id.to_string() == id);
        let (count, more, state) = (shown.comments.len(), shown.more, shown.state);
        Some(Here { there, count, more, state })
    };
    let names = Names {
        attribute: "data-comment",
        gone: || t!("feed.comment.lost"),
        out_of_reach: || t!("feed.comment.lost.offline"),
    };
    reach.follow(here, parts, names);
}

fn one(
    comment: Comment,
    waits: bool,
    remove: Option<Callback<CommentId>>,
    reporting: Option<Reporting>,
    answering: Answering,
) -> View {
    let id = comment.id;
    if comment.removed {
        return view! { <li class="said-one gone">{t!("feed.comment.gone")}</li> };
    }
    let (author, href) = (comment.author.clone(), people::path_of(&comment.author));
    let official =
        comment.official.then(|| view! { <Badge tone=Tone::Brand>{t!("feed.official")}</Badge> });
    let to = comment.answers.as_ref().map(|person| {
        view! { <span class="said-to">{t!("feed.comment.to", name = person.name)}" "</span> }
    });
    let held =
        comment.held.then(|| view! { <Badge tone=Tone::Warning>{t!("moderation.held")}</Badge> });
    let report = reporting.map(|reporting| {
        let (target, label) = (Target::new("note-comment", id), comment.body.clone());
        view! {
            <Menu label=t!("feed.menu") test="comment-menu">
                <ReportItem reporting target label />
            </Menu>
        }
    });
    let pending = waits.then(|| view! { <Badge tone=Tone::Warning>{t!("feed.waits")}</Badge> });
    let remove = remove.map(|remove| view! {
        <button class="said-act" type="button" on:click=move |_| remove.run(id) data-test="comment-remove">{t!("feed.remove")}</button>
    });
    let (answered, words) = (comment.clone(), comment.body.clone());
    let answer = move |_| answering.begin(&answered);
    view! {
        <li class="said-one" class:below=comment.root.is_some() data-test="comment" data-comment=id.to_string()>
            <a href=href aria-label=author.name.clone()><PersonAvatar person=author.clone() size=32 /></a>
            <div class="said-body">
                <p class="said-head"><span class="said-name">{author.name.clone()}</span>{official}{pending}{held}</p>
                <p class="said-words selectable">{to}{words}</p>
                <p class="said-foot">
                    <span>{age(comment.created)}</span>
                    <button class="said-act" type="button" on:click=answer data-test="reply">{t!("feed.answer")}</button>
                    {remove}{report}
                </p>
            </div>
            <LikeButton target=Liked::Comment(id) likes=comment.likes liked=comment.liked small=true />
        </li>
    }
}

/// A field to say something; what is typed is kept.
#[component]
pub(super) fn Composer(
    /// On which note.
    note: NoteId,
    /// What is being answered.
    answering: Answering,
) -> View {
    let body = RwSignal::new(String::new());
    let Answering { comment, author, place } = answering;
    Draft::of(format!("comment/{note}"), vec![body]);
    let act = Act::new();
    // One key for what is typed: pressing twice says it once.
    let fresh = || (new_op(), CommentId(uuid_v7(&BrowserClock, &BrowserRandom)));
    let keys = StoredValue::new(fresh());
    let send = move || {
        let text = body.with_untracked(|body| body.trim().to_owned());
        if check_comment(&text).is_err() {
            return;
        }
        let ((op, id), answers) = (keys.get_value(), comment.with_untracked(|id| id.parse().ok()));
        act.run(SayIt { op, comment: id, note, answers, body: text }, move |()| {
            body.try_set(String::new());
            answering.end();
            keys.set_value(fresh());
        });
    };
    let says = Memo::new(move || match comment.with(String::is_empty) {
        true => t!("feed.comment.say"),
        false => t!("feed.comment.answering", name = author.get()),
    });
    let end = move || {
        (!comment.with(String::is_empty)).then(|| view! {
            <IconButton icon="x" label=t!("feed.comment.answering.end") on_press=move |()| answering.end() test="answering-end" />
        })
    };
    let unfit = Signal::derive(move || body.with(|body| check_comment(body.trim()).is_err()));
    let ready = move || {
        (!unfit.get()).then(|| view! {
            <IconButton icon="send" label=t!("feed.comment.send") on_press=move |()| send() test="comment-send" />
        })
    };
    view! {
        {problem(act)}
        <form class="say" on:submit=move |ev| { ev.prevent_default(); send(); }>
            <input node_ref=place class="say-field" type="text" maxlength=COMMENT_LIMIT.to_string() placeholder=move || says.get()
                aria-label=move || says.get() prop:value=body on:input=move |ev| body.set(event_target_value(&ev)) data-test="comment-body" />
            {end}{ready}
        </form>
    }
}
