//! One comment: who, when, what, what people think of it, and what can be done.

use super::super::posts::pending;
use super::super::reactions::{ReactionSigns, felt};
use super::super::votes::Votes;
use super::super::written::Written;
use super::screen::Around;
use super::thread::Sight;
use super::whole::{held, others};
use crate::people;
use crate::prelude::*;
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::communities::thread::Placed;
use sampan_protocol::communities::{Comment, Role, Target, ThreadRow};
use sampan_protocol::moderation::Target as About;

/// One comment.
pub(super) fn one(row: ThreadRow, sight: Sight, around: Around) -> View {
    let ThreadRow { placed, html, folded: is_folded, answers } = row;
    let Placed { comment, depth, under, waits } = placed;
    let (id, is_held) = (comment.id, comment.held);
    let turn = move |_| sight.turn(id);
    let whose =
        if comment.removed { t!("communities.comment.gone") } else { comment.author.name.clone() };
    let body = (!is_folded).then(|| body(&comment, html, answers));
    let acts = (!is_folded && !comment.removed).then(|| acts(comment.clone(), around));
    let hidden = (is_folded && under > 0).then(|| {
        view! { <span class="comment-under" data-test="under">{tn!("communities.comment.under", i64::from(under))}</span> }
    });
    let line = (!is_folded).then(|| {
        view! { <button class="comment-line" type="button" tabindex="-1" aria-hidden="true" on:click=turn></button> }
    });
    let label =
        if is_folded { t!("communities.comment.unfold") } else { t!("communities.comment.fold") };
    view! {
        <article class="comment" class:folded=is_folded style=("--depth", depth.to_string())
            tabindex="-1" aria-label=whose data-test="comment" data-comment=id.to_string() data-depth=depth.to_string()>
            <span class="comment-lines" aria-hidden="true"></span>
            <div class="comment-whole">
                {line}
                <header class="comment-head">
                    {face(&comment)}
                    <button class="comment-fold" type="button" aria-expanded=(!is_folded).to_string() title=label on:click=turn data-test="fold">
                        {name(&comment)}
                        <span class="comment-when">{when(&comment)}</span>
                        {hidden}
                    </button>
                    {waits.then(pending)}
                    {is_held.then(held)}
                </header>
                {body}
                {acts}
            </div>
        </article>
    }
}

fn face(comment: &Comment) -> View {
    if comment.removed {
        return view! { <span class="comment-nobody"><Icon name="trash-2" size=16 /></span> };
    }
    let (author, href) = (comment.author.clone(), people::path_of(&comment.author));
    let label = author.name.clone();
    view! { <a class="comment-face" href=href aria-label=label><PersonAvatar person=author size=28 /></a> }
}

fn name(comment: &Comment) -> View {
    let name = match comment.removed {
        true => t!("communities.comment.gone"),
        false => comment.author.name.clone(),
    };
    view! { <span class="comment-author">{name}</span> }
}

fn when(comment: &Comment) -> String {
    let when = age(comment.created);
    match comment.edited {
        Some(_) if !comment.removed => t!("communities.edited", time = when),
        _ => when,
    }
}

fn body(comment: &Comment, html: String, answers: Option<String>) -> View {
    if comment.removed {
        return View::none();
    }
    let to = answers.map(|name| {
        view! { <p class="comment-to">{t!("communities.comment.to", name = name)}</p> }
    });
    let felt = felt(Target::Comment(comment.id), &comment.reactions);
    view! { {to}<Written html />{felt} }
}

/// Votes, answering, and what its author or a moderator can do.
fn acts(comment: Comment, around: Around) -> View {
    let (id, mine) = (comment.id, Some(comment.author.id) == super::super::reads::my_id());
    let role = around.role.get_untracked();
    let (counts, opinion) = ((comment.up, comment.down), comment.opinion);
    let menu = {
        let comment = comment.clone();
        view! {
            <Menu label=t!("communities.menu") test="comment-menu">{items(comment, mine, role, around)}</Menu>
        }
    };
    let answer = role.is_some_and(Role::belongs).then(|| {
        let begin = move |_| around.answering.begin(&comment);
        view! {
            <button class="comment-answer" type="button" on:click=begin data-test="reply">
                <Icon name="message-circle" size=16 />
                {t!("communities.comment.answer")}
            </button>
        }
    });
    view! {
        <footer class="comment-acts">
            <Votes target=Target::Comment(id) counts opinion />
            {answer}
            {menu}
        </footer>
    }
}

/// What is in the menu of a comment.
fn items(comment: Comment, mine: bool, role: Option<Role>, around: Around) -> View {
    let id = comment.id;
    let moderates = role.is_some_and(Role::moderates);
    let text = comment.body.clone();
    let cited = comment.clone();
    let cite = role.is_some_and(Role::belongs).then(|| {
        let cite = move |()| around.answering.quote(&cited);
        view! { <MenuItem label=t!("communities.comment.quote") icon="quote" on_press=cite test="quote" /> }
    });
    let edit = mine.then(|| {
        let edit = move |()| around.rewording.begin(id, text.clone());
        view! { <MenuItem label=t!("communities.edit") icon="pencil" on_press=edit test="edit" /> }
    });
    let remove = mine.then(|| {
        let remove = move |()| around.removal.ask(Target::Comment(id));
        view! { <MenuItem label=t!("communities.remove") icon="trash-2" danger=true on_press=remove test="remove" /> }
    });
    let target = About::new("comment", id);
    let chosen = comment.reactions.mine;
    let others = (!mine).then(|| others(target, comment.body, comment.author, (moderates, around)));
    view! {
        <ReactionSigns target=Target::Comment(id) mine=chosen />
        {cite}
        {edit}
        {remove}
        {others}
    }
}
