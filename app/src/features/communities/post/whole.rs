//! The whole post.

use super::super::links;
use super::super::poll::PollBox;
use super::super::posts::{Keep, byline, seen_by};
use super::super::preview;
use super::super::reactions::{ReactionSigns, felt};
use super::super::shot::Gallery;
use super::super::tags::marks;
use super::super::votes::Votes;
use super::super::written::Written;
use super::screen::Around;
use crate::messages;
use crate::moderation::{MuteItem, ReportItem};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::communities::{Post, PostSeen, Role, Target};
use sampan_protocol::messages::Card;
use sampan_protocol::moderation::Target as About;
use sampan_protocol::people::Person;

/// The whole post.
#[component]
pub(super) fn Whole(
    /// The post.
    seen: PostSeen,
    /// What stands beside it.
    around: Around,
) -> View {
    let PostSeen { post, html, waits, saved, mine, .. } = seen;
    let line = byline(&seen_by(&post, waits), false);
    if post.removed {
        return view! {
            <article class="card post-whole" data-test="post-whole">{line}<p class="post-gone">{t!("communities.post.gone")}</p></article>
        };
    }
    let pictures = (!post.pictures.is_empty())
        .then(|| view! { <Gallery names=post.pictures.clone() large=around.large /> });
    let body = (!html.is_empty()).then(|| view! { <Written html /> });
    let comments = tn!("communities.comments", post.comments);
    view! {
        <article class="card post-whole" data-test="post-whole">
            {line}
            <h2 class="post-title selectable" data-test="post-title">{post.title.clone()}</h2>
            {marks(post.community.id, &post.tags)}
            {body}
            {pictures}
            {post.preview.clone().map(preview::link)}
            {post.poll.clone().map(|poll| view! { <PollBox post=post.id poll /> })}
            {feelings(&post, waits)}
            <footer class="post-foot">
                <Votes target=Target::Post(post.id) counts=(post.up, post.down) opinion=post.opinion />
                <span class="post-comments"><Icon name="message-circle" size=20 /><span data-test="comment-count">{comments}</span></span>
                <span class="post-rest"></span>
                {(!waits).then(|| view! { <IconButton icon="share-2" label=t!("communities.share.chat") href=share(&post) test="share" /> })}
                <Keep post=post.id saved />
                {acts(&post, mine, around)}
            </footer>
        </article>
    }
}

/// What people feel about the post, and saying what one feels.
fn feelings(post: &Post, waits: bool) -> View {
    let (target, mine) = (Target::Post(post.id), post.reactions.mine);
    let felt = felt(target, &post.reactions);
    let say = (!waits).then(|| {
        view! { <Menu label=t!("communities.react") icon="smile-plus" test="react"><ReactionSigns target mine /></Menu> }
    });
    view! { <div class="post-felt">{felt}{say}</div> }
}

/// Where the post is shared into a chat.
fn share(post: &Post) -> String {
    messages::share_path(&Card {
        kind: "communities.post".to_owned(),
        id: post.id.to_string(),
        title: post.title.clone(),
        text: post.community.name.clone(),
        picture: post.pictures.first().cloned(),
        link: links::post(post.id),
        ..Card::default()
    })
}

/// What its author or a moderator can do.
fn acts(seen: &Post, mine: bool, around: Around) -> View {
    let (post, title, author) = (seen.id, seen.title.clone(), seen.author.clone());
    let moderates = around.role.get().is_some_and(Role::moderates);
    let navigate = use_navigate();
    let edit = mine.then(|| {
        let edit = move |()| navigate(&links::rewrite(post), NavigateOptions::default());
        view! { <MenuItem label=t!("communities.edit") icon="pencil" on_press=edit test="edit" /> }
    });
    let remove = mine.then(|| {
        let remove = move |()| around.removal.ask(Target::Post(post));
        view! { <MenuItem label=t!("communities.remove") icon="trash-2" danger=true on_press=remove test="remove" /> }
    });
    let target = About::new("post", post);
    let others = (!mine).then(|| others(target, title, author, (moderates, around)));
    view! {
        <Menu label=t!("communities.menu") test="post-menu">
            {edit}
            {remove}
            {others}
        </Menu>
    }
}

/// Says that something waits for a moderator, and nobody else sees it.
pub(super) fn held() -> View {
    view! { <Badge tone=Tone::Warning>{t!("moderation.held")}</Badge> }
}

/// What can be done with what somebody else wrote.
pub(super) fn others(
    target: About,
    label: String,
    author: Person,
    (moderates, around): (bool, Around),
) -> View {
    let decide = moderates.then(|| {
        let target = target.clone();
        let ask = move |()| around.deciding.ask(target.clone(), Vec::new(), false);
        view! { <MenuItem label=t!("moderation.decide") icon="gavel" on_press=ask test="moderate" /> }
    });
    let person = About::new("person", author.id);
    let test = if target.kind == "comment" { "report-comment" } else { "report" };
    view! {
        <ReportItem reporting=around.reporting target label test />
        <MuteItem target=person name=author.name />
        {decide}
    }
}
