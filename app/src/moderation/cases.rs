//! One thing that waits for a moderator: what it is, who says what of it, and what can be done.

use super::decide::Deciding;
use super::parts::{action_word, fact};
use crate::act::Act;
use crate::clock::new_op;
use crate::people;
use crate::prelude::*;
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::moderation::{Appealed, BlockIt, Case, Context};

/// Something that was reported, or is held back.
pub(super) fn case(case: Case, deciding: Deciding) -> View {
    let Case { context, reports, reasons, said, held_for, latest, operator } = case;
    let why = reasons.into_iter().map(|reason| {
        view! { <Badge tone=Tone::Warning>{t!(&format!("moderation.reason.{}", reason.word()))}</Badge> }
    });
    let count = (reports > 0).then(|| view! { <span>{tn!("moderation.reports", reports)}</span> });
    let held = (!held_for.is_empty())
        .then(|| view! { <Badge tone=Tone::Brand>{t!("moderation.held_for", word = held_for.clone())}</Badge> });
    let said =
        said.into_iter().map(|said| view! { <blockquote class="case-said">{said}</blockquote> });
    let (target, rules) = (context.target.clone(), context.place_rules.clone());
    let decide = move |()| deciding.ask(target.clone(), rules.clone(), operator);
    view! {
        <article class="card case" data-test="case" data-target=context.target.key()>
            {head(&context, age(latest))}
            <p class="case-marks">{count}{why.collect_view()}{held}</p>
            {what(&context, operator)}
            {said.collect_view()}
            <footer class="case-foot">
                <Button kind=ButtonKind::Soft small=true href=context.link.clone() test="case-open">{t!("moderation.open")}</Button>
                <Button small=true on_press=decide test="case-decide">{t!("moderation.decide")}</Button>
            </footer>
        </article>
    }
}

/// An appeal that waits.
pub(super) fn appeal(appeal: Appealed, judge: Callback<Appealed>) -> View {
    let whole = appeal.clone();
    let Appealed { context, decided, by, at } = appeal;
    let look = move |()| judge.run(whole.clone());
    view! {
        <article class="card case" data-test="appeal" data-decision=decided.decision.to_string()>
            {head(&context, age(at))}
            {what(&context, false)}
            <dl class="facts">
                {fact(t!("moderation.decision"), action_word(decided.action))}
                {fact(t!("moderation.decided_by"), by.name)}
                {fact(t!("moderation.which_rule"), decided.statement.ground().to_owned())}
                {fact(t!("moderation.facts"), decided.statement.decision_facts.clone())}
                {fact(t!("moderation.appeal"), decided.appeal)}
            </dl>
            <footer class="case-foot">
                <Button small=true on_press=look test="appeal-judge">{t!("moderation.judge")}</Button>
            </footer>
        </article>
    }
}

/// Where it stands, by whom, and since when it waits.
fn head(context: &Context, when: String) -> View {
    let kind = t!(&format!("moderation.target.{}", context.target.kind));
    let place = match context.place_name.is_empty() {
        true => t!("moderation.whole_service"),
        false => context.place_name.clone(),
    };
    let who = context.about.clone().map(|person| {
        let (href, name) = (people::path_of(&person), person.name.clone());
        view! { <a href=href class="case-who"><PersonAvatar person size=32 /><span>{name}</span></a> }
    });
    let before = context.before;
    let before = (before > 0).then(|| view! { <Badge>{tn!("moderation.before", before)}</Badge> });
    view! {
        <header class="case-head">
            {who}
            <span class="case-where">{kind}" · "{place}" · "{when}</span>
            {before}
        </header>
    }
}

/// What it says and shows. Whoever runs the service can block its pictures, wherever they come up again.
fn what(context: &Context, operator: bool) -> View {
    // Of a note it is told whose it is: it answers nothing.
    let key = match context.target.kind.as_str() {
        "note" => "moderation.on",
        _ => "moderation.above",
    };
    let above = (!context.above.is_empty())
        .then(|| view! { <p class="hint">{t!(key, text = context.above.clone())}</p> });
    let title = (!context.title.is_empty())
        .then(|| view! { <h2 class="case-title">{context.title.clone()}</h2> });
    let pictures = context.pictures.iter().cloned().map(|picture| {
        let block = operator.then(|| block(picture.clone()));
        view! { <span class="case-picture"><Avatar name="" picture=Some(picture) size=72 square=true />{block}</span> }
    });
    let gone = context.gone.then(|| view! { <Badge>{t!("moderation.unseen")}</Badge> });
    view! {
        <div class="case-what">
            {above}{title}
            <p class="case-body selectable">{context.body.clone()}</p>
            <div class="case-pictures">{pictures.collect_view()}</div>
            {gone}
        </div>
    }
}

fn block(picture: String) -> View {
    let (act, toasts, sure) = (Act::new(), use_toasts(), RwSignal::new(false));
    let go = move |()| {
        let block = BlockIt { op: new_op(), picture: picture.clone(), on: true };
        act.run_aloud(block, move |()| toasts.say(t!("moderation.blocked")));
    };
    view! {
        <Button kind=ButtonKind::Danger small=true busy=act.busy() on_press=move |()| sure.set(true) test="block-picture">{t!("moderation.block")}</Button>
        <Confirm open=sure title=t!("moderation.block.sure") text=t!("moderation.block.text") confirm=t!("moderation.block") danger=true on_confirm=go />
    }
}
