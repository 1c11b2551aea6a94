//! The bridge to the shell: commands are called, streams are opened.

mod read;
mod together;
mod write;

use crate::prelude::*;
use js_sys::{JSON, Object, Promise};
use read::Value;
use sampan_protocol::{Command, Error, Reply, Stream};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::time::Duration;
use together::Together;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use write::Writer;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["window", "__TAURI__", "core"])]
    fn invoke(command: &str, arguments: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["window", "__TAURI__", "core"])]
    type Channel;
    #[wasm_bindgen(constructor, catch, js_namespace = ["window", "__TAURI__", "core"])]
    fn new() -> Result<Channel, JsValue>;
    #[wasm_bindgen(method, setter, js_name = onmessage)]
    fn set_onmessage(this: &Channel, handler: &JsValue);
}

/// A question on its way: what of it depends on its type is done before and after.
pub(crate) struct Question {
    name: String,
    arguments: Result<Object, Error>,
}

impl Question {
    /// Wraps a command up.
    pub(crate) fn of<C: Command>(command: &C) -> Self {
        let request = command.serialize(Writer).map_err(|_| fault(&C::NAME.into()));
        Self::wrap(C::PLUGIN, C::NAME, request)
    }

    fn wrap(plugin: &str, name: &str, request: Result<JsValue, Error>) -> Self {
        let arguments = Object::new();
        let arguments =
            request.and_then(|request| set(&arguments, "request", &request)).map(|()| arguments);
        Self { name: format!("plugin:{plugin}|{name}"), arguments }
    }

    /// Sends it, and waits for the answer.
    ///
    /// # Errors
    /// What the shell answers instead.
    pub(crate) async fn send(self) -> Result<JsValue, Error> {
        let arguments = self.arguments?;
        answer(invoke(&self.name, &arguments)).await
    }

    /// The same, for what only reads: whoever asks the same in this turn shares the answer.
    ///
    /// # Errors
    /// What the shell answers instead.
    pub(crate) async fn send_together(self) -> Result<JsValue, Error> {
        let arguments = self.arguments?;
        let told = JSON::stringify(&arguments).map(String::from).unwrap_or_default();
        let key = self.name + &told;
        let promise = match ASKED.with_borrow(|asked| asked.find(&key)) {
            Some(promise) => Ok(promise),
            None => invoke(&key[..key.len() - told.len()], &arguments).inspect(|promise| {
                ASKED.with_borrow_mut(|asked| asked.asked(key.clone(), promise.clone()));
                set_timeout(|| ASKED.with_borrow_mut(Together::heard), Duration::ZERO);
            }),
        };
        AWAITED.set(AWAITED.get() + 1);
        let answer = answer(promise).await;
        AWAITED.set(AWAITED.get() - 1);
        answer
    }
}

thread_local! {
    /// What was asked in this turn of the page, and what will answer it.
    static ASKED: RefCell<Together<Promise>> = const { RefCell::new(Together::new()) };
    /// How many of those that only read wait for an answer.
    static AWAITED: Cell<u32> = const { Cell::new(0) };
}

/// Whether a screen waits for an answer.
pub(crate) fn is_awaited() -> bool {
    AWAITED.get() > 0
}

async fn answer(promise: Result<Promise, JsValue>) -> Result<JsValue, Error> {
    let answer = match promise {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    ASKED.with_borrow_mut(Together::heard);
    answer
        .map_err(|error| Error::deserialize(Value(error.clone())).unwrap_or_else(|_| fault(&error)))
}

/// Reads an answer.
///
/// # Errors
/// A fault of ours, if it does not fit.
pub(crate) fn decode<T: DeserializeOwned>(answer: JsValue) -> Result<T, Error> {
    // What it is goes into no log: it may be a secret.
    T::deserialize(Value(answer)).map_err(|_| fault(&"an answer does not fit".into()))
}

/// Asks the shell, and waits for its answer.
///
/// # Errors
/// What the shell answers instead.
pub(crate) async fn call<C: Command>(command: &C) -> Reply<C> {
    decode(Question::of(command).send().await?)
}

/// The JSON text of a value.
pub(crate) fn text<T: Serialize>(value: &T) -> String {
    let written = value.serialize(Writer).ok().and_then(|value| JSON::stringify(&value).ok());
    written.map(String::from).unwrap_or_default()
}

/// Reads a value out of its JSON text, if it fits.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    T::deserialize(Value(JSON::parse(text).ok()?)).ok()
}

/// Opens a stream; it goes on as long as the window lives.
///
/// # Errors
/// What the shell answers instead.
pub(crate) async fn open<S: Stream>(
    stream: &S,
    on_event: impl Fn(S::Event) + 'static,
) -> Result<(), Error> {
    let channel = Channel::new().map_err(|cause| fault(&cause))?;
    let handler = Closure::<dyn Fn(JsValue)>::new(move |message| {
        ASKED.with_borrow_mut(Together::heard);
        if let Ok(event) = decode(message) {
            on_event(event);
        }
    });
    channel.set_onmessage(handler.as_ref());
    handler.forget();
    let question = Question::of(stream);
    question.arguments.as_ref().map_or(Ok(()), |arguments| set(arguments, "channel", &channel))?;
    question.send().await.map(|_| ())
}

fn set(object: &Object, name: &str, value: &JsValue) -> Result<(), Error> {
    js_sys::Reflect::set(object, &name.into(), value).map(|_| ()).map_err(|cause| fault(&cause))
}

fn fault(cause: &JsValue) -> Error {
    leptos::logging::error!("the bridge failed: {cause:?}");
    Error::internal()
}
