//! The whole post.

use super::super::links;
use super::super::posts::{Keep, byline, seen_by};
use super::super::shot::Gallery;
use super::super::votes::Votes;
use super::super::written::Written;
use super::screen::Around;
use crate::messages;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::communities::{Post, PostSeen, Role, Target};
use sampan_protocol::messages::Card;

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
            {body}
            {pictures}
            <footer class="post-foot">
                <Votes target=Target::Post(post.id) counts=(post.up, post.down) opinion=post.opinion />
                <span class="post-comments"><Icon name="message-circle" size=20 /><span data-test="comment-count">{comments}</span></span>
                <span class="post-rest"></span>
                {(!waits).then(|| view! { <IconButton icon="share-2" label=t!("communities.share") href=share(&post) test="share" /> })}
                <Keep post=post.id saved />
                {acts(post.id, mine, around)}
            </footer>
        </article>
    }
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
fn acts(post: sampan_protocol::ids::PostId, mine: bool, around: Around) -> View {
    let moderates = around.role.get().is_some_and(Role::moderates);
    if !mine && !moderates {
        return View::none();
    }
    let navigate = use_navigate();
    let edit = mine.then(|| {
        let edit = move |()| navigate(&links::rewrite(post), NavigateOptions::default());
        view! { <MenuItem label=t!("communities.edit") icon="pencil" on_press=edit test="edit" /> }
    });
    let remove = move |()| around.removal.ask(Target::Post(post));
    view! {
        <Menu label=t!("communities.menu") test="post-menu">
            {edit}
            <MenuItem label=t!("communities.remove") icon="trash-2" danger=true on_press=remove test="remove" />
        </Menu>
    }
}
