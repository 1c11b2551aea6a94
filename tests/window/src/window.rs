//! What a person does in the window, and what a test asks of it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use crate::app::App;
use crate::display::Display;
use crate::driver::Driver;
use crate::error::{Error, Result};
use crate::process::{child_running, kill, poll};
use crate::session::Session;

/// How long something may take to appear, unless a test says otherwise.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long the app may take to end by itself.
const FAREWELL: Duration = Duration::from_secs(5);

/// Says why a person could not use an element: WebKit's driver clicks what is hidden without a word.
const OBSTACLE: &str = "const e = document.querySelector(arguments[0]);\
    if (!e) return 'it is not there';\
    e.scrollIntoView({block: 'nearest', inline: 'nearest', behavior: 'instant'});\
    const box = e.getBoundingClientRect();\
    if (!box.width || !box.height || getComputedStyle(e).visibility !== 'visible') return 'it is hidden';\
    const place = [box.x, box.y, box.width, box.height].join();\
    const before = e.lastPlace;\
    e.lastPlace = place;\
    if (before !== place) return 'it is moving';\
    if (e.matches(':disabled') || e.closest('[inert]')) return 'it is disabled';\
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);\
    if (!hit || !(e.contains(hit) || hit.contains(e) && hit.matches('label'))) {\
        return 'it is covered by ' + (hit ? hit.outerHTML.slice(0, 120) : 'the edge of the window');\
    }\
    return '';";

/// Notes what of a press reaches an element: under load WebKit's driver now and then reports a click
/// that it never made.
const WATCH: &str = "const e = document.querySelector(arguments[0]);\
    const seen = window.lastPress = {pressed: false, clicked: false};\
    const note = (name, what) => addEventListener(name, event => {\
        if (e && e.contains(event.target)) seen[what] = true;\
    }, {capture: true, once: true});\
    note('mousedown', 'pressed');\
    note('click', 'clicked');";

/// Has something drawn again and again, too faint to be seen: where WebKit paints without compositing it
/// takes a picture only after the next paint, and waits for one that nothing asks for.
const STIR: &str = "const e = document.createElement('i');\
    e.id = 'stir';\
    e.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 1px; height: 1px; z-index: 1000; pointer-events: none';\
    document.body.append(e);\
    let turn = 0;\
    window.stirring = setInterval(() => { e.style.background = turn++ % 2 ? 'rgb(0 0 0 / 0.01)' : 'transparent'; }, 20);";

/// Keys that have no letter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    /// To the next field.
    Tab,
    /// Confirms.
    Enter,
    /// Goes back.
    Escape,
    /// Presses a button.
    Space,
    /// The arrow keys.
    Up,
    /// See [`Key::Up`].
    Down,
    /// See [`Key::Up`].
    Left,
    /// See [`Key::Up`].
    Right,
    /// Any other.
    Letter(char),
}

impl Key {
    fn code(self) -> char {
        match self {
            Self::Tab => '\u{e004}',
            Self::Enter => '\u{e007}',
            Self::Escape => '\u{e00c}',
            Self::Space => ' ',
            Self::Left => '\u{e012}',
            Self::Up => '\u{e013}',
            Self::Right => '\u{e014}',
            Self::Down => '\u{e015}',
            Self::Letter(letter) => letter,
        }
    }
}

/// An open window of the app; it ends, with all its processes, when this is dropped.
#[derive(Debug)]
pub struct Window {
    session: Session,
    binary: PathBuf,
    patience: Duration,
    _home: Option<tempfile::TempDir>,
}

impl Window {
    /// Starts the app and waits for its window.
    pub fn open(display: &Display, app: &App) -> Result<Self> {
        let (own, home) = match &app.home {
            Some(folder) => (None, folder.clone()),
            None => {
                let folder = tempfile::Builder::new().prefix("sampan-window-").tempdir();
                let folder = folder.map_err(Error::file(Path::new("/tmp")))?;
                let path = folder.path().to_owned();
                (Some(folder), path)
            }
        };
        let driver = Driver::start(display, app, &home)?;
        let session = Session::start(driver, app, &app.all_args(&home))?;
        Ok(Self { session, binary: app.binary.clone(), patience: PATIENCE, _home: own })
    }

