//! Looking at every screen as people do who cannot see well, who use the keyboard, or who have many bills.

use sampan_window::{App, Display, Key, Size, Window};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

/// What axe-core looks for: all that WCAG 2.2 asks for at levels A and AA.
const AXE: &str = "const { violations } = await axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] });
    return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)} ${n.any[0]?.message ?? ''}`))";
/// Numbers everything that can be pressed or typed into, and returns how many there are.
const NUMBER: &str = "let n = 0;
    for (const e of document.querySelectorAll('a[href], button, input, select, textarea, [tabindex]')) {
        const box = e.getBoundingClientRect();
        if (e.tabIndex < 0 || e.disabled || !box.width || !box.height || e.closest('[inert]')) continue;
        if (e.type === 'radio' && !e.checked && document.querySelector(`[name='${e.name}']:checked`)) continue;
        if (getComputedStyle(e).visibility === 'visible') e.dataset.walk = n++;
    }
    return n";

#[test]
fn every_screen_can_be_read_by_everybody() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(Size::DESKTOP).expect("a display");
    let axe = concat!(env!("CARGO_MANIFEST_DIR"), "/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(axe).expect("cargo xtask setup installs axe-core");
    let mut found = Vec::new();
    for (theme, size) in [("light", Size::PHONE), ("dark", Size::DESKTOP)] {
        let window = demo(&display, home.path(), theme, size);
        window.script(&format!("{axe}; return true"), &[]).expect("axe-core is there");
        for (name, path) in screens(&window) {
            visit(&window, &name, &path);
            let faults = window.script_async(AXE, &[]).expect("axe-core has looked");
            let faults = faults.as_array().cloned().unwrap_or_default();
            found.extend(faults.iter().map(|fault| format!("{name} ({theme}): {fault}")));
        }
        window.close();
    }
    assert!(found.is_empty(), "axe-core found {}:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_keyboard_reaches_everything() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(Size::PHONE).expect("a display");
    let window = demo(&display, home.path(), "light", Size::PHONE);
    for (name, path) in [
        ("home", "/"),
        ("wallet", "/wallet"),
        ("scan", "/wallet/scan"),
        ("settings", "/settings"),
        ("me.edit", "/me/edit"),
    ] {
        visit(&window, name, path);
        let there = window.script(NUMBER, &[]).expect("numbered").as_u64().expect("a number");
        window.script("document.activeElement?.blur(); return true", &[]).expect("from the top");
        let mut reached = BTreeSet::new();
        for _ in 0..there + 8 {
            window.press(&[Key::Tab]).expect("the key");
            let at = window.script("return document.activeElement?.dataset.walk ?? null", &[]);
            reached.extend(at.expect("where the focus is").as_str().map(str::to_owned));
        }
        let missed = (0..there).filter(|n| !reached.contains(&n.to_string()));
        let missed: Vec<Value> = missed
            .map(|n| {
                let script = "return document.querySelector(`[data-walk='${arguments[0]}']`)?.outerHTML.slice(0, 200)";
                window.script(script, &[json!(n)]).expect("looked at")
            })
            .collect();
        assert!(missed.is_empty(), "the keyboard does not reach, on {name}: {missed:#?}");
    }
}

#[test]
fn a_menu_stands_at_its_button_and_is_as_high_as_its_items() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(Size::PHONE).expect("a display");
    let window = demo(&display, home.path(), "light", Size::PHONE);
    visit(&window, "communities", "/communities");
    let script = "
        const button = document.querySelector('[data-screen=communities] [popovertarget]');
        button.click();
        const menu = document.querySelector('.menu-items:popover-open');
        const high = box => box.getBoundingClientRect().height;
        const items = [...menu.children].reduce((sum, item) => sum + high(item), 0);
        const far = menu.getBoundingClientRect().top - button.getBoundingClientRect().bottom;
        return [items, high(menu) - items, Math.abs(far)]";
    let told = window.script(script, &[]).expect("the menu opens");
    let number = |at: usize| told[at].as_f64().expect("a number");
    assert!(number(0) >= 48.0, "there are items: {told}");
    assert!(number(1) <= 24.0, "the menu is no higher than they are: {told}");
    assert!(number(2) <= 16.0, "and stands at its button: {told}");
}

#[test]
fn of_a_long_list_only_what_is_in_sight_is_made() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(Size::PHONE).expect("a display");
    let window = demo(&display, home.path(), "light", Size::PHONE);

    visit(&window, "gallery", "/gallery");
    let (rows, most, blank) = scroll(&window, ".gallery-excerpt", ".vlist-row", 40);
    assert!(rows >= 10_000, "the list stands for all of its rows: {rows}");
    assert!(most <= 60, "but only those in sight are made: {most}");
    assert_eq!(blank, "", "and nothing in sight is missing");

    visit(&window, "bills", "/wallet/bills");
    let (_, most, blank) =
        scroll(&window, "[data-screen=bills] .screen-body", "[data-test=bill]", 40);
    assert!((5..=60).contains(&most), "only bills in sight are made: {most}");
    assert_eq!(blank, "", "and none in sight is missing");
}

/// Scrolls a list from its beginning to its end; returns for how many rows it has room, how many were
/// in the document at once, and where there was nothing in the middle.
fn scroll(window: &Window, of: &str, row: &str, steps: u32) -> (u64, u64, String) {
    let script = "
        const [box, row, steps] = [document.querySelector(arguments[0]), arguments[1], arguments[2]];
        const height = box.querySelector(row).getBoundingClientRect().height;
        let most = 0;
        const blank = [];
        for (let step = 0; step <= steps; step++) {
            box.scrollTop = (box.scrollHeight - box.clientHeight) * step / steps;
            let hit = false;
            for (let turn = 0; turn < 200 && !hit; turn++) {
                box.scrollIntoView({block: 'center'});
                await new Promise(done => setTimeout(done, 25));
                const at = box.getBoundingClientRect();
                hit = [0.35, 0.5, 0.65].some(part =>
                    document.elementFromPoint(at.x + at.width / 2, at.y + at.height * part)?.closest(row));
                most = Math.max(most, box.querySelectorAll(row).length);
            }
            if (!hit) blank.push(`${box.scrollTop} of ${box.scrollHeight}: ${box.innerText.slice(0, 80)}`);
        }
        return [Math.floor(box.scrollHeight / height), most, blank]";
    let told =
        window.script_async(script, &[json!(of), json!(row), json!(steps)]).expect("scrolled");
    let number = |at: usize| told[at].as_u64().expect("a number");
    let blank = told[2].as_array().expect("a list").iter().map(ToString::to_string);
    (number(0), number(1), blank.collect())
}

fn demo(display: &Display, home: &Path, theme: &str, size: Size) -> Window {
    let app = App::under_test().home(home).demo().calm().language("en").theme(theme).size(size);
    let window = Window::open(display, &app).expect("the window opens");
    let window = window.patience(Duration::from_secs(90));
    window.wait_screen("home", "ready").expect("the demo world is there");
    window
}

fn visit(window: &Window, name: &str, path: &str) {
    window.navigate(path).expect("the address");
    // `search+found` is the screen `search`, as it is at another address.
    let screen = name.split_once('+').map_or(name, |(screen, _)| screen);
    let there = "const s = document.querySelector(`[data-screen='${arguments[0]}']`); return !!s && s.dataset.state !== 'loading'";
    window.wait_until(&format!("the screen {name}"), there, &[json!(screen)]).expect("it shows");
    window.settle().expect("it comes to rest");
    // A sheet that stays open would hide every later screen from whoever looks.
    let covered = "return (document.querySelector('dialog[open]') !== null) === arguments[0]";
    window
        .wait_until(
            &format!("only the list of what waits to lie over {name}"),
            covered,
            &[json!(name == "waiting")],
        )
        .expect("sheets close");
}

/// The screens that the app names, with their addresses.
fn screens(window: &Window) -> Vec<(String, String)> {
    let told = window.script("return document.documentElement.dataset.screens", &[]);
    let told = told.expect("the app names its screens");
    let pairs = told.as_str().expect("in a text").split_whitespace();
    pairs.filter_map(|p| p.split_once('=').map(|(n, p)| (n.to_owned(), p.to_owned()))).collect()
}
