//! Handlers of events: one listener of the document for each, whatever handler it has now.

use super::view::Handle;
use leptos::reactive::owner::Owner;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// What handles an event, and what it belongs to: contexts are found there.
pub(super) struct Handler {
    pub(super) handle: SendWrapper<Box<dyn Handle>>,
    pub(super) owner: Owner,
}

/// A handler that listens.
pub(super) struct Listener {
    element: web_sys::Element,
    event: &'static str,
    closure: Closure<dyn FnMut(JsValue)>,
    now: Rc<RefCell<Option<Handler>>>,
}

impl Listener {
    /// Listens at an element.
    pub(super) fn new(element: &web_sys::Element, event: &'static str, handler: Handler) -> Self {
        let now = Rc::new(RefCell::new(Some(handler)));
        let closure = Closure::wrap(Box::new({
            let now = Rc::clone(&now);
            move |event| run(&now, event)
        }) as Box<dyn FnMut(JsValue)>);
        let _ = element.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        Self { element: element.clone(), event, closure, now }
    }

    /// Has the event handled by another one from now on.
    pub(super) fn become_of(&self, handler: Handler) {
        let old = self.now.borrow_mut().replace(handler);
        drop(old);
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.closure.as_ref().unchecked_ref();
        let _ = self.element.remove_event_listener_with_callback(self.event, callback);
    }
}

/// The handler is taken out while it runs: it may be replaced meanwhile, by what it does.
fn run(now: &RefCell<Option<Handler>>, event: JsValue) {
    let handler = now.borrow_mut().take();
    let Some(mut handler) = handler else { return };
    // A handler reads signals without following them, and need not be told so.
    #[cfg(debug_assertions)]
    let _quiet = leptos::reactive::diagnostics::SpecialNonReactiveZone::enter();
    let owner = handler.owner.clone();
    owner.with(|| handler.handle.handle(event));
    now.borrow_mut().get_or_insert(handler);
}
