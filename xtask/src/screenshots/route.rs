//! How each screen and each of its states is reached, as the app's page tells it.

use anyhow::Context;
use sampan_window::Window;
use serde_json::json;

use super::step::Step;

/// A screen, the path that leads to it or to where it is reached from, and what is done from there on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Route {
    /// The screen's name, and after a `+` the state that it is in.
    pub(super) name: String,
    /// Where it begins.
    pub(super) path: String,
    /// What is done, one after the other.
    steps: Vec<Step>,
    /// What is done after it was looked at, so that others find nothing of it.
    after: Vec<Step>,
}

impl Route {
    /// The screen that has to appear.
    pub(super) fn screen(&self) -> &str {
        self.name.split_once('+').map_or(self.name.as_str(), |(screen, _)| screen)
    }

    /// How its pictures are called: `<screen>`, or `<screen>.<state>`.
    pub(super) fn picture(&self) -> String {
        self.name.replace('+', ".")
    }

    /// Whether it is a screen of its own, with an address that never changes.
    pub(super) fn is_fixed(&self) -> bool {
        self.steps.iter().all(|step| step.may_be_missing)
    }

    /// Everything that leads to it, for people.
    pub(super) fn told(&self) -> String {
        let steps = self.steps.iter().map(|step| format!(" → {step}"));
        self.path.clone() + &steps.collect::<String>()
    }

    /// Leads the window there, and waits until the screen shows something.
    ///
    /// # Errors
    /// Where something is not there to be pressed, or the screen does not appear.
    pub(super) fn follow(&self, window: &Window) -> anyhow::Result<()> {
        // What lies over a screen goes only with it, and so does how it was scrolled.
        window.navigate("/nowhere")?;
        window.navigate(&self.path)?;
        for step in &self.steps {
            step.act(window)?;
        }
        let screen = self.screen();
        let settled = "const s = document.querySelector(arguments[0]); return !!s && s.dataset.state !== 'loading'";
        let css = json!(format!("[data-screen={screen:?}]"));
        window.wait_until(&format!("the screen {screen}"), settled, &[css])?;
        Ok(())
    }

    /// Leaves the screen as others are to find it.
    ///
    /// # Errors
    /// Where something is not there to be pressed.
    pub(super) fn leave(&self, window: &Window) -> anyhow::Result<()> {
        self.after.iter().try_for_each(|step| step.act(window))?;
        if self.after.is_empty() { Ok(()) } else { Ok(window.settle()?) }
    }
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

/// Reads `name=path>step>step>!afterwards`, with blanks between them.
pub(super) fn parse(screens: &str) -> Vec<Route> {
    let pairs = screens.split_whitespace().filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, way)| {
            let mut parts = way.split('>');
            let path = parts.next().unwrap_or_default().to_owned();
            let (after, steps): (Vec<&str>, Vec<&str>) =
                parts.partition(|step| step.starts_with('!'));
            let after = after.iter().map(|step| Step::read(&step[1..])).collect();
            let steps = steps.iter().map(|step| Step::read(step)).collect();
            Route { name: name.to_owned(), path, steps, after }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::step::{Deed, is_name};
    use super::*;
    use crate::paths;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

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

        let routes = parse(
            "receipt=/wallet/bills>bill>/wallet/receipt/* act+why=/acts>a[href^='/act']>why>!close",
        );
        let expected = ["bill", "/wallet/receipt/*"].map(Step::read);
        assert_eq!(routes[0].steps, expected, "a name for tests, then a path");
        let expected = ["a[href^='/act']", "why"].map(Step::read);
        assert_eq!(routes[1].steps, expected, "a selector may hold an equals sign");
        assert_eq!(routes[1].after, [Step::read("close")], "and what is done afterwards");
        assert_eq!(routes[1].screen(), "act", "a state of a screen is no screen");
        assert_eq!(routes[1].picture(), "act.why", "but has pictures of its own");
        assert!(!routes[1].is_fixed(), "its address is not known beforehand");
    }

    /// What the app's page names, read where it is written.
    fn written() -> Vec<Route> {
        let page = fs::read_to_string(paths::root().join("app/index.html")).expect("the page");
        let list = |name: &str| {
            let (_, rest) = page.split_once(&format!("{name}=\"")).expect("a list of screens");
            rest.split_once('"').expect("that ends").0.to_owned()
        };
        parse(&format!("{} {}", list("data-screens"), list("data-inside")))
    }

    fn sources(folder: &Path) -> String {
        let entries = fs::read_dir(folder).expect("the folder can be read");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        paths
            .map(|path| match path.is_dir() {
                true => sources(&path),
                false => fs::read_to_string(path).unwrap_or_default(),
            })
            .collect()
    }

    #[test]
    fn every_picture_has_a_name_of_its_own() {
        let mut seen = BTreeSet::new();
        for route in written() {
            assert!(seen.insert(route.picture()), "two pictures are called {}", route.picture());
        }
        assert!(seen.len() > 100, "the page was read: {}", seen.len());
    }

    #[test]
    fn whatever_is_pressed_on_the_way_is_in_the_app() {
        let sources = sources(&paths::root().join("app/src"));
        let mut looked = 0;
        for route in written() {
            for step in route.steps.iter().chain(&route.after) {
                let css = match &step.deed {
                    Deed::Press { css, .. } | Deed::Show(css) => css.as_str(),
                    Deed::Fill { name, .. } => name.as_str(),
                    Deed::Go(_) | Deed::Unload => continue,
                };
                let name = css.trim_start_matches("[data-test=\"").trim_end_matches("\"]");
                if !is_name(name) {
                    continue;
                }
                // Of several boxes each has the name of all of them, and its number; of a contact, the handle.
                let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
                let begun = name.rsplit_once('-').map_or(name, |(before, _)| before);
                let written = sources.contains(&format!("\"{name}\""))
                    || sources.contains(&format!("\"{}\"", stem.trim_end_matches('-')))
                    || sources.contains(&format!("\"{begun}-{{"));
                assert!(written, "{name}, on the way to {}, is nowhere in app/src", route.name);
                looked += 1;
            }
        }
        assert!(looked > 50, "the page was read: {looked} steps");
    }
}