    /// Changes how long this window's waits last.
    #[must_use]
    pub fn patience(mut self, limit: Duration) -> Self {
        self.patience = limit;
        self
    }

    /// Waits until an element matches a CSS selector.
    pub fn wait_for(&self, css: &str) -> Result<()> {
        self.wait_until(
            &format!("an element {css}"),
            "return document.querySelector(arguments[0]) !== null",
            &[json!(css)],
        )
    }

    /// Waits until no element matches a CSS selector.
    pub fn wait_gone(&self, css: &str) -> Result<()> {
        self.wait_until(
            &format!("{css} to go"),
            "return document.querySelector(arguments[0]) === null",
            &[json!(css)],
        )
    }

    /// Waits until a screen is there, in a state such as `ready`.
    pub fn wait_screen(&self, name: &str, state: &str) -> Result<()> {
        self.wait_for(&format!("[data-screen={name:?}][data-state={state:?}]"))
    }

    /// Waits until an element's text contains something.
    pub fn wait_text(&self, test: &str, text: &str) -> Result<()> {
        let script = "const e = document.querySelector(arguments[0]); return !!e && e.textContent.includes(arguments[1])";
        self.wait_until(
            &format!("{text:?} in {test:?}"),
            script,
            &[json!(of_test(test)), json!(text)],
        )
    }

    /// Waits until the body of a function, run in the page, returns true.
    pub fn wait_until(&self, what: &str, body: &str, args: &[Value]) -> Result<()> {
        let mut failure = None;
        let found = poll(self.patience, || match self.session.script(body, args) {
            Ok(answer) => answer.as_bool().filter(|there| *there),
            // The page is being replaced: what is waited for may be on the next one.
            Err(Error::Refused { .. } | Error::Threw(_)) => None,
            Err(error) => {
                failure = Some(error);
                Some(false)
            }
        });
        match (found, failure) {
            (Some(_), None) => Ok(()),
            (_, Some(error)) => Err(error),
            (None, None) => Err(self.timed_out(what)),
        }
    }

    /// Clicks what has this `data-test`, as soon as it can be clicked.
    pub fn click(&self, test: &str) -> Result<()> {
        let css = json!(of_test(test));
        let landed = || self.session.script("return window.lastPress || null", &[]);
        self.act(&format!("{test:?} to be clickable"), test, |element| {
            self.session.script(WATCH, std::slice::from_ref(&css))?;
            self.session.click(element)?;
            // Where the click led to another document there is nobody left to ask.
            match landed()? {
                press if press["clicked"] != false => Ok(()),
                press if press["pressed"] == true => Err(Error::Slipped(test.to_owned())),
                _ => Err(Error::Threw("the driver's click did not arrive".to_owned())),
            }
        })
    }

    /// Types into what has this `data-test`, after what is there.
    pub fn type_into(&self, test: &str, text: &str) -> Result<()> {
        self.act(&format!("{test:?} to take text"), test, |element| {
            self.session.type_into(element, text)
        })
    }

    /// Replaces what is in a field.
    pub fn fill(&self, test: &str, text: &str) -> Result<()> {
        self.act(&format!("{test:?} to take text"), test, |element| {
            self.session.clear(element)?;
            self.session.type_into(element, text)
        })
    }

    /// Presses keys, wherever the focus is.
    pub fn press(&self, keys: &[Key]) -> Result<()> {
        let codes: Vec<char> = keys.iter().map(|key| key.code()).collect();
        self.session.press(&codes)
    }

