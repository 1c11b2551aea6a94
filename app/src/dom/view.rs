//! Anything that can be shown, as data.

use super::keyed::Keyed;
use super::listener::Handler;
use super::template::Template;
use leptos::reactive::owner::Owner;
use leptos::tachys::html::element::ElementType;
use leptos::tachys::html::event::EventDescriptor;
use leptos::tachys::html::node_ref::NodeRefContainer;
use send_wrapper::SendWrapper;
use std::borrow::Cow;
use std::marker::PhantomData;
use wasm_bindgen::JsValue;

/// Anything that can be shown, or be the value of an attribute.
pub(crate) struct View(pub(super) Box<Kind>);

/// What changes by itself; none when what it reads is gone.
pub(super) trait Live: Send {
    /// What it is now.
    fn now(&mut self) -> Option<View>;
}

/// What handles an event: a trait of our own, since a `dyn FnMut` brings a function more.
pub(super) trait Handle {
    /// Handles it.
    fn handle(&mut self, event: JsValue);
}

struct Typed<E, F>(F, PhantomData<fn(E)>);

impl<E: From<JsValue>, F: FnMut(E)> Handle for Typed<E, F> {
    fn handle(&mut self, event: JsValue) {
        (self.0)(event.into());
    }
}

/// What is done with the element once it is there.
pub(super) type Meet = Box<dyn FnOnce(&web_sys::Element) + Send>;

pub(super) enum Kind {
    Nothing,
    Text(Cow<'static, str>),
    Flag(bool),
    Live(Box<dyn Live>),
    Several(Vec<View>),
    Keyed(Keyed),
    Template(Template),
    Handler(Handler),
    Meet(Meet),
    Owned(Owner, View),
}

impl View {
    /// Nothing; as an attribute, one that is not there.
    pub(crate) fn none() -> Self {
        Self::of(Kind::Nothing)
    }

    /// The beginning of what `view!` makes: its holes are filled by the calls that follow.
    #[inline(never)]
    pub(crate) fn template(text: &'static str) -> Self {
        Self::of(Kind::Template(Template { text, holes: Vec::new() }))
    }

    /// Shown under an owner, and always made anew: nothing of what stood in its place is kept.
    pub(crate) fn owned(owner: Owner, view: Self) -> Self {
        Self::of(Kind::Owned(owner, view))
    }

    /// Fills the next hole.
    pub(crate) fn put(self, value: impl super::Viewable) -> Self {
        self.fill(value.view())
    }

    /// Fills the next hole with what handles an event.
    pub(crate) fn on<E, F>(self, _event: E, handle: F) -> Self
    where
        E: EventDescriptor,
        E::EventType: From<JsValue> + 'static,
        F: FnMut(E::EventType) + 'static,
    {
        self.listen(Box::new(Typed(handle, PhantomData)))
    }

    /// Fills the next hole with what wants to know the element.
    pub(crate) fn node_ref<E>(self, place: impl NodeRefContainer<E>) -> Self
    where
        E: ElementType,
    {
        self.fill(Self::of(Kind::Meet(Box::new(move |element| place.load(element)))))
    }

    #[inline(never)]
    pub(super) fn of(kind: Kind) -> Self {
        Self(Box::new(kind))
    }

    #[inline(never)]
    pub(super) fn still(text: &'static str) -> Self {
        Self::of(Kind::Text(Cow::Borrowed(text)))
    }

    #[inline(never)]
    pub(super) fn text(text: String) -> Self {
        Self::of(Kind::Text(Cow::Owned(text)))
    }

    #[inline(never)]
    pub(super) fn live(live: Box<dyn Live>) -> Self {
        Self::of(Kind::Live(live))
    }

    #[inline(never)]
    fn fill(mut self, value: Self) -> Self {
        if let Kind::Template(template) = &mut *self.0 {
            template.holes.push(value);
        }
        self
    }

    #[inline(never)]
    fn listen(self, handle: Box<dyn Handle>) -> Self {
        let owner = Owner::current().unwrap_or_default();
        self.fill(Self::of(Kind::Handler(Handler { handle: SendWrapper::new(handle), owner })))
    }
}
