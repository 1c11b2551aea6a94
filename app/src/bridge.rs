//! The bridge to the shell: commands are called, streams are opened.

use sampan_protocol::{Command, Error, Reply, Stream};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

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

/// Asks the shell, and waits for its answer.
///
/// # Errors
/// What the shell answers instead.
pub(crate) async fn call<C: Command>(command: &C) -> Reply<C> {
    let arguments = js_sys::Object::new();
    set(&arguments, "request", &to_js(command)?)?;
    ask::<C>(arguments.into()).await
}

/// Opens a stream; it goes on as long as the window lives.
///
/// # Errors
/// What the shell answers instead.
pub(crate) async fn open<S: Stream>(
    stream: &S,
    on_event: impl Fn(S::Event) + 'static,
) -> Result<(), Error> {
    let channel = Channel::new().map_err(fault)?;
    let handler = Closure::<dyn Fn(JsValue)>::new(move |message| {
        match serde_wasm_bindgen::from_value(message) {
            Ok(event) => on_event(event),
            Err(error) => leptos::logging::error!("an event of {} does not fit: {error}", S::NAME),
        }
    });
    channel.set_onmessage(handler.as_ref());
    handler.forget();
    let arguments = js_sys::Object::new();
    set(&arguments, "request", &to_js(stream)?)?;
    set(&arguments, "channel", &channel)?;
    ask::<S>(arguments.into()).await
}

async fn ask<C: Command>(arguments: JsValue) -> Reply<C> {
    let name = format!("plugin:{}|{}", C::PLUGIN, C::NAME);
    match invoke(&name, arguments).await {
        Ok(reply) => serde_wasm_bindgen::from_value(reply).map_err(|error| fault(error.into())),
        Err(error) => {
            Err(serde_wasm_bindgen::from_value(error.clone()).unwrap_or_else(|_| fault(error)))
        }
    }
}

fn to_js<T: Serialize>(value: &T) -> Result<JsValue, Error> {
    value.serialize(&Serializer::json_compatible()).map_err(|error| fault(error.into()))
}

fn set(object: &js_sys::Object, name: &str, value: &JsValue) -> Result<(), Error> {
    js_sys::Reflect::set(object, &name.into(), value).map(|_| ()).map_err(fault)
}

#[expect(clippy::needless_pass_by_value, reason = "used as a function of map_err")]
fn fault(cause: JsValue) -> Error {
    leptos::logging::error!("the bridge failed: {cause:?}");
    Error::internal()
}