    /// The text of what has this `data-test`, which has to appear.
    pub fn text(&self, test: &str) -> Result<String> {
        let css = of_test(test);
        self.wait_for(&css)?;
        let text =
            self.script("return document.querySelector(arguments[0]).innerText", &[json!(css)])?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// How many elements match a CSS selector now.
    pub fn count(&self, css: &str) -> Result<u64> {
        let count =
            self.script("return document.querySelectorAll(arguments[0]).length", &[json!(css)])?;
        Ok(count.as_u64().unwrap_or(0))
    }

    /// Goes to a path of the app, as a link in it would.
    pub fn navigate(&self, path: &str) -> Result<()> {
        let script = "history.pushState({}, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate', {state: {}}));";
        self.script(script, &[json!(path)]).map(drop)
    }

    /// Runs the body of a function in the page and returns its result.
    pub fn script(&self, body: &str, args: &[Value]) -> Result<Value> {
        self.session.script(body, args)
    }

    /// Runs the body of an async function in the page and returns what it resolves to.
    pub fn script_async(&self, body: &str, args: &[Value]) -> Result<Value> {
        self.session.script_async(body, args)
    }

    /// Calls one of the app's commands, as the UI does, and returns its reply.
    pub fn invoke(&self, command: &str, args: &Value) -> Result<Value> {
        let script = "return window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])";
        self.session.script_async(script, &[json!(command), args.clone()])
    }

    /// Waits a moment for what comes after the first content: fonts, pictures, rows in the place of skeletons. What
    /// never comes is not waited for.
    pub fn settle(&self) -> Result<()> {
        let script = "await document.fonts.ready;\
            const isLate = () => document.querySelector('.skeleton') !== null\
                || [...document.images].some(image => !image.complete && image.loading !== 'lazy');\
            for (let turn = 0; turn < 40 && isLate(); turn++) await new Promise(done => setTimeout(done, 50));\
            for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);";
        self.session.script_async(script, &[]).map(drop)
    }

    /// Writes what the window shows as PNG.
    pub fn screenshot(&self, path: &Path) -> Result<()> {
        self.script(STIR, &[])?;
        let png = self.session.screenshot();
        self.script(
            "clearInterval(window.stirring); document.querySelector('#stir').remove();",
            &[],
        )?;
        let png = png?;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
        }
        std::fs::write(path, png).map_err(Error::file(path))
    }

    /// The number of the app's process.
    #[must_use]
    pub fn process(&self) -> Option<u32> {
        child_running(self.session.driver().id(), &self.binary)
    }

    /// The last lines that the app wrote.
    #[must_use]
    pub fn log(&self) -> String {
        self.session.driver().log()
    }

    /// Ends the app at once, as a power cut would.
    pub fn kill(self) {
        if let Some(id) = self.process() {
            kill(id);
            poll(FAREWELL, || self.process().is_none().then_some(()));
        }
    }

    /// Ends the app and waits until it has gone.
    pub fn close(self) {
        self.session.end();
        poll(FAREWELL, || self.process().is_none().then_some(()));
    }

    /// Does something with an element, as soon as a person could; again, if it was replaced at that moment.
    fn act(
        &self,
        what: &str,
        test: &str,
        mut action: impl FnMut(&str) -> Result<()>,
    ) -> Result<()> {
        let css = of_test(test);
        let mut obstacle = String::new();
        let mut attempt = || -> Result<bool> {
            let found = self.session.script(OBSTACLE, &[json!(css)])?;
            obstacle = found.as_str().unwrap_or_default().to_owned();
            if obstacle.is_empty() {
                action(&self.session.element(&css)?)?;
            }
            Ok(obstacle.is_empty())
        };
        let mut refusal = String::new();
        let done = poll(self.patience, || match attempt() {
            Ok(true) => Some(Ok(())),
            Ok(false) => None,
            Err(error @ (Error::Refused { .. } | Error::Threw(_))) => {
                refusal = error.to_string();
                None
            }
            Err(error) => Some(Err(error)),
        });
        let why = if obstacle.is_empty() { refusal } else { obstacle };
        done.unwrap_or_else(|| Err(self.timed_out(&format!("{what} ({why})"))))
    }

    fn timed_out(&self, what: &str) -> Error {
        let script = "const s = document.querySelector('[data-screen]');\
            const named = s ? `the screen ${s.dataset.screen} is ${s.dataset.state}` : 'there is no screen';\
            return `${named}, and reads: ${(document.body.innerText || '').slice(0, 400)}`";
        let instead = match self.session.script(script, &[]) {
            Ok(told) => told.as_str().unwrap_or_default().to_owned(),
            Err(error) => error.to_string(),
        };
        Error::TimedOut { what: what.to_owned(), seconds: self.patience.as_secs_f64(), instead }
    }
}

fn of_test(test: &str) -> String {
    format!("[data-test={test:?}]")
}
