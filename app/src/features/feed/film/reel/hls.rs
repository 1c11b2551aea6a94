//! Playing in the size that the connection bears (HLS), by hls.js; it is loaded when it is first needed.

use crate::prelude::*;
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Where hls.js lies.
const PATH: &str = "/hls.js";

#[wasm_bindgen]
extern "C" {
    type Hls;
    #[wasm_bindgen(constructor, catch)]
    fn new(options: &Object) -> Result<Hls, JsValue>;
    #[wasm_bindgen(static_method_of = Hls, js_name = isSupported, catch)]
    fn is_supported() -> Result<bool, JsValue>;
    #[wasm_bindgen(method, js_name = loadSource)]
    fn load_source(this: &Hls, address: &str);
    #[wasm_bindgen(method, js_name = attachMedia)]
    fn attach_media(this: &Hls, media: &JsValue);
    #[wasm_bindgen(method)]
    fn on(this: &Hls, event: &str, listener: &Function);
    #[wasm_bindgen(method)]
    fn destroy(this: &Hls);
}

thread_local! {
    /// The file that is on its way, or there.
    static LOADED: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// A video that plays in several sizes; it ends when this goes.
pub(super) struct Streaming {
    hls: Hls,
    _failed: Closure<dyn FnMut(JsValue, JsValue)>,
}

impl Drop for Streaming {
    fn drop(&mut self) {
        self.hls.destroy();
    }
}

impl Streaming {
    /// Begins; `failed` is told when it cannot go on.
    pub(super) fn begin(
        video: &web_sys::HtmlVideoElement,
        master: &str,
        failed: impl Fn() + 'static,
    ) -> Option<Self> {
        let options = Object::new();
        let set = |name: &str, value: JsValue| Reflect::set(&options, &name.into(), &value).is_ok();
        // The page's policy lets no worker be made out of a text.
        set("enableWorker", JsValue::FALSE);
        set("capLevelToPlayerSize", JsValue::TRUE);
        set("maxBufferLength", JsValue::from(12));
        set("backBufferLength", JsValue::from(12));
        let hls = Hls::new(&options).ok()?;
        let told = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |_, data: JsValue| {
            if Reflect::get(&data, &"fatal".into()).is_ok_and(|fatal| fatal.is_truthy()) {
                failed();
            }
        });
        hls.on("hlsError", told.as_ref().unchecked_ref());
        hls.load_source(master);
        hls.attach_media(video);
        Some(Self { hls, _failed: told })
    }
}

/// Loads hls.js; whether it plays in this web view.
pub(super) async fn is_there() -> bool {
    let loading = LOADED.with_borrow(Clone::clone);
    let loading = loading.unwrap_or_else(|| {
        let promise = load();
        LOADED.set(Some(promise.clone()));
        promise
    });
    let loaded = JsFuture::from(loading).await.is_ok();
    loaded && Hls::is_supported().unwrap_or(false)
}

fn load() -> Promise {
    Promise::new(&mut |resolve, reject| {
        let element = document().create_element("script").ok();
        let script = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        let (Some(script), Some(body)) = (script, document().body()) else {
            let _ = reject.call0(&JsValue::NULL);
            return;
        };
        script.set_onload(Some(&resolve));
        script.set_onerror(Some(&reject));
        let _ = script.set_attribute("src", PATH);
        let _ = body.append_child(&script);
    })
}
