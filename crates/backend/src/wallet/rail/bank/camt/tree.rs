//! Reads XML into a small tree, and nothing that could do harm: no document types, no entities of
//! one's own, and only so deep and so many.

use super::fault::{Fault, Place};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may be nested; a statement needs twenty.
const DEPTH: usize = 40;
/// How many elements there may be.
const MOST: usize = 400_000;
/// The longest text of one element, in bytes.
const TEXT: usize = 10_000;

/// An element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// Its name without prefix.
    pub(super) name: String,
    /// Its attributes, names without prefix.
    pub(super) attributes: Vec<(String, String)>,
    /// Its own text, trimmed.
    pub(super) text: String,
    /// The elements in it.
    pub(super) children: Vec<Node>,
    /// The byte at which it begins.
    pub(super) at: usize,
}

impl Node {
    /// The first element with this name in it.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Every element with this name in it.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The element at the end of a path of names.
    pub(super) fn find(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// The text at the end of a path, if there is any.
    pub(super) fn text_at(&self, path: &[&str]) -> Option<&str> {
        self.find(path).map(|node| node.text.as_str()).filter(|text| !text.is_empty())
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The document's element.
///
/// # Errors
/// Where it stops to be XML, or becomes harmful.
pub(super) fn read(text: &str) -> Result<Node, Fault> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut open: Vec<Node> = Vec::new();
    let mut root: Option<Node> = None;
    let mut count = 0usize;
    loop {
        let at = position(reader.buffer_position());
        let event = reader.read_event().map_err(|error| {
            let place = Place::of(text, position(reader.error_position()));
            Fault::Broken(place, error.to_string())
        })?;
        let harmful = || Fault::Unsafe(Place::of(text, at));
        match event {
            Event::Start(start) => {
                count += 1;
                let several = open.is_empty() && root.is_some();
                if open.len() >= DEPTH || count > MOST || several {
                    return Err(harmful());
                }
                open.push(node(text, &start, at)?);
            }
            Event::Empty(start) => {
                count += 1;
                if count > MOST || (open.is_empty() && root.is_some()) {
                    return Err(harmful());
                }
                let node = node(text, &start, at)?;
                close(node, &mut open, &mut root);
            }
            Event::End(_) => {
                let done = open.pop().ok_or_else(harmful)?;
                close(done, &mut open, &mut root);
            }
            Event::Text(part) => add(&mut open, &part.xml10_content(), at, text)?,
            Event::CData(part) => add(&mut open, &part.xml10_content(), at, text)?,
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().map_err(|_| harmful())?;
                let letter = letter.or_else(|| named(&reference.xml10_content()));
                add(&mut open, letter.ok_or_else(harmful)?.encode_utf8(&mut [0; 4]), at, text)?;
            }
            Event::DocType(_) => return Err(harmful()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    let end = || Fault::Broken(Place::of(text, text.len()), "it ends too early".to_owned());
    if open.is_empty() { root.ok_or_else(end) } else { Err(end()) }
}

/// The five entities that XML has by itself.
fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

fn node(text: &str, start: &BytesStart<'_>, at: usize) -> Result<Node, Fault> {
    let broken = |what: String| Fault::Broken(Place::of(text, at), what);
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| broken(error.to_string()))?;
        let name = attribute.key.local_name().as_ref().to_owned();
        // Values that matter are codes: what would have to be resolved is none of them.
        attributes.push((name, attribute.value.to_string()));
    }
    let name = start.local_name().as_ref().to_owned();
    Ok(Node { name, attributes, text: String::new(), children: Vec::new(), at })
}

fn close(mut done: Node, open: &mut [Node], root: &mut Option<Node>) {
    let trimmed = done.text.trim();
    if trimmed.len() != done.text.len() {
        done.text = trimmed.to_owned();
    }
    match open.last_mut() {
        Some(parent) => parent.children.push(done),
        None => *root = Some(done),
    }
}

fn add(open: &mut [Node], part: &str, at: usize, text: &str) -> Result<(), Fault> {
    let Some(node) = open.last_mut() else {
        let blank = part.trim_start_matches('\u{feff}').trim().is_empty();
        let place = Place::of(text, at);
        return if blank { Ok(()) } else { Err(Fault::Broken(place, "text outside".to_owned())) };
    };
    if node.text.len().saturating_add(part.len()) > TEXT && !part.trim().is_empty() {
        return Err(Fault::Unsafe(Place::of(text, at)));
    }
    // The space between elements is nobody's text.
    if !(node.text.is_empty() && part.trim().is_empty()) {
        node.text.push_str(part);
    }
    Ok(())
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_has_by_itself_is_read() {
        let node = read("<a:A xmlns:a='x'><B c=\"1\">5 &lt; &#54;<![CDATA[ & ]]></B><B/></a:A>");
        let node = node.expect("well formed");
        assert_eq!((node.name.as_str(), node.children.len()), ("A", 2), "names without prefix");
        assert_eq!(node.text_at(&["B"]), Some("5 < 6 &"), "references and sections");
        assert_eq!(node.children[0].attribute("c"), Some("1"), "attributes");
    }

    #[test]
    fn where_it_breaks_is_told() {
        let place = |text: &str| match read(text) {
            Err(Fault::Broken(place, _)) => (place.line, place.column),
            other => panic!("{text:?} is broken: {other:?}"),
        };
        assert_eq!(place("<A>\n  <B>\n  </C>\n</A>").0, 3, "the line of the wrong end");
        assert_eq!(place("<A>\n<B></B>\n").0, 3, "the end of what is not closed");
        assert_eq!(place("").0, 1, "nothing at all");
        assert_eq!(place("hello").0, 1, "no XML");
    }

    #[test]
    fn what_does_harm_is_not_read() {
        let deep = "<A>".repeat(60) + &"</A>".repeat(60);
        for text in [
            "<!DOCTYPE a [<!ENTITY x \"y\">]><A>&x;</A>",
            "<A>&x;</A>",
            "<A>&#0;</A>",
            "<A/><B/>",
            &deep,
        ] {
            assert!(read(text).is_err(), "{text:?} is left alone");
        }
    }
}
