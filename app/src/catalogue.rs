//! The messages of one language: a file beside the app, read when somebody wants that language.

use sampan_protocol::locale::Language;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Messages by key, as the webview has read them.
#[derive(Clone, Default)]
pub(crate) struct Catalogue(JsValue);

impl Catalogue {
    /// Reads the messages of a language; none, if its file cannot be read.
    pub(crate) async fn read(language: Language) -> Self {
        let read = async {
            let path = format!("/locales/{}.json", language.tag());
            let answer = JsFuture::from(fetch(&path)).await?;
            JsFuture::from(answer.unchecked_into::<Response>().json()?).await
        };
        let messages = read.await.unwrap_or_else(|cause| {
            leptos::logging::error!("no messages in {}: {cause:?}", language.tag());
            JsValue::UNDEFINED
        });
        Self(messages)
    }

    /// The message with this key.
    pub(crate) fn message(&self, key: &str) -> Option<String> {
        js_sys::Reflect::get(&self.0, &key.into()).ok()?.as_string()
    }
}

#[wasm_bindgen]
extern "C" {
    fn fetch(path: &str) -> js_sys::Promise;

    type Response;
    #[wasm_bindgen(method, catch)]
    fn json(this: &Response) -> Result<js_sys::Promise, JsValue>;
}
