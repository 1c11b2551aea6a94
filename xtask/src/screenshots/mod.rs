//! Photographs every screen and its states, on phone and desktop, light and dark, in every language.

mod newcomer;
mod offline;
mod route;
mod step;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Duration;

use clap::Args;
use sampan_window::{App, Display, Size, Window};

use crate::progress::{note, step};
use crate::setup::{self, Ready};
use crate::{paths, run, ui};
use route::Route;

/// The kinds of window.
const SIZES: &[(&str, Size)] = &[("phone", Size::PHONE), ("desktop", Size::DESKTOP)];
/// The themes.
const THEMES: &[&str] = &["light", "dark"];
/// The languages.
const LANGUAGES: &[&str] = &["en", "zh-CN"];
/// How high a window is in which whole screens are seen.
const TALL: u32 = 2_400;
/// How long a screen may take to show something.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is photographed.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only screens whose name contains this, or one of several between commas.
    only: Option<String>,
    /// Only looks whose name contains this: `phone`, `dark.zh-CN`, `desktop.light.en`.
    #[arg(long)]
    look: Option<String>,
    /// As somebody sees them who has just come, as `<screen>.empty.…png`.
    #[arg(long, visible_alias = "empty")]
    newcomer: bool,
    /// As they are once the service is out of reach, after everything was visited, as `<screen>.offline.…png`.
    #[arg(long, conflicts_with = "newcomer")]
    offline: bool,
    /// In windows so tall that nothing has to be scrolled to, as `tall.<screen>…png`.
    #[arg(long)]
    tall: bool,
}

impl Arguments {
    fn wants_look(&self, look: &str) -> bool {
        self.look.as_deref().is_none_or(|part| look.contains(part))
    }

    fn wants(&self, route: &Route) -> bool {
        let is_named = |only: &str| only.split(',').any(|part| route.name.contains(part));
        let is_there = !self.newcomer || route.is_fixed();
        is_there && self.only.as_deref().is_none_or(is_named)
    }

    /// The state that all screens are in, as it stands in names; empty for that of every day.
    fn state(&self) -> &'static str {
        match (self.newcomer, self.offline) {
            (true, _) => ".empty",
            (false, true) => ".offline",
            (false, false) => "",
        }
    }

    /// What a picture is called.
    fn file(&self, route: &Route, look: &str) -> String {
        let how = if self.tall { "tall." } else { "" };
        format!("{how}{}{}.{look}.png", route.picture(), self.state())
    }

    /// What the page with all of these pictures is called.
    fn page(&self) -> String {
        let how = if self.tall { ".tall" } else { "" };
        format!("index{how}{}.html", self.state())
    }

    /// The world that is looked at.
    fn world(&self, app: App) -> App {
        match (self.newcomer, self.offline) {
            (true, _) => app,
            (false, true) => app.server(offline::NOWHERE),
            (false, false) => app.demo(),
        }
    }

    fn size(&self, usual: Size) -> Size {
        if self.tall { Size { height: TALL, ..usual } } else { usual }
    }
}

/// Takes all pictures, and writes a page to look through them.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    setup::ensure(Ready::Headless)?;
    ui::build(ui::Kind::Release, ui::Gate::Told)?;
    let binary = run::build(false)?;
    let folder = paths::target().join("screenshots");
    fs::create_dir_all(&folder)?;
    let display = Display::start(arguments.size(Size::DESKTOP))?;
    let home = tempfile::tempdir()?;
    let mut routes = Vec::new();
    let mut missing = Vec::new();
    if arguments.offline {
        let visit = || offline::prepare(&display, &binary, home.path(), arguments);
        step("visiting every screen, before the service is out of reach", visit)?;
    }
    for (look, size, theme, language) in looks() {
        if !arguments.wants_look(&look) {
            continue;
        }
        let app = arguments.world(App::new(&binary).calm().home(home.path()));
        let app = app.size(arguments.size(size)).theme(theme).language(language);
        let taken = step(&look, || photograph(&display, &app, &folder, &look, arguments))?;
        routes = taken.0;
        missing.extend(taken.1);
    }
    let index = folder.join(arguments.page());
    fs::write(&index, page(&routes, arguments))?;
    note(format!("{} screens: {}", routes.len(), index.display()));
    anyhow::ensure!(missing.is_empty(), "these screens did not appear:\n{}", missing.join("\n"));
    Ok(())
}

