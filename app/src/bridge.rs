//! The bridge to the shell: commands are called, streams are opened.

mod read;
mod write;

use js_sys::Object;
use read::Value;
use sampan_protocol::{Command, Error, Reply, Stream};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use write::Writer;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["window", "__TAURI__", "core"])]
    async fn invoke(command: &str, arguments: JsValue) -> Result<JsValue, JsValue>;

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
        let answer = invoke(&self.name, self.arguments?.into()).await;
        answer.map_err(|error| {
            Error::deserialize(Value(error.clone())).unwrap_or_else(|_| fault(&error))
        })
    }
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
