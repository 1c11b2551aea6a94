//! The WebDriver protocol, as far as it is needed here.

use std::time::Duration;

use base64::Engine;
use serde_json::{Value, json};

use crate::app::App;
use crate::driver::Driver;
use crate::error::{Error, Result};

/// How long any one command may take; starting the app is the longest.
const PATIENCE: Duration = Duration::from_secs(40);
/// The key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One session: one window of one app.
#[derive(Debug)]
pub(crate) struct Session {
    agent: ureq::Agent,
    url: String,
    driver: Driver,
}

impl Session {
    /// Starts the app.
    pub(crate) fn start(driver: Driver, app: &App, args: &[String]) -> Result<Self> {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .build();
        let mut session = Self { agent: config.into(), url: driver.url(), driver };
        // No browserName: WebKit would compare it with the name of its own browser.
        let options = json!({"binary": app.binary, "args": args});
        let capabilities =
            json!({"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}});
        let started = session.post("/session", &capabilities)?;
        let id = started["sessionId"].as_str().unwrap_or_default();
        session.url = format!("{}/session/{id}", session.driver.url());
        session.post("/timeouts", &json!({"script": 30_000, "pageLoad": 30_000, "implicit": 0}))?;
        Ok(session)
    }

    /// The process that started the app.
    pub(crate) fn driver(&self) -> &Driver {
        &self.driver
    }

    /// The first element that a CSS selector matches.
    pub(crate) fn element(&self, css: &str) -> Result<String> {
        let found = self.post("/element", &json!({"using": "css selector", "value": css}))?;
        Ok(found[ELEMENT].as_str().unwrap_or_default().to_owned())
    }

    /// Clicks an element in its middle.
    pub(crate) fn click(&self, element: &str) -> Result<()> {
        self.post(&format!("/element/{element}/click"), &json!({})).map(drop)
    }

    /// Empties a field.
    pub(crate) fn clear(&self, element: &str) -> Result<()> {
        self.post(&format!("/element/{element}/clear"), &json!({})).map(drop)
    }

    /// Types into an element.
    pub(crate) fn type_into(&self, element: &str, text: &str) -> Result<()> {
        self.post(&format!("/element/{element}/value"), &json!({"text": text})).map(drop)
    }

    /// Presses and releases keys one after the other.
    pub(crate) fn press(&self, keys: &[char]) -> Result<()> {
        let strokes = keys.iter().flat_map(|key| {
            let key = key.to_string();
            [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})]
        });
        let source =
            json!({"type": "key", "id": "keyboard", "actions": strokes.collect::<Vec<_>>()});
        self.post("/actions", &json!({"actions": [source]})).map(drop)
    }

    /// Runs the body of a function in the page and returns its result.
    pub(crate) fn script(&self, body: &str, args: &[Value]) -> Result<Value> {
        let answer = self.post("/execute/sync", &json!({"script": body, "args": args}));
        answer.map_err(thrown)
    }

    /// Runs the body of an async function in the page and returns what it resolves to.
    pub(crate) fn script_async(&self, body: &str, args: &[Value]) -> Result<Value> {
        let script = format!(
            "const args = [...arguments]; const done = args.pop();\
             (async function() {{ {body} }}).apply(null, args)\
             .then(value => done({{value: value === undefined ? null : value}}),\
             error => done({{error: typeof error === 'string' ? error : (error && error.message) || JSON.stringify(error)}}));"
        );
        let mut answer = self
            .post("/execute/async", &json!({"script": script, "args": args}))
            .map_err(thrown)?;
        match answer["error"].as_str() {
            Some(error) => Err(Error::Threw(error.to_owned())),
            None => Ok(answer["value"].take()),
        }
    }

    /// What the window shows, as PNG.
    pub(crate) fn screenshot(&self) -> Result<Vec<u8>> {
        let answer = self.get("/screenshot")?;
        let text = answer.as_str().unwrap_or_default();
        base64::engine::general_purpose::STANDARD
            .decode(text)
            .map_err(|cause| self.no_answer("/screenshot", cause))
    }

    /// Ends the session, and with it the app.
    pub(crate) fn end(&self) {
        let _ = self.agent.delete(&self.url).call();
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value> {
        let url = format!("{}{path}", self.url);
        let sent =
            self.agent.post(&url).header("content-type", "application/json").send(body.to_string());
        self.answer(path, sent)
    }

    fn get(&self, path: &str) -> Result<Value> {
        self.answer(path, self.agent.get(format!("{}{path}", self.url)).call())
    }

    fn answer(
        &self,
        command: &str,
        sent: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> Result<Value> {
        let mut response = sent.map_err(|cause| self.no_answer(command, cause))?;
        let text = response.body_mut().with_config().limit(64 << 20).read_to_string();
        let text = text.map_err(|cause| self.no_answer(command, cause))?;
        let mut answer: Value =
            serde_json::from_str(&text).map_err(|cause| self.no_answer(command, cause))?;
        let value = answer["value"].take();
        if response.status().is_success() {
            return Ok(value);
        }
        let told = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        Err(Error::Refused {
            command: command.to_owned(),
            code: told("error"),
            message: told("message"),
        })
    }

    fn no_answer(&self, command: &str, cause: impl std::fmt::Display) -> Error {
        Error::NoAnswer {
            command: command.to_owned(),
            cause: cause.to_string(),
            log: self.driver.log(),
        }
    }
}

/// Tells a page's own errors from WebDriver's.
fn thrown(error: Error) -> Error {
    match error {
        Error::Refused { code, message, .. } if code == "javascript error" => Error::Threw(message),
        other => other,
    }
}
