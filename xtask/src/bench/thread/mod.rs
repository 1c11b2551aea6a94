//! Thread: from pressing a post with thousands of comments to the first frame with them, against a plain page
//! of the same rows in the same window.

mod page;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use sampan_window::{App, Display, Server, Size, Window};
use serde_json::{Value, json};

use super::median::{median, rounded};
use crate::progress::{note, section, step};
use crate::setup::{self, Ready};
use crate::{paths, shell, ui};
use page::Pages;

/// How many comments there are.
const COMMENTS: u64 = 5_000;
/// How many rows may be in the document besides those in sight.
const AHEAD: u64 = 28;
/// How long anything may take before something is wrong.
const PATIENCE: Duration = Duration::from_secs(60);
/// Presses the post, and waits for the frame after the one that has its comments.
const PRESS: &str = "
    const link = document.querySelector(`[data-post=\"${args[0]}\"] [data-test=post-open]`);
    const began = performance.now();
    link.click();
    return await new Promise((done, fail) => {
        const look = () => {
            const passed = performance.now() - began;
            if (document.querySelector('[data-screen=\"communities.post\"] [data-test=comment]')) {
                requestAnimationFrame(() => done(performance.now() - began));
            } else if (passed > 20000) {
                fail('no comment appeared');
            } else {
                requestAnimationFrame(look);
            }
        };
        requestAnimationFrame(look);
    });";
/// How many comments are in the document, and how many of them in sight.
const COUNT: &str = "
    const body = document.querySelector('[data-screen=\"communities.post\"] .screen-body');
    const { top, bottom } = body.getBoundingClientRect();
    const rows = [...document.querySelectorAll('[data-test=comment]')];
    const seen = rows.filter(row => {
        const place = row.getBoundingClientRect();
        return place.bottom > top && place.top < bottom;
    });
    return { rows: rows.length, seen: seen.length };";
/// Scrolls to a part of the whole.
const SCROLL: &str = "
    const body = document.querySelector('[data-screen=\"communities.post\"] .screen-body');
    body.scrollTop = (body.scrollHeight - body.clientHeight) * arguments[0];
    return true";

/// Opens the thread `runs` times on each side.
pub(super) fn measure(runs: usize) -> anyhow::Result<Value> {
    setup::ensure(Ready::Headless)?;
    ui::build(ui::Kind::Release, ui::Gate::Told)?;
    build()?;
    let folder = tempfile::tempdir()?;
    let database = format!("sqlite:{}", folder.path().join("server.db").display());
    let talked = step(&format!("{COMMENTS} comments are written"), || {
        let mut fill = shell::command(paths::target().join("release/fill-thread"));
        fill.args(["--database", &database, "--comments", &COMMENTS.to_string()]);
        Ok(serde_json::from_str::<Value>(&shell::output(&mut fill)?)?)
    })?;
    let program = paths::target().join("release/sampan-server");
    let server = Server::start(&program, &database, &folder.path().join("server-media"))?;
    let display = Display::start(Size::PHONE)?;
    let url = format!("http://{}", server.address());
    let window = step("opening the window", || open(&display, &folder.path().join("home"), &url))?;
    let seen = step("having the thread at hand", || at_hand(&window, &talked["post"]))?;
    let pages = Pages::of(&seen)?;
    let home = window.script("return location.origin", &[])?;
    let home = home.as_str().context("the app has an address")?.to_owned();
    let (mut ours, mut plain, mut rows) = (Vec::new(), Vec::new(), Value::Null);
    step(&format!("{runs} times each"), || {
        for run in 0..runs {
            for is_ours in [run % 2 == 0, run % 2 == 1] {
                if is_ours {
                    ours.push(press(&window, &home, &talked)?);
                    if rows.is_null() {
                        rows = scrolled(&window)?;
                    }
                } else {
                    plain.push(pages.press(&window)?);
                }
            }
        }
        Ok(())
    })?;
    let (mine, theirs) = (median(&ours), median(&plain));
    note(format!("ours {mine:.0} ms, the plain page {theirs:.0} ms"));
    Ok(json!({
        "bench": "thread",
        "ratio": rounded(mine / theirs),
        "ours": rounded(mine),
        "yardstick": rounded(theirs),
        "of": "from the press to the frame after the first with comments; a plain page of the same rows",
        "unit": "ms",
        "comments": COMMENTS,
        "in_the_document": rows,
        "runs": runs,
    }))
}

