//! Time and randomness of the browser, behind the protocol's seams.

use sampan_protocol::ids::OpId;
use sampan_protocol::{Clock, Random, Timestamp};

/// The browser's clock.
pub(crate) struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> Timestamp {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "milliseconds since 1970 are far below 2^53"
        )]
        Timestamp::from_micros(js_sys::Date::now() as i64 * 1_000)
    }
}

/// The browser's source of randomness that is fit for cryptography.
pub(crate) struct BrowserRandom;

impl Random for BrowserRandom {
    fn fill(&self, bytes: &mut [u8]) {
        let filled = web_sys::window()
            .and_then(|window| window.crypto().ok())
            .and_then(|crypto| crypto.get_random_values_with_u8_array(bytes).ok());
        if filled.is_none() {
            // Without it no operation could be named safely; there is no webview without it.
            leptos::logging::error!("no randomness in this webview");
        }
    }
}

/// The time now.
pub(crate) fn now() -> Timestamp {
    BrowserClock.now()
}

/// A new idempotency key. Make it when a form opens, so that pressing twice does it once.
pub(crate) fn new_op() -> OpId {
    OpId::new(&BrowserClock, &BrowserRandom)
}
