//! Text in Markdown (CommonMark, with GitHub's links, strikethrough and tables) as HTML that is safe
//! to show: no scripts, no styles, no pictures from elsewhere, and links that only lead outside.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use std::sync::OnceLock;

/// How many characters of a text a list shows.
const EXCERPT: usize = 240;

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
            .url_schemes(["http", "https", "mailto"].into())
            .url_relative(ammonia::UrlRelative::Deny)
            .link_rel(Some("noopener noreferrer nofollow"))
            .set_tag_attribute_value("a", "target", "_blank");
        rules
    });
    rules.clean(&comrak::markdown_to_html(text, &options())).to_string()
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
    fn a_list_shows_the_words_alone() {
        assert_eq!(excerpt("# Bread\n\n**Two** days, `1 kg`."), "Bread Two days, 1 kg.");
        let long = excerpt(&"word ".repeat(200));
        assert!(long.ends_with('…') && long.chars().count() <= EXCERPT + 1, "cut: {long}");
        assert_eq!(excerpt(""), "", "nothing is nothing");
    }
}
