//! What the world behind the double does with messages: it numbers them, and knows its media.

use super::world::{World, baker};
use sampan_protocol::Error;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::messages::{Content, Message, ops, overlay, rows, rule};
use sampan_protocol::sync::Scope;

impl World {
    /// Keeps a file that was handed in; what it is kept as is not what was handed in.
    pub(super) fn keep(&mut self, base64: String) -> String {
        let bytes = base64.into_bytes();
        let sha256 = sha256_hex(&bytes);
        self.media.insert(sha256.clone(), bytes);
        sha256
    }

    /// Takes a message to the baker.
    pub(super) fn say(&mut self, scope: &Scope, send: &ops::Send) -> Result<(), Error> {
        let me = self.me.clone().expect("registered").person;
        let named = match &send.content {
            Content::Pictures(names) => names.clone(),
            Content::Voice(voice) => vec![voice.media.clone()],
            _ => Vec::new(),
        };
        if named.iter().any(|name| !self.media.contains_key(name)) {
            return Err(Error::invalid("error.messages.media_missing"));
        }
        let known = self.said();
        let message =
            Message { sent: self.now, ..overlay::sent(send, &me, known.as_slice(), self.now) };
        let chat = overlay::empty_two(message.chat, baker());
        let mut chat = overlay::with_latest(chat, &message);
        (chat.last, chat.read) = (message.seq, message.seq);
        let text = serde_json::to_string(&chat).expect("JSON");
        self.put(scope, rows::CHAT, &chat.id.to_string(), Some(text));
        let text = serde_json::to_string(&message).expect("JSON");
        self.put(scope, rows::MESSAGE, &rule::key(message.chat, message.seq), Some(text));
        Ok(())
    }

    /// Every message that was taken, in order.
    pub(crate) fn said(&self) -> Vec<Message> {
        let Some(me) = &self.me else { return Vec::new() };
        let scope = Scope::of(sampan_protocol::messages::SCOPE, me.person.id);
        let Some(log) = self.scopes.get(&scope) else { return Vec::new() };
        let rows = log.rows.iter().filter(|((kind, _), _)| kind == rows::MESSAGE);
        let read = |text: &String| serde_json::from_str::<Message>(text).expect("a message");
        let mut all: Vec<Message> =
            rows.filter_map(|(_, (_, value))| value.as_ref()).map(read).collect();
        all.sort_by_key(|message| message.seq);
        all
    }
}
