//! Photographs every screen, on phone and desktop, light and dark, in every language.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use sampan_window::{App, Display, Size, Window};
use serde_json::json;

use crate::progress::{note, step};
use crate::setup::{self, Ready};
use crate::{paths, run, ui};

/// The kinds of window.
const SIZES: &[(&str, Size)] = &[("phone", Size::PHONE), ("desktop", Size::DESKTOP)];
/// The themes.
const THEMES: &[&str] = &["light", "dark"];
/// The languages.
const LANGUAGES: &[&str] = &["en", "zh-CN"];
/// How long a screen may take to show something.
const PATIENCE: Duration = Duration::from_secs(60);

/// A screen and the path that leads to it.
type Route = (String, String);

/// Takes all pictures, and writes a page to look through them.
pub(crate) fn run(only: Option<&str>) -> anyhow::Result<()> {
    setup::ensure(Ready::Headless)?;
    ui::build(ui::Kind::Release, ui::Gate::Told)?;
    let binary = run::build(false)?;
    let folder = paths::target().join("screenshots");
    fs::create_dir_all(&folder)?;
    let display = Display::start(Size::DESKTOP)?;
    let home = tempfile::tempdir()?;
    let mut routes = Vec::new();
    let mut missing = Vec::new();
    for (kind, size) in SIZES {
        for theme in THEMES {
            for language in LANGUAGES {
                let app = App::new(&binary).demo().calm().home(home.path());
                let app = app.size(*size).theme(theme).language(language);
                let look = format!("{kind}.{theme}.{language}");
                let taken = step(&look, || photograph(&display, &app, &folder, &look, only))?;
                routes = taken.0;
                missing.extend(taken.1);
            }
        }
    }
    fs::write(folder.join("index.html"), page(&routes))?;
    note(format!("{} screens: {}", routes.len(), folder.join("index.html").display()));
    anyhow::ensure!(missing.is_empty(), "these screens did not appear:\n{}", missing.join("\n"));
    Ok(())
}

/// Opens one window, and photographs every screen in it; returns the screens, and what did not appear.
fn photograph(
    display: &Display,
    app: &App,
    folder: &Path,
    look: &str,
    only: Option<&str>,
) -> anyhow::Result<(Vec<Route>, Vec<String>)> {
    let window = Window::open(display, app)?.patience(PATIENCE);
    window.wait_screen("home", "ready")?;
    let mut routes = routes(&window)?;
    routes.retain(|(name, _)| only.is_none_or(|only| name.contains(only)));
    let mut missing = Vec::new();
    for (name, path) in &routes {
        window.navigate(path)?;
        let settled = "const s = document.querySelector(arguments[0]); return !!s && s.dataset.state !== 'loading'";
        let appeared = window.wait_until(
            &format!("the screen {name}"),
            settled,
            &[json!(format!("[data-screen={name:?}]"))],
        );
        if let Err(error) = appeared {
            missing.push(format!("{name} ({look}): {error}"));
        }
        window.settle()?;
        window.screenshot(&folder.join(format!("{name}.{look}.png")))?;
    }
    window.close();
    Ok((routes, missing))
}

/// The screens that the app names in `<html data-screens="home=/ wallet=/wallet …">`.
fn routes(window: &Window) -> anyhow::Result<Vec<Route>> {
    let told = window.script("return document.documentElement.dataset.screens || ''", &[])?;
    let routes = parse(told.as_str().unwrap_or_default());
    (!routes.is_empty())
        .then_some(routes)
        .context("the app names no screens: <html data-screens=\"home=/ …\">")
}

fn parse(screens: &str) -> Vec<Route> {
    let pairs = screens.split_whitespace().filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, path)| (name.to_owned(), path.to_owned())).collect()
}

/// A page with all pictures, a row a screen.
fn page(routes: &[Route]) -> String {
    let mut page = String::from(
        "<!doctype html><meta charset=\"utf-8\"><title>Sampan: screens</title>\n\
         <style>body { font: 14px sans-serif; margin: 24px; background: #888 } h2 { margin: 24px 0 8px }\n\
         div { display: flex; gap: 12px; overflow-x: auto } img { height: 420px; border-radius: 8px }</style>\n",
    );
    for (name, path) in routes {
        let _ = writeln!(page, "<h2>{name} <small>{path}</small></h2>\n<div>");
        for (kind, _) in SIZES {
            for theme in THEMES {
                for language in LANGUAGES {
                    let file = format!("{name}.{kind}.{theme}.{language}.png");
                    let _ = writeln!(
                        page,
                        "<a href=\"{file}\"><img loading=\"lazy\" src=\"{file}\" alt=\"{file}\"></a>"
                    );
                }
            }
        }
        page.push_str("</div>\n");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn screens_are_read_and_shown() {
        let routes = parse(" home=/  bills=/wallet/bills?m=1 broken ");
        let expected = [
            ("home".to_owned(), "/".to_owned()),
            ("bills".to_owned(), "/wallet/bills?m=1".to_owned()),
        ];
        assert_eq!(routes, expected, "pairs are read, the rest is left out");
        let page = page(&routes);
        assert_eq!(page.matches("<img").count(), 16, "each screen in each look");
        assert!(page.contains("bills.phone.dark.zh-CN.png"), "under the names that are fixed");
    }
}