/// Every look: its name, and what makes it.
fn looks() -> impl Iterator<Item = (String, Size, &'static str, &'static str)> {
    SIZES.iter().flat_map(|(kind, size)| {
        THEMES.iter().flat_map(move |theme| {
            LANGUAGES.iter().map(move |language| {
                (format!("{kind}.{theme}.{language}"), *size, *theme, *language)
            })
        })
    })
}

/// Opens one window, and photographs every screen in it; returns the screens, and what did not appear.
fn photograph(
    display: &Display,
    app: &App,
    folder: &Path,
    look: &str,
    arguments: &Arguments,
) -> anyhow::Result<(Vec<Route>, Vec<String>)> {
    let window = Window::open(display, app)?.patience(PATIENCE);
    window.wait_for("[data-screen=home], [data-screen=welcome]")?;
    if window.count("[data-screen=welcome]")? > 0 {
        newcomer::register(&window)?;
    }
    window.wait_screen("home", "ready")?;
    if arguments.offline {
        window.wait_for("[data-sync=offline], [data-sync=attention]")?;
    }
    let mut routes = route::all(&window)?;
    routes.retain(|route| arguments.wants(route));
    let mut missing = Vec::new();
    for route in &routes {
        let name = &route.name;
        if let Err(error) = route.follow(&window) {
            missing.push(format!("{name} ({look}): {error:#}"));
        }
        window.settle()?;
        window.screenshot(&folder.join(arguments.file(route, look)))?;
        if let Err(error) = route.leave(&window) {
            missing.push(format!("{name} ({look}), leaving: {error:#}"));
        }
    }
    window.close();
    Ok((routes, missing))
}

/// A page with all pictures, a row a screen.
fn page(routes: &[Route], arguments: &Arguments) -> String {
    let mut page = String::from(
        "<!doctype html><meta charset=\"utf-8\"><title>Sampan: screens</title>\n\
         <style>body { font: 14px sans-serif; margin: 24px; background: #888 } h2 { margin: 24px 0 8px }\n\
         div { display: flex; gap: 12px; overflow-x: auto } img { height: 420px; border-radius: 8px }</style>\n",
    );
    for route in routes {
        let way = route.told();
        let _ = writeln!(page, "<h2>{} <small>{way}</small></h2>\n<div>", route.name);
        for (look, ..) in looks().filter(|(look, ..)| arguments.wants_look(look)) {
            let file = arguments.file(route, &look);
            let _ = writeln!(
                page,
                "<a href=\"{file}\"><img loading=\"lazy\" src=\"{file}\" alt=\"{file}\"></a>"
            );
        }
        page.push_str("</div>\n");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Arguments {
        Arguments { only: None, look: None, newcomer: false, offline: false, tall: false }
    }

    #[test]
    fn screens_are_shown_in_the_looks_that_were_asked_for() {
        let routes = route::parse("home=/ bills=/wallet/bills bill+menu=/wallet/bills>bill>menu");
        let shown = page(&routes, &all());
        assert_eq!(shown.matches("<img").count(), 24, "each screen in each look");
        assert!(shown.contains("\"bills.phone.dark.zh-CN.png"), "under the names that are fixed");
        assert!(shown.contains("\"bill.menu.phone.dark.zh-CN.png"), "states after their screen");

        let few = Arguments {
            only: Some("home,bill".to_owned()),
            look: Some("desktop.dark".to_owned()),
            newcomer: true,
            ..all()
        };
        let wanted: Vec<_> = routes.iter().filter(|r| few.wants(r)).cloned().collect();
        assert_eq!(wanted, routes[..2], "whoever is new has no bill to look at");
        let shown = page(&wanted, &few);
        assert_eq!(shown.matches("<img").count(), 4, "two looks of two screens");
        assert!(shown.contains("\"home.empty.desktop.dark.en.png"), "and apart from the others");
        assert_eq!(few.page(), "index.empty.html", "on a page of their own");
    }

    #[test]
    fn what_is_out_of_reach_has_pictures_of_its_own() {
        let routes = route::parse("bill+menu=/wallet/bills>bill>menu");
        let (offline, tall) =
            (Arguments { offline: true, ..all() }, Arguments { tall: true, ..all() });
        assert!(offline.wants(&routes[0]), "also of what has to be pressed");
        let file = |arguments: &Arguments| arguments.file(&routes[0], "phone.light.en");
        assert_eq!(file(&offline), "bill.menu.offline.phone.light.en.png", "the state comes last");
        assert_eq!(file(&tall), "tall.bill.menu.phone.light.en.png", "however high the window is");
        assert_ne!(offline.page(), all().page(), "and a page of their own");
    }
}
