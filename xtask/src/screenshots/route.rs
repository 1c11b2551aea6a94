//! How each screen is reached, as the app's page tells it.

use std::time::Duration;

use anyhow::Context;
use sampan_window::Window;
use serde_json::json;

/// How long something to be pressed may take to appear.
const PRESS: Duration = Duration::from_secs(20);

/// A screen, the path that leads to it or to where it is reached from, and what is done from there on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Route {
    /// The name of the picture: the screen's, and after a `+` what lies over it.
    pub(super) name: String,
    /// Where it begins.
    pub(super) path: String,
    /// What is pressed, one after the other.
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// The first element that a CSS selector finds, or the link in it, is clicked.
    Press(String),
    /// One goes to a path, with the last part of the present one for its `*`.
    Go(String),
}

impl Route {
    /// The screen that has to appear.
    pub(super) fn screen(&self) -> &str {
        self.name.split_once('+').map_or(self.name.as_str(), |(screen, _)| screen)
    }

    /// Whether it is a screen of its own, with an address that never changes.
    pub(super) fn is_fixed(&self) -> bool {
        self.steps.is_empty()
    }

    /// Everything that leads to it, for people.
    pub(super) fn told(&self) -> String {
        let steps = self.steps.iter().map(|step| match step {
            Step::Press(what) => format!(" → {what}"),
            Step::Go(path) => format!(" → {path}"),
        });
        self.path.clone() + &steps.collect::<String>()
    }

    /// Leads the window there, and waits until the screen shows something.
    pub(super) fn follow(&self, window: &Window) -> anyhow::Result<()> {
        // What lies over a screen goes only with it.
        if !self.is_fixed() {
            window.navigate("/nowhere")?;
        }
        window.navigate(&self.path)?;
        for step in &self.steps {
            match step {
                Step::Press(what) => {
                    window.settle()?;
                    press(window, what).with_context(|| format!("pressing {what}"))?;
                }
                Step::Go(path) => {
                    let here = window.script("return location.pathname.split('/').pop()", &[])?;
                    window.navigate(&path.replace('*', here.as_str().unwrap_or_default()))?;
                }
            }
        }
        let screen = self.screen();
        let settled = "const s = document.querySelector(arguments[0]); return !!s && s.dataset.state !== 'loading'";
        let css = json!(format!("[data-screen={screen:?}]"));
        window.wait_until(&format!("the screen {screen}"), settled, &[css])?;
        Ok(())
    }
}

fn press(window: &Window, css: &str) -> anyhow::Result<()> {
    let script = "
        const found = document.querySelector(arguments[0]);
        if (!found) return false;
        const pressed = found.matches('a, button') ? found : found.querySelector('a, button') ?? found;
        pressed.click();
        return true";
    let until = std::time::Instant::now() + PRESS;
    while window.script(script, &[json!(css)])? != json!(true) {
        anyhow::ensure!(std::time::Instant::now() < until, "there is no {css}");
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// The screens that the app names in `<html data-screens="home=/ wallet=/wallet …" data-inside="bill=/wallet/bills>bill …">`.
pub(super) fn all(window: &Window) -> anyhow::Result<Vec<Route>> {
    let script = "const told = document.documentElement.dataset; return `${told.screens || ''} ${told.inside || ''}`";
    let told = window.script(script, &[])?;
    let routes = parse(told.as_str().unwrap_or_default());
    (!routes.is_empty())
        .then_some(routes)
        .context("the app names no screens: <html data-screens=\"home=/ …\">")
}

pub(super) fn parse(screens: &str) -> Vec<Route> {
    let pairs = screens.split_whitespace().filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, way)| {
            let mut parts = way.split('>');
            let path = parts.next().unwrap_or_default().to_owned();
            Route { name: name.to_owned(), path, steps: parts.map(step).collect() }
        })
        .collect()
}

/// A path, a selector, or the name for tests of what is pressed.
fn step(text: &str) -> Step {
    let is_name = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    match text {
        path if path.starts_with('/') => Step::Go(path.to_owned()),
        name if is_name(name) => Step::Press(format!("[data-test={name:?}]")),
        css => Step::Press(css.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_read_with_what_is_pressed() {
        let routes = parse(" home=/  bills=/wallet/bills?m=1 broken ");
        let read: Vec<_> = routes.iter().map(|r| (r.name.as_str(), r.path.as_str())).collect();
        assert_eq!(
            read,
            [("home", "/"), ("bills", "/wallet/bills?m=1")],
            "pairs are read, the rest is left out"
        );
        assert!(routes.iter().all(Route::is_fixed), "nothing has to be pressed");

        let routes =
            parse("receipt=/wallet/bills>bill>/wallet/receipt/* act+why=/acts>a[href^='/act']>why");
        let expected = [
            Step::Press("[data-test=\"bill\"]".to_owned()),
            Step::Go("/wallet/receipt/*".to_owned()),
        ];
        assert_eq!(routes[0].steps, expected, "a name for tests, then a path");
        let expected = [
            Step::Press("a[href^='/act']".to_owned()),
            Step::Press("[data-test=\"why\"]".to_owned()),
        ];
        assert_eq!(routes[1].steps, expected, "a selector may hold an equals sign");
        assert_eq!(routes[1].screen(), "act", "what lies over a screen is no screen");
        assert!(!routes[1].is_fixed(), "its address is not known beforehand");
    }
}
