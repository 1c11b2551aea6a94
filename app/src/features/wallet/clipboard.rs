//! The system's clipboard, which a webview may or may not let us use.

use sampan_protocol::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Copies text.
pub(crate) async fn copy(text: &str) -> Result<(), Error> {
    let refused = || Error::invalid("error.wallet.clipboard_write");
    let clipboard = clipboard().ok_or_else(refused)?;
    JsFuture::from(clipboard.write_text(text)).await.map(drop).map_err(|_| refused())
}

/// The text that was copied last.
pub(crate) async fn paste() -> Result<String, Error> {
    let refused = || Error::invalid("error.wallet.clipboard_read");
    let clipboard = clipboard().ok_or_else(refused)?;
    let text = JsFuture::from(clipboard.read_text()).await.map_err(|_| refused())?;
    text.as_string().ok_or_else(refused)
}

/// Without a secure context there is none, whatever its type says.
fn clipboard() -> Option<web_sys::Clipboard> {
    let navigator = web_sys::window()?.navigator();
    let clipboard: JsValue = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok()?;
    clipboard.dyn_into().ok()
}
