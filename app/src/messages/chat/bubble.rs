//! One message: who, what, and how it stands.

use super::acts::Acting;
use crate::messages::card::CardView;
use crate::messages::large::Pictures;
use crate::messages::told;
use crate::messages::voice::VoiceNote;
use crate::messages::words::words;
use crate::people;
use crate::prelude::*;
use crate::ui::*;
use crate::words::tell;
use crate::{t, tn};
use sampan_protocol::messages::{Content, MessageSeen, Quote};

/// One message.
pub(super) fn one(seen: MessageSeen, first: bool, group: bool, acting: Acting) -> View {
    let id = seen.message.id.to_string();
    if let Some(text) = told::aside(&seen.message) {
        return view! { <p class="message-line" data-test="message-line" data-message=id>{text}</p> };
    }
    let (mine, sender) = (seen.mine, seen.message.sender.clone());
    let named = (first && group && !mine).then(|| sender.clone()).flatten();
    let named = named.map(|who| view! { <span class="message-who">{who.name}</span> });
    let face = sender.filter(|_| !mine && first).map(|person| {
        let (href, label) = (people::path_of(&person), person.name.clone());
        view! { <a class="message-face" href=href aria-label=label><PersonAvatar person size=36 /></a> }
    });
    let quote = seen.message.answers.clone().map(quote);
    let bare = matches!(seen.message.content, Content::Pictures(_) | Content::Card(_));
    let said = said(&seen);
    let state = state(&seen, acting);
    let when = format::clock_time(seen.message.sent);
    let this = StoredValue::new(seen);
    let menu = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        acting.begin(this.get_value());
    };
    let press = move |_| acting.begin(this.get_value());
    view! {
        <article class="message" class:mine=mine class:first=first data-test="message" data-message=id on:contextmenu=menu>
            <span class="message-side">{face}</span>
            <div class="message-main">
                {named}
                <div class="message-row">
                    <div class="bubble" class:bare=bare>{quote}{said}</div>
                    <button class="message-more" type="button" aria-label=t!("messages.menu") title=t!("messages.menu") on:click=press data-test="message-menu">
                        <Icon name="ellipsis" size=16 />
                    </button>
                </div>
                <span class="message-foot"><time>{when}</time>{state}</span>
            </div>
        </article>
    }
}

fn said(seen: &MessageSeen) -> View {
    match seen.message.content.clone() {
        Content::Text(_) => words(seen.pieces.clone()),
        Content::Pictures(names) => view! { <Pictures names /> },
        Content::Voice(voice) => view! { <VoiceNote voice /> },
        Content::Card(card) => view! { <CardView card /> },
        Content::Line(_) | Content::Recalled => View::none(),
    }
}

fn quote(quote: Quote) -> View {
    let text = told::content(&quote.content);
    view! { <p class="message-quote" data-test="quote"><strong>{quote.who}</strong>" "<span>{text}</span></p> }
}

/// How a message of mine stands: it waits, it was refused, others have read it.
fn state(seen: &MessageSeen, acting: Acting) -> View {
    if let Some(error) = &seen.error {
        let this = StoredValue::new(seen.clone());
        let decide = move |()| acting.begin(this.get_value());
        return view! {
            <span class="message-failed" role="status" data-test="message-failed">{t!("messages.failed")}": "{tell(error)}</span>
            <Button kind=ButtonKind::Quiet small=true on_press=decide test="message-decide">{t!("messages.failed.decide")}</Button>
        };
    }
    if seen.waits.is_some() {
        return view! { <span class="message-waits" data-test="message-waits"><Icon name="clock" size=12 />{t!("messages.waits")}</span> };
    }
    let Some(readers) = seen.readers else { return View::none() };
    let said = match readers {
        0 => t!("messages.sent"),
        1 => t!("messages.read"),
        n => tn!("messages.readers", n),
    };
    view! { <span class="message-read" data-test="message-read" data-readers=readers.to_string()>{said}</span> }
}
