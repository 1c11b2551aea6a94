//! A template is read, element by element, and its holes are filled.

use super::View;
use super::attribute::Attribute;
use super::state::{State, before};
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::Mountable;

/// The namespace of drawings.
const SVG: &str = "http://www.w3.org/2000/svg";

/// What `view!` makes: see `crates/view/src/template.rs` for how the text is written.
pub(super) struct Template {
    /// Elements, and where the holes are.
    pub(super) text: &'static str,
    /// What goes into the holes.
    pub(super) holes: Vec<View>,
}

/// A template that is shown.
pub(crate) struct TemplateState {
    pub(super) text: &'static str,
    roots: Vec<Root>,
    holes: Vec<Hole>,
}

enum Root {
    Node(web_sys::Node),
    Hole(usize),
}

enum Hole {
    Child(State),
    Attribute(Attribute),
}

/// A part of a template.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Element(&'static str),
    Drawing(&'static str),
    Name(&'static str),
    Value(&'static str),
    Attribute(&'static str),
    Text(&'static str),
    Child,
    End,
}

/// The first part of a template, and the rest of it.
fn first(text: &'static str) -> Option<(Part, &'static str)> {
    let code = *text.as_bytes().first()?;
    let rest = text.get(1..)?;
    let end = rest.bytes().position(|byte| byte <= 8).unwrap_or(rest.len());
    let (word, rest) = rest.split_at_checked(end)?;
    let part = match code {
        1 => Part::Element(word),
        2 => Part::Drawing(word),
        3 => Part::Name(word),
        4 => Part::Value(word),
        5 => Part::Attribute(word),
        6 => Part::Text(word),
        7 => Part::Child,
        _ => Part::End,
    };
    Some((part, rest))
}

impl Template {
    /// Makes the elements, and fills the holes.
    pub(super) fn build(self) -> TemplateState {
        let mut making = Making { open: Vec::new(), roots: Vec::new(), holes: Vec::new() };
        let mut values = self.holes.into_iter();
        let mut rest = self.text;
        while let Some((part, following)) = first(rest) {
            rest = following;
            match part {
                Part::Element(tag) => making.open(Rndr::create_element(tag, None)),
                Part::Drawing(tag) => making.open(Rndr::create_element(tag, Some(SVG))),
                Part::Name(name) => match first(rest) {
                    Some((Part::Value(value), following)) => {
                        rest = following;
                        making.attribute(name, value);
                    }
                    _ => making.attribute(name, ""),
                },
                Part::Attribute(word) => making.hole(word, values.next()),
                Part::Text(word) => making.node(Rndr::create_text_node(word).into()),
                Part::Child => making.child(State::of(values.next().unwrap_or_else(View::none))),
                // A value without a name is never written.
                Part::Value(_) => {}
                Part::End => drop(making.open.pop()),
            }
        }
        TemplateState { text: self.text, roots: making.roots, holes: making.holes }
    }
}

struct Making {
    /// The elements that the next part stands in.
    open: Vec<web_sys::Element>,
    roots: Vec<Root>,
    holes: Vec<Hole>,
}

impl Making {
    fn open(&mut self, element: web_sys::Element) {
        self.node(element.clone().into());
        self.open.push(element);
    }

    fn node(&mut self, node: web_sys::Node) {
        match self.open.last() {
            Some(parent) => Rndr::insert_node(parent, &node, None),
            None => self.roots.push(Root::Node(node)),
        }
    }

    fn attribute(&self, name: &str, value: &str) {
        if let Some(element) = self.open.last() {
            Rndr::set_attribute(element, name, value);
        }
    }

    fn hole(&mut self, name: &'static str, value: Option<View>) {
        if let (Some(element), Some(value)) = (self.open.last(), value) {
            self.holes.push(Hole::Attribute(Attribute::of(element, name, value)));
        }
    }

    fn child(&mut self, mut shown: State) {
        match self.open.last() {
            Some(parent) => shown.mount(parent, None),
            None => self.roots.push(Root::Hole(self.holes.len())),
        }
        self.holes.push(Hole::Child(shown));
    }
}

impl TemplateState {
    /// Fills the holes anew; the elements stay.
    pub(super) fn become_of(&mut self, template: Template) {
        // The element whose whole `class` was just written.
        let mut cleared: Option<web_sys::Element> = None;
        for (hole, value) in self.holes.iter_mut().zip(template.holes) {
            match hole {
                Hole::Child(shown) => shown.become_of(value),
                Hole::Attribute(attribute) => {
                    let class_is_new = cleared.as_ref().is_some_and(|it| attribute.is_of(it));
                    if attribute.become_of(value, class_is_new) {
                        cleared = Some(attribute.element().clone());
                    }
                }
            }
        }
    }
}

impl Mountable for TemplateState {
    fn unmount(&mut self) {
        for root in &self.roots {
            match root {
                Root::Node(node) => Rndr::remove(node),
                Root::Hole(at) => {
                    if let Some(Hole::Child(shown)) = self.holes.get_mut(*at) {
                        shown.unmount();
                    }
                }
            }
        }
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&web_sys::Node>) {
        for root in &self.roots {
            match root {
                Root::Node(node) => Rndr::insert_node(parent, node, marker),
                Root::Hole(at) => {
                    if let Some(Hole::Child(shown)) = self.holes.get_mut(*at) {
                        shown.mount(parent, marker);
                    }
                }
            }
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self.roots.first() {
            Some(Root::Node(node)) => before(node, child),
            Some(Root::Hole(at)) => match self.holes.get(*at) {
                Some(Hole::Child(shown)) => shown.insert_before_this(child),
                _ => false,
            },
            None => false,
        }
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_read_part_by_part() {
        let mut rest = "\u{1}a\u{3}class\u{4}b c\u{5}href\u{6}für\u{7}\u{2}svg\u{8}\u{8}";
        let mut parts = Vec::new();
        while let Some((part, following)) = first(rest) {
            parts.push(part);
            rest = following;
        }
        let expected = [
            Part::Element("a"),
            Part::Name("class"),
            Part::Value("b c"),
            Part::Attribute("href"),
            Part::Text("für"),
            Part::Child,
            Part::Drawing("svg"),
            Part::End,
            Part::End,
        ];
        assert_eq!(parts, expected, "every part with its word");
    }
}
