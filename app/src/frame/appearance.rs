//! Language, theme and home currency follow the session.

use crate::prelude::*;
use crate::ui::format;
use crate::words::{speak, system_language};
use sampan_protocol::device::{Session, Theme};

/// Makes everything look and read as the session says.
pub(crate) fn follow_settings(session: &Session) {
    let wanted = session.settings.language.unwrap_or_else(system_language);
    speak(wanted);
    let currencies = session.service.as_ref().map(|service| &service.settings.currencies);
    format::set_home(currencies.and_then(|currencies| currencies.first().copied()));
    let Some(root) = document().document_element() else {
        return;
    };
    let _ = root.set_attribute("lang", wanted.tag());
    let _ = match session.settings.theme {
        Theme::System => root.remove_attribute("data-theme"),
        Theme::Light => root.set_attribute("data-theme", "light"),
        Theme::Dark => root.set_attribute("data-theme", "dark"),
    };
}