/// Opens the thread from the list of its community, having last looked at another one: so it is read from the
/// cache and arranged.
fn press(window: &Window, home: &str, talked: &Value) -> anyhow::Result<f64> {
    let away = window.script("return location.origin", &[])? != json!(home);
    let list = format!("/communities/in/{}", talked["community"].as_str().unwrap_or_default());
    if away {
        let go = "setTimeout(() => { location.href = arguments[0]; }); return true";
        let go = go.replace("arguments[0]", &format!("{home:?}"));
        window.script(&go, &[])?;
        window.wait_screen("home", "ready")?;
    }
    call(window, "communities|get_thread", &request(&talked["other"], 0))?;
    window.navigate(&list)?;
    let link = format!("[data-post={}] [data-test=post-open]", talked["post"]);
    window.wait_for(&link)?;
    window.settle()?;
    std::thread::sleep(Duration::from_millis(500));
    let taken = window.script_async(PRESS, &[talked["post"].clone()])?;
    taken.as_f64().context("it took a time")
}

/// Counts the rows at the beginning, in the middle and at the end: only those in sight, and some ahead.
fn scrolled(window: &Window) -> anyhow::Result<Value> {
    let mut told = serde_json::Map::new();
    for (name, part) in [("beginning", 0.0), ("middle", 0.5), ("end", 1.0)] {
        window.script(SCROLL, &[json!(part)])?;
        let until = Instant::now() + PATIENCE;
        // The window is filled a moment later.
        let mut counted = Value::Null;
        while counted["seen"].as_u64().unwrap_or(0) == 0 {
            ensure!(Instant::now() < until, "nothing is in sight at the {name}");
            std::thread::sleep(Duration::from_millis(300));
            counted = window.script(COUNT, &[])?;
        }
        let number = |key: &str| counted[key].as_u64().unwrap_or(u64::MAX);
        if number("rows") > number("seen") + AHEAD {
            bail!("more than what is in sight is in the document at the {name}: {counted}");
        }
        told.insert(name.to_owned(), counted);
    }
    Ok(told.into())
}

/// Has every comment in the device's cache; answers what is shown first.
fn at_hand(window: &Window, post: &Value) -> anyhow::Result<Value> {
    let until = Instant::now() + PATIENCE;
    loop {
        let thread = call(window, "communities|get_thread", &request(post, 17))?;
        if thread["more"] == json!(false) && thread["count"] == json!(COMMENTS) {
            return Ok(thread);
        }
        ensure!(Instant::now() < until, "the comments do not come: {} of them", thread["count"]);
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn request(post: &Value, many: u32) -> Value {
    json!({
        "post": post, "sort": "hot", "parts": 1_000, "folded": [], "from": 0, "many": many,
        "reach": null,
    })
}

fn build() -> anyhow::Result<()> {
    section("building app, server and crowd", || {
        let mut cargo = shell::cargo();
        cargo.args(["build", "--release", "-p", "sampan", "-p", "sampan-backend"]);
        shell::run(cargo.args(["-p", "sampan-talk-trial", "--bins"]))
    })
}

fn open(display: &Display, home: &Path, url: &str) -> anyhow::Result<Window> {
    let app = App::new(paths::target().join("release/sampan"));
    let app = app.home(home).server(url).language("en").theme("light").size(Size::PHONE);
    let window = Window::open(display, &app)?.patience(PATIENCE);
    window.wait_screen("welcome", "ready")?;
    let person = json!({
        "name": "Ada", "handle": "ada", "picture": "keep", "pin": "271828",
        "invitation": null, "accepts_terms": true,
    });
    call(&window, "device|onboard", &person)?;
    window.navigate("/")?;
    window.wait_screen("home", "ready")?;
    window.wait_for("[data-sync=fresh]")?;
    Ok(window)
}

fn call(window: &Window, command: &str, request: &Value) -> anyhow::Result<Value> {
    window
        .invoke(&format!("plugin:{command}"), &json!({ "request": request }))
        .with_context(|| format!("{command} was refused"))
}
