//! Text in Markdown (CommonMark, with GitHub's links, strikethrough and tables) as HTML that is safe
//! to show: no scripts, no styles, no pictures from elsewhere, and links that only lead outside.

use comrak::nodes::{Node, NodeLink, NodeValue};
use comrak::{Arena, Options, parse_document};
use sampan_protocol::communities::mention;
use std::sync::OnceLock;

/// How many characters of a text a list shows.
const EXCERPT: usize = 240;

/// How a link to somebody begins.
const PERSON: &str = "sampan://person/";

/// The text as HTML.
pub(super) fn html(text: &str) -> String {
    static RULES: OnceLock<ammonia::Builder<'static>> = OnceLock::new();
    let rules = RULES.get_or_init(|| {
        let tags = [
            "a",
            "blockquote",
            "br",
            "code",
            "del",
            "em",
            "h1",
            "h2",
            "h3",
            "h4",
            "hr",
            "li",
            "ol",
            "p",
            "pre",
            "strong",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
        ];
        let mut rules = ammonia::Builder::empty();
        rules
            .tags(tags.into())
            .tag_attributes([("a", ["href"].into())].into())
            .url_schemes(["http", "https", "mailto", "sampan"].into())
            .url_relative(ammonia::UrlRelative::Deny)
            .link_rel(Some("noopener noreferrer nofollow"))
            .set_tag_attribute_value("a", "target", "_blank");
        rules
    });
    rules.clean(&written(text)).to_string()
}

/// The text as HTML, as it was written, in which whoever is named is a link.
fn written(text: &str) -> String {
    let (arena, options) = (Arena::new(), options());
    let root = parse_document(&arena, text, &options);
    let texts: Vec<_> = root.descendants().filter(|node| stands_alone(node)).collect();
    for node in texts {
        let words = match &node.data.borrow().value {
            NodeValue::Text(words) => words.to_string(),
            _ => continue,
        };
        let mut from = 0;
        let text = |part: &str| arena.alloc(NodeValue::Text(part.to_owned().into()).into());
        for place in mention::places(&words) {
            node.insert_before(text(&words[from..place.start]));
            let url = format!("{PERSON}{}", words[place.start + 1..place.end].to_ascii_lowercase());
            let link = NodeLink { url, title: String::new() };
            let link = arena.alloc(NodeValue::Link(Box::new(link)).into());
            link.append(text(&words[place.clone()]));
            node.insert_before(link);
            from = place.end;
        }
        if from > 0 {
            node.insert_before(text(&words[from..]));
            node.detach();
        }
    }
    let mut html = String::new();
    // Writing to a string does not fail.
    let _ = comrak::format_html(root, &options, &mut html);
    html
}

/// Whether a node is words that are no part of a link. A link that somebody wrote leads to nobody's page:
/// only we make those.
fn stands_alone(node: Node<'_>) -> bool {
    if let NodeValue::Link(link) = &mut node.data.borrow_mut().value {
        let url = link.url.to_ascii_lowercase();
        if !["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)) {
            link.url.clear();
        }
    }
    let is_link = |above: Node<'_>| matches!(above.data.borrow().value, NodeValue::Link(_));
    matches!(node.data.borrow().value, NodeValue::Text(_)) && !node.ancestors().any(is_link)
}

/// The beginning of the text, without marks.
pub(super) fn excerpt(text: &str) -> String {
    let (arena, options) = (Arena::new(), options());
    let mut words = String::new();
    for node in parse_document(&arena, text, &options).descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(part) => words.push_str(part),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
            value if value.block() && !words.is_empty() && !words.ends_with(' ') => words.push(' '),
            _ => {}
        }
        if words.chars().count() > EXCERPT {
            break;
        }
    }
    let mut cut: String = words.chars().take(EXCERPT).collect();
    if cut.len() < words.len() {
        cut.truncate(cut.trim_end().len());
        cut.push('…');
    }
    cut.trim().to_owned()
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.render.hardbreaks = true;
    options.render.escape = true;
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_shown_and_nothing_runs() {
        let shown = html("**Bread** and [a link](https://example.com/x)\nnext ~~line~~");
        assert!(shown.contains("<strong>Bread</strong>"), "{shown}");
        assert!(shown.contains("href=\"https://example.com/x\""), "{shown}");
        assert!(shown.contains("noopener") && shown.contains("<br"), "{shown}");
        for bad in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![cat](https://example.com/cat.png)",
            "[x](javascript:alert(1))",
            "[x](data:text/html;base64,PHN2Zz4=)",
            "[x](/wallet/pay)",
            "<a href=\"https://example.com\" onclick=\"x()\" style=\"position:fixed\">x</a>",
            "<svg/onload=alert(1)>",
            "<iframe src=\"https://example.com\"></iframe>",
        ] {
            let shown = html(bad);
            for tag in shown.split('<').skip(1) {
                let tag = tag.split('>').next().unwrap_or_default();
                let name = tag.split_whitespace().next().unwrap_or_default();
                assert!(["p", "/p", "br", "a", "/a"].contains(&name), "{bad}: {shown}");
                let leads = tag.split("href=\"").nth(1).unwrap_or("https://example.com");
                assert!(leads.starts_with("https://example.com"), "{bad} became {shown}");
                assert!(!tag.contains(" on") && !tag.contains("style="), "{bad} became {shown}");
            }
        }
    }

    #[test]
    fn whoever_is_named_is_a_link_and_nobody_else_makes_one() {
        let shown = html("**@Mei** said `@otto`, [@lea](https://example.com) and a@example.com");
        assert!(shown.contains("<strong><a href=\"sampan://person/mei\""), "{shown}");
        assert_eq!(
            shown.matches("sampan://").count(),
            1,
            "not in code, nor within a link: {shown}"
        );
        for bad in [
            "[Service](sampan://person/evil)",
            "[x](SAMPAN://pay/evil)",
            "<sampan://pay/evil>",
            "<a href=\"sampan://pay/evil\">x</a>",
        ] {
            assert!(!html(bad).to_lowercase().contains("<a href=\"sampan"), "{bad}: {}", html(bad));
        }
    }

    #[test]
    fn a_list_shows_the_words_alone() {
        assert_eq!(excerpt("# Bread\n\n**Two** days, `1 kg`."), "Bread Two days, 1 kg.");
        let long = excerpt(&"word ".repeat(200));
        assert!(long.ends_with('…') && long.chars().count() <= EXCERPT + 1, "cut: {long}");
        assert_eq!(excerpt(""), "", "nothing is nothing");
    }
}
