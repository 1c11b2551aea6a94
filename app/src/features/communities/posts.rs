//! Posts as cards: whose, how old, what it says, what people think of it.

use super::links;
use super::looking::Looking;
use super::poll::PollBox;
use super::preview;
use super::reads::KINDS;
use super::shot;
use super::tags::marks;
use super::votes::Votes;
use crate::act::Act;
use crate::answer::{Answer, read};
use crate::clock::new_op;
use crate::prelude::*;
use crate::ui::*;
use crate::{people, t, tn};
use sampan_protocol::communities::{AskFeed, Feed, ListPosts, PostSeen, SavePost, Target};
use sampan_protocol::ids::PostId;
use sampan_protocol::page::Listed;

/// Reads posts as they are looked at.
pub(super) fn read_posts(
    looking: RwSignal<Looking>,
    feed: impl Fn(Looking) -> Feed + Send + Sync + 'static,
) -> Answer<Listed<PostSeen>> {
    read(KINDS, move || {
        let looking = looking.get();
        let (sort, span) = (looking.sort, looking.span);
        ListPosts { list: AskFeed { feed: feed(looking), sort, span }, parts: looking.parts() }
    })
}

/// The cards of a list that goes on. A card is made anew only when its post differs.
#[component]
pub(super) fn Cards(
    /// The posts.
    posts: Answer<Listed<PostSeen>>,
    /// How they are looked at.
    looking: RwSignal<Looking>,
    /// Whether all are of one community, which need not be said.
    #[prop(optional)]
    within: bool,
) -> View {
    let items = move || posts.get().and_then(Result::ok).map(|list| list.items).unwrap_or_default();
    let more = Memo::new(move || posts.get().is_some_and(|list| list.is_ok_and(|list| list.more)));
    let count = Memo::new(move || items().len());
    let go_on = move |()| looking.update(|now| now.further = now.further.saturating_add(1));
    view! {
        <div class="posts" data-test="posts">
            <For each=items key=key children=move |seen| card(seen, within) />
        </div>
        {move || more.get().then(|| view! { <More rows=count label=t!("communities.more") on_more=go_on /> })}
    }
}

/// What tells a card from another one: everything that it shows and that may change.
fn key(seen: &PostSeen) -> String {
    let post = &seen.post;
    let (opinion, edited) =
        (post.opinion.value(), post.edited.map_or(0, sampan_protocol::Timestamp::micros));
    let flags = [post.removed, seen.saved, seen.waits].map(|flag| if flag { '1' } else { '0' });
    let flags = String::from_iter(flags);
    let numbers = [post.up, post.down, post.comments, opinion, edited];
    let mut key = format!("{} {flags}", post.id);
    numbers.iter().for_each(|number| key.extend([" ", &number.to_string()]));
    for tag in &post.tags {
        key.extend([" ", &tag.name, &tag.hue.to_string()]);
    }
    if let Some(preview) = &post.preview {
        key.extend([" ", &preview.url]);
    }
    if let Some(poll) = &post.poll {
        let closed = i64::from(poll.closed);
        let numbers = poll.counts.iter().chain([&poll.voters, &closed]);
        numbers.for_each(|number| key.extend([" ", &number.to_string()]));
        poll.mine.iter().for_each(|word| key.extend([" ", word]));
    }
    key
}

/// One post as a card.
pub(super) fn card(seen: PostSeen, within: bool) -> View {
    let PostSeen { post, excerpt, waits, saved, .. } = seen;
    let href = links::post(post.id);
    let comments = tn!("communities.comments", post.comments);
    let inside = if post.removed {
        view! { <p class="post-gone">{t!("communities.post.gone")}</p> }
    } else {
        let excerpt =
            (!excerpt.is_empty()).then(|| view! { <p class="post-excerpt">{excerpt}</p> });
        view! {
            <h2 class="post-title">{post.title.clone()}</h2>
            {excerpt}
            {shot::few(&post.pictures)}
            {post.preview.as_ref().map(preview::card)}
        }
    };
    view! {
        <article class="card post-card" data-test="post" data-post=post.id.to_string()>
            {byline(&seen_by(&post, waits), within)}
            {marks(post.community.id, &post.tags)}
            <a class="post-link" href=href.clone() data-test="post-open">{inside}</a>
            {post.poll.clone().map(|poll| view! { <PollBox post=post.id poll /> })}
            <footer class="post-foot">
                <Votes target=Target::Post(post.id) counts=(post.up, post.down) opinion=post.opinion />
                <a class="post-comments" href=href aria-label=comments.clone() title=comments data-test="post-comments">
                    <Icon name="message-circle" size=20 />
                    <span>{format::number(post.comments)}</span>
                </a>
                <span class="post-rest"></span>
                <Keep post=post.id saved />
            </footer>
        </article>
    }
}

/// What the line above a post says.
pub(super) struct Byline {
    community: sampan_protocol::communities::InCommunity,
    author: sampan_protocol::people::Person,
    when: String,
    waits: bool,
    held: bool,
}

/// What the line above a post says.
pub(super) fn seen_by(post: &sampan_protocol::communities::Post, waits: bool) -> Byline {
    let when = age(post.created);
    let when = match post.edited {
        Some(_) => t!("communities.edited", time = when),
        None => when,
    };
    Byline {
        community: post.community.clone(),
        author: post.author.clone(),
        when,
        waits,
        held: post.held,
    }
}

/// The line above a post: where, by whom, when.
pub(super) fn byline(line: &Byline, within: bool) -> View {
    let Byline { community, author, when, waits, held } = line;
    let by = people::path_of(author);
    let (author, name) = (author.clone(), author.name.clone());
    let face = match within {
        true => {
            view! { <a href=by.clone() tabindex="-1" aria-hidden="true"><PersonAvatar person=author size=32 /></a> }
        }
        false => {
            let (name, picture) = (community.name.clone(), community.picture.clone());
            let href = links::one(community.id);
            view! { <a href=href tabindex="-1" aria-hidden="true"><Avatar name picture size=32 square=true /></a> }
        }
    };
    let first = (!within).then(|| {
        view! { <a class="byline-where" href=links::one(community.id) data-test="post-where">{community.name.clone()}</a> }
    });
    view! {
        <header class="byline">
            {face}
            <span class="byline-text">
                {first}
                <span class="byline-rest"><a href=by>{name}</a>" · "{when.clone()}</span>
            </span>
            {waits.then(pending)}
            {held.then(|| view! { <Badge tone=Tone::Warning>{t!("moderation.held")}</Badge> })}
        </header>
    }
}

/// Says that something waits in the outbox.
pub(super) fn pending() -> View {
    view! { <Badge tone=Tone::Warning>{t!("communities.pending")}</Badge> }
}

/// Keeps a post, or keeps it no longer.
#[component]
pub(super) fn Keep(
    /// Which.
    post: PostId,
    /// Whether it is kept.
    saved: bool,
) -> View {
    let act = Act::new();
    let label = if saved { t!("communities.unsave") } else { t!("communities.save") };
    let turn = move |()| act.run_aloud(SavePost { op: new_op(), post, kept: !saved }, |()| {});
    view! { <IconButton icon="bookmark" label pressed=saved on_press=turn test="save" /> }
}
