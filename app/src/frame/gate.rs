//! Who may be where: without a person there is only the welcome.

use crate::prelude::*;
use crate::router::NavigateOptions;
use crate::router::{use_location, use_navigate};
use crate::session::use_session;

/// Leads away from where one cannot be.
pub(crate) fn keep() {
    let session = use_session();
    let path = use_location().pathname;
    let navigate = use_navigate();
    let who = Memo::new(move || session.with(|s| (s.me.is_some(), s.waiting_for_approval)));
    Effect::new(move |_| {
        let (is_somebody, waits) = who.get();
        if let Some(other) = elsewhere(&path.get(), is_somebody, waits) {
            navigate(other, NavigateOptions { replace: true, ..Default::default() });
        }
    });
}

/// Where to go instead of `path`, if one cannot stay there.
fn elsewhere(path: &str, is_somebody: bool, waits: bool) -> Option<&'static str> {
    let welcome = path == "/welcome" || path.starts_with("/welcome/");
    match (is_somebody, waits) {
        _ if path == "/gallery" => None,
        (true, _) if path == "/welcome/waiting" && !waits => None,
        (false, true) if path != "/welcome/waiting" => Some("/welcome/waiting"),
        (false, false) if !welcome || path == "/welcome/waiting" => Some("/welcome"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_gets_beyond_the_welcome() {
        for path in ["/", "/wallet", "/welcomes", "/settings", "/welcome/waiting"] {
            assert_eq!(elsewhere(path, false, false), Some("/welcome"), "{path} needs a person");
        }
        for path in ["/welcome", "/welcome/create", "/gallery"] {
            assert_eq!(elsewhere(path, false, false), None, "{path} does not");
        }
    }

    #[test]
    fn a_waiting_device_waits() {
        assert_eq!(elsewhere("/", false, true), Some("/welcome/waiting"), "nothing else to do");
        assert_eq!(elsewhere("/welcome/waiting", false, true), None, "it is there");
    }

    #[test]
    fn a_person_may_be_anywhere() {
        for path in ["/", "/welcome/create", "/welcome/waiting"] {
            assert_eq!(elsewhere(path, true, false), None, "{path} is open");
        }
    }
}
