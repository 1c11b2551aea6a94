//! Two people on one server, each at a window and a line of their own.

use crate::line::Line;
use crate::person::{PHONE, open, register};
use crate::server::{Engine, Server};
use sampan_window::{Display, Window};

/// Ada and Ben. What they look at ends before what it stands on.
pub(crate) struct Pair {
    pub(crate) ada: Window,
    pub(crate) ben: Window,
    _displays: [Display; 2],
    pub(crate) line: Line,
    pub(crate) other_line: Line,
    pub(crate) server: Server,
}

impl Pair {
    /// Registers both; none where this engine is not to be had.
    pub(crate) fn on(engine: Engine) -> Option<Self> {
        let server = Server::start(engine)?;
        let (line, other_line) = (Line::to(server.address()), Line::to(server.address()));
        let displays = [0, 1].map(|_| Display::start(PHONE).expect("a display"));
        let ada = open(&displays[0], &server.folder().join("ada"), Some(&line));
        register(&ada, "Ada Lovelace", "ada");
        let ben = open(&displays[1], &server.folder().join("ben"), Some(&other_line));
        register(&ben, "Ben Okri", "ben");
        Some(Self { ada, ben, _displays: displays, line, other_line, server })
    }
}
