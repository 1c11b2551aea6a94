//! What a web page says of itself in its head: its title, its description, its picture.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// What a page says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Head {
    /// Its title; may be empty.
    pub(super) title: String,
    /// Its description; may be empty.
    pub(super) text: String,
    /// The address of its picture, as it stands there.
    pub(super) picture: Option<String>,
}

/// Reads the head of a page. Scripts are not run, and nothing else is fetched.
pub(super) fn read(html: &str) -> Head {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let Found { title, named, properties, .. } = tokenizer.sink.0.into_inner();
    let of = |all: &[(String, String)], name: &str| {
        let found = all.iter().find(|(key, value)| key == name && !value.trim().is_empty());
        found.map(|(_, value)| value.clone())
    };
    let either =
        |property: &str, name: &str| of(&properties, property).or_else(|| of(&named, name));
    Head {
        title: either("og:title", "twitter:title").unwrap_or(title),
        text: either("og:description", "description").unwrap_or_default(),
        picture: either("og:image", "twitter:image"),
    }
}

#[derive(Default)]
struct Sink(RefCell<Found>);

#[derive(Default)]
struct Found {
    title: String,
    in_title: bool,
    /// Whether the head is over.
    over: bool,
    named: Vec<(String, String)>,
    properties: Vec<(String, String)>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut found = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if !found.over => found.take(&tag),
            Token::CharacterTokens(text) if found.in_title => {
                found.title.push_str(&text);
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

impl Found {
    fn take(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let begins = tag.kind == TagKind::StartTag;
        self.in_title = false;
        match (&*tag.name, begins) {
            ("title", true) if self.title.is_empty() => {
                self.in_title = true;
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            ("title" | "textarea", true) => return TokenSinkResult::RawData(RawKind::Rcdata),
            ("script", true) => return TokenSinkResult::RawData(RawKind::ScriptData),
            ("style" | "noscript" | "xmp" | "iframe", true) => {
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            ("meta", true) => self.meta(tag),
            ("body", true) | ("head", false) => self.over = true,
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn meta(&mut self, tag: &Tag) {
        let of = |name: &str| {
            let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
            found.map(|attribute| attribute.value.to_string())
        };
        let Some(content) = of("content") else { return };
        // Some pages say `name` where they mean `property`, and the other way round.
        if let Some(name) = of("name") {
            self.named.push((name.to_ascii_lowercase(), content.clone()));
            self.properties.push((name.to_ascii_lowercase(), content.clone()));
        }
        if let Some(property) = of("property") {
            self.named.push((property.to_ascii_lowercase(), content.clone()));
            self.properties.push((property.to_ascii_lowercase(), content));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_says_what_it_is() {
        let head = read(
            "<!doctype html><html><head><title>Bread &amp; <b>butter</b></title>
             <script>var x = '<title>no</title><meta property=og:title content=no>';</script>
             <META NAME=Description CONTENT='Two days &#38; an oven'>
             <meta property=\"og:image\" content=\"/crumb.png\"></head>
             <body><title>not this</title><meta property='og:title' content='nor this'>",
        );
        assert_eq!(head.title, "Bread & <b>butter</b>", "text, and no tags");
        assert_eq!(head.text, "Two days & an oven", "described");
        assert_eq!(head.picture.as_deref(), Some("/crumb.png"), "and its picture");
        let open = read("<title>a</title><meta property='og:title' content='b'>");
        assert_eq!(open.title, "b", "what it wants to be called elsewhere goes first");
        assert_eq!(
            read("<svg><title>x"),
            Head { title: "x".into(), ..Head::default() },
            "unclosed"
        );
        assert_eq!(read(""), Head::default(), "nothing is nothing");
    }

    proptest! {
        #[test]
        fn no_page_is_too_odd(html in "(<|>|title|meta|script|/|\"|'| |=|content|og:title|\\PC){0,60}") {
            let _ = read(&html);
        }
    }
}
