//! What is shown now, and how it becomes what is to be shown.

use super::View;
use super::keyed::KeyedState;
use super::several::Several;
use super::template::TemplateState;
use super::view::{Kind, Live};
use leptos::prelude::RenderEffect;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::Mountable;
use std::borrow::Cow;

/// What is shown now.
pub(crate) enum State {
    Nothing(web_sys::Comment),
    Text(web_sys::Text, Cow<'static, str>),
    Live(RenderEffect<State>),
    Several(Several),
    Keyed(KeyedState),
    Template(TemplateState),
}

impl State {
    /// Makes what is to be shown, and shows it nowhere yet.
    pub(super) fn of(view: View) -> Self {
        match *view.0 {
            Kind::Nothing | Kind::Handler(_) | Kind::Meet(_) => {
                Self::Nothing(Rndr::create_placeholder())
            }
            Kind::Text(text) => Self::Text(Rndr::create_text_node(&text), text),
            Kind::Flag(flag) => {
                let text = if flag { "true" } else { "false" };
                Self::Text(Rndr::create_text_node(text), Cow::Borrowed(text))
            }
            Kind::Live(live) => Self::Live(follow(live)),
            Kind::Several(views) => Self::Several(Several::of(views)),
            Kind::Keyed(keyed) => Self::Keyed(KeyedState::of(keyed)),
            Kind::Template(template) => Self::Template(template.build()),
            Kind::Owned(owner, view) => owner.with(|| Self::of(view)),
        }
    }

    /// Shows another view in its place, and keeps what is the same.
    pub(super) fn become_of(&mut self, view: View) {
        match (*view.0, &mut *self) {
            (Kind::Nothing, Self::Nothing(_)) => {}
            (Kind::Text(new), Self::Text(node, old)) => {
                if new != *old {
                    Rndr::set_text(node, &new);
                    *old = new;
                }
            }
            (Kind::Several(new), Self::Several(old)) => old.become_of(new),
            (Kind::Keyed(new), Self::Keyed(old)) => old.become_of(new),
            (Kind::Template(new), Self::Template(old)) if new.text == old.text => {
                old.become_of(new);
            }
            (kind, old) => {
                let mut new = Self::of(View::of(kind));
                old.insert_before_this(&mut new);
                old.unmount();
                *self = new;
            }
        }
    }
}

/// Shows what a closure gives, and shows it anew when what it reads changes.
fn follow(mut live: Box<dyn Live>) -> RenderEffect<State> {
    RenderEffect::new(move |shown: Option<State>| match (live.now(), shown) {
        (Some(view), Some(mut shown)) => {
            shown.become_of(view);
            shown
        }
        (None, Some(shown)) => shown,
        (view, None) => State::of(view.unwrap_or_else(View::none)),
    })
}

impl Mountable for State {
    fn unmount(&mut self) {
        match self {
            Self::Nothing(node) => Rndr::remove(node),
            Self::Text(node, _) => Rndr::remove(node),
            Self::Live(effect) => {
                effect.with_value_mut(Self::unmount);
            }
            Self::Several(several) => several.unmount(),
            Self::Keyed(keyed) => keyed.unmount(),
            Self::Template(template) => template.unmount(),
        }
    }

    fn mount(&mut self, parent: &web_sys::Element, before: Option<&web_sys::Node>) {
        match self {
            Self::Nothing(node) => Rndr::insert_node(parent, node, before),
            Self::Text(node, _) => Rndr::insert_node(parent, node, before),
            Self::Live(effect) => {
                effect.with_value_mut(|shown| shown.mount(parent, before));
            }
            Self::Several(several) => several.mount(parent, before),
            Self::Keyed(keyed) => keyed.mount(parent, before),
            Self::Template(template) => template.mount(parent, before),
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self {
            Self::Nothing(node) => before(node, child),
            Self::Text(node, _) => before(node, child),
            Self::Live(effect) => {
                effect.with_value_mut(|shown| shown.insert_before_this(child)).unwrap_or(false)
            }
            Self::Several(several) => several.insert_before_this(child),
            Self::Keyed(keyed) => keyed.insert_before_this(child),
            Self::Template(template) => template.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        Vec::new()
    }
}

/// Mounts something before a node; not where the node is nowhere.
pub(super) fn before(node: &web_sys::Node, child: &mut dyn Mountable) -> bool {
    let parent = Rndr::get_parent(node);
    let parent = parent.map(wasm_bindgen::JsCast::unchecked_into::<web_sys::Element>);
    parent.is_some_and(|parent| {
        child.mount(&parent, Some(node));
        true
    })
}
