//! Writing: words, with what they answer; pictures, a voice, and what features offer.

use super::acts::{Acting, fresh};
use super::more::{MorePanel, PickPictures};
use crate::act::{Act, problem};
use crate::draft::Draft;
use crate::messages::recorder::Recorder;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;
use sampan_protocol::messages::{Chat, Content, Place, SendMessage, TEXT_LIMIT, check_content};

/// The most lines that the field grows to.
const LINES: usize = 6;

/// The field at the foot of a chat.
#[component]
pub(super) fn Composer(
    /// Where it is written.
    place: Place,
    /// The chat.
    chat: Memo<Option<Chat>>,
    /// What it answers.
    acting: Acting,
) -> View {
    let body = RwSignal::new(String::new());
    Draft::of(format!("chat/{place}"), vec![body, acting.answers, acting.author, acting.quoted]);
    let (act, more) = (Act::new(), RwSignal::new(false));
    let field = NodeRef::<html::Textarea>::new();
    let keys = StoredValue::new(fresh());
    let send = Callback::new(move |()| {
        let text = body.with_untracked(|body| body.trim().to_owned());
        let content = Content::Text(text);
        if check_content(&content).is_err() {
            return;
        }
        let ((op, message), answers) = (keys.get_value(), acting.answered());
        let command = SendMessage { op, message, place, content, answers, files: Vec::new() };
        act.run(command, move |()| {
            body.try_set(String::new());
            acting.end();
            keys.set_value(fresh());
            if let Some(Some(field)) = field.try_get_untracked() {
                let _ = field.focus();
            }
        });
    });
    let is_empty = Memo::new(move || body.with(|body| body.trim().is_empty()));
    let rows = move || {
        let lines = body.with(|body| body.split('\n').count());
        lines.clamp(1, LINES).to_string()
    };
    let roomy = use_context::<Roomy>();
    let typed = move |key: leptos::ev::KeyboardEvent| {
        // A word that is being put together (IME) is finished by the same key.
        let plain = key.key() == "Enter" && !key.shift_key() && !key.is_composing();
        if plain && roomy.is_none_or(|roomy| roomy.rail.get_untracked()) {
            key.prevent_default();
            send.run(());
        }
    };
    let send_button = move || {
        view! { <span class="chat-send"><Button small=true icon="send" busy=act.busy() on_press=send test="message-send">{t!("messages.send")}</Button></span> }
    };
    let aside = move || match is_empty.get() {
        false => send_button(),
        true => view! {
            <IconButton icon="circle-plus" label=t!("messages.more") on_press=move |()| more.update(|open| *open = !*open) test="more" />
        },
    };
    view! {
        <div class="chat-composer">
            <Quoted acting />
            {problem(act)}
            <div class="chat-write">
                <Recorder place />
                <textarea node_ref=field class="chat-field" rows=rows maxlength=TEXT_LIMIT.to_string() placeholder=t!("messages.compose")
                    aria-label=t!("messages.compose") prop:value=body on:input=move |ev| body.set(event_target_value(&ev))
                    on:keydown=typed data-test="message-text"></textarea>
                {aside}
            </div>
            {move || more.get().then(|| view! { <MorePanel place chat><PickPictures place /></MorePanel> })}
        </div>
    }
}

/// What the next message answers.
#[component]
fn Quoted(acting: Acting) -> View {
    let answers = Memo::new(move || acting.answers.with(|id| !id.is_empty()));
    move || {
        answers.get().then(|| {
            view! {
                <div class="answering" data-test="quoting">
                    <p class="answering-text">
                        <strong>{move || t!("messages.quoting", name = acting.author.get())}</strong>
                        <span class="answering-quote">{acting.quoted}</span>
                    </p>
                    <button class="answering-end" type="button" aria-label=t!("messages.quoting.end") on:click=move |_| acting.end() data-test="quoting-end">
                        <Icon name="x" size=20 />
                    </button>
                </div>
            }
        })
    }
}
