//! Attributes, classes, styles and properties whose values are expressions.

use super::View;
use super::listener::Listener;
use super::view::{Kind, Live};
use leptos::prelude::RenderEffect;
use leptos::tachys::renderer::Rndr;
use wasm_bindgen::JsValue;

/// An attribute of an element that may change.
pub(super) struct Attribute {
    element: web_sys::Element,
    /// As the markup says it: `href`, `class:on`, `style:top`, `prop:value`; or an event.
    name: &'static str,
    value: Value,
}

enum Value {
    Still(View),
    Live(RenderEffect<View>),
    Listener(Listener),
}

impl Attribute {
    /// Puts a value on an element.
    pub(super) fn of(element: &web_sys::Element, name: &'static str, view: View) -> Self {
        let value = match *view.0 {
            Kind::Live(live) => Value::Live(follow(element, name, live, None)),
            Kind::Handler(handler) => Value::Listener(Listener::new(element, name, handler)),
            Kind::Meet(meet) => {
                meet(element);
                Value::Still(View::none())
            }
            kind => {
                let value = View::of(kind);
                write(element, name, &value, None);
                Value::Still(value)
            }
        };
        Self { element: element.clone(), name, value }
    }

    /// Takes another value. Gives whether it wrote the element's whole `class`.
    pub(super) fn become_of(&mut self, view: View, class_is_new: bool) -> bool {
        let Self { element, name, value } = self;
        let old = match value {
            Value::Still(old) => Some(std::mem::replace(old, View::none())),
            Value::Live(effect) => effect.take_value(),
            Value::Listener(listener) => {
                if let Kind::Handler(handler) = *view.0 {
                    listener.become_of(handler);
                }
                return false;
            }
        };
        // Classes of their own were lost with the old `class`.
        let old = old.filter(|_| !(class_is_new && name.starts_with("class:")));
        let mut wrote = false;
        *value = match *view.0 {
            Kind::Live(live) => {
                wrote = *name == "class";
                Value::Live(follow(element, name, live, old))
            }
            Kind::Meet(meet) => {
                meet(element);
                Value::Still(View::none())
            }
            kind => {
                let new = View::of(kind);
                wrote = write(element, name, &new, old.as_ref()) && *name == "class";
                Value::Still(new)
            }
        };
        wrote
    }

    /// Whether it is one of this element.
    pub(super) fn is_of(&self, element: &web_sys::Element) -> bool {
        self.element == *element
    }

    /// The element that it is one of.
    pub(super) fn element(&self) -> &web_sys::Element {
        &self.element
    }
}

/// Writes what a closure gives, and writes it anew when what it reads changes.
fn follow(
    element: &web_sys::Element,
    name: &'static str,
    mut live: Box<dyn Live>,
    old: Option<View>,
) -> RenderEffect<View> {
    let element = element.clone();
    RenderEffect::new_with_value(
        move |old: Option<View>| {
            let mut new = live.now();
            // A closure may give a signal.
            while let Some(Kind::Live(inner)) = new.as_mut().map(|view| &mut *view.0) {
                new = inner.now();
            }
            match new {
                Some(new) => {
                    write(&element, name, &new, old.as_ref());
                    new
                }
                None => old.unwrap_or_else(View::none),
            }
        },
        old,
    )
}

/// Writes a value where it differs from the old one. Gives whether it did.
fn write(element: &web_sys::Element, name: &str, new: &View, old: Option<&View>) -> bool {
    let (kind, key) = name.split_once(':').unwrap_or(("", name));
    // What a person types changes a property, too: it is always written.
    if kind == "prop" {
        if old.is_some() || !matches!(*new.0, Kind::Nothing) {
            Rndr::set_property_or_value(element, key, &property(new));
        }
        return true;
    }
    let text = value(new);
    if old.map_or(text.is_none(), |old| value(old) == text) {
        return false;
    }
    match (kind, text) {
        ("class", Some(_)) => Rndr::add_class(&Rndr::class_list(element), key),
        ("class", None) => Rndr::remove_class(&Rndr::class_list(element), key),
        ("style", Some(text)) => Rndr::set_css_property(&Rndr::style(element), key, text),
        ("style", None) => Rndr::remove_css_property(&Rndr::style(element), key),
        (_, Some(text)) => Rndr::set_attribute(element, key, text),
        (_, None) => Rndr::remove_attribute(element, key),
    }
    true
}

/// The text of an attribute that is there.
fn value(view: &View) -> Option<&str> {
    match &*view.0 {
        Kind::Text(text) => Some(text),
        Kind::Flag(true) => Some(""),
        _ => None,
    }
}

fn property(view: &View) -> JsValue {
    match &*view.0 {
        Kind::Text(text) => JsValue::from_str(text),
        Kind::Flag(flag) => JsValue::from_bool(*flag),
        _ => JsValue::UNDEFINED,
    }
}
