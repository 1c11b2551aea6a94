//! One thing that is done on the way to what is photographed, as the app's page writes it.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::Context;
use base64::Engine;
use sampan_window::Window;
use serde_json::json;

use crate::paths;

/// How long something to be pressed may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long something may take that is only done where it is there.
const GLANCE: Duration = Duration::from_secs(2);
/// Where videos lie that can be picked.
const CLIPS: &str = "assets/demo/videos";

/// Presses an element or the link in it; of a long list only what is in sight is made.
const PRESS: &str = "
    const all = [...document.querySelectorAll(arguments[0])];
    const words = arguments[1];
    const found = words === null ? all[0] : all.find(e => e.textContent.includes(words));
    if (!found) {
        if (words !== null) document.querySelector('[data-screen] .screen-body')?.scrollBy(0, 400);
        return false;
    }
    const pressed = found.matches('a, button') ? found : found.querySelector('a, button') ?? found;
    pressed.click();
    return true";
/// Shows an element in the middle; of a long list only what is in sight is made.
const SHOW: &str = "
    const found = document.querySelector(arguments[0]);
    if (!found) document.querySelector('[data-screen] .screen-body')?.scrollBy(0, 400);
    found?.scrollIntoView({ block: 'center', behavior: 'instant' });
    return !!found";
/// Picks a file, as a person would with the system's dialog.
const PICK: &str = "
    const [css, name, base64] = arguments;
    const held = new DataTransfer();
    held.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name, { type: 'video/mp4' }));
    const input = document.querySelector(css);
    input.files = held.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    return true";
/// Pictures as they are before they are here: what they look like in a few pixels, and nothing over it.
const UNLOAD: &str = "
    const nothing = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
    const all = [...document.querySelectorAll('img.picture')].filter(img => img.src.startsWith('http'));
    await Promise.all(all.map(async img => {
        const cut = img.src.lastIndexOf('/');
        const blur = `url(${img.src.slice(0, cut)}/thumb${img.src.slice(cut)})`;
        img.loading = 'eager';
        img.src = nothing;
        await img.decode().catch(() => null);
        // What is loaded takes the blur away.
        await new Promise(done => setTimeout(done, 100));
        img.style.setProperty('--blur', blur);
    }));
    return all.length > 0";

/// What is done, and whether it is left out where it cannot be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) deed: Deed,
    pub(super) may_be_missing: bool,
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    /// The first element that a CSS selector finds, or the link in it, is clicked; the first with these words,
    /// where there are some.
    Press { css: String, words: Option<String> },
    /// One goes to a path, with the last part of the present one for its `*`.
    Go(String),
    /// One scrolls to an element.
    Show(String),
    /// A text is typed into a field, or a video is picked in it.
    Fill { name: String, value: String },
    /// Pictures are not here yet.
    Unload,
}

impl Step {
    /// Reads one of these; a `?` before it leaves it out where it cannot be done:
    ///
    /// - `/path`: goes there;
    /// - `name` or a CSS selector: presses what has this name for tests, or is found by it;
    /// - `name~Words`: presses the one of this name that has these words;
    /// - `@name`: scrolls to it;
    /// - `name:=text`: types this; `name:=clip.mp4`: picks that video of the demo world;
    /// - `~pictures`: shows pictures as they are before they are here.
    pub(super) fn read(text: &str) -> Self {
        let wanted = text.strip_prefix('?');
        let may_be_missing = wanted.is_some();
        let deed = match wanted.unwrap_or(text) {
            "~pictures" => Deed::Unload,
            path if path.starts_with('/') => Deed::Go(path.to_owned()),
            text => read(text),
        };
        Self { deed, may_be_missing }
    }

    /// Does it.
    ///
    /// # Errors
    /// Where it cannot be done.
    pub(super) fn act(&self, window: &Window) -> anyhow::Result<()> {
        let limit = if self.may_be_missing { GLANCE } else { PATIENCE };
        let done = match &self.deed {
            Deed::Press { css, words } => {
                window.settle()?;
                again(limit, || Ok(window.script(PRESS, &[json!(css), json!(words)])? == true))
                    .with_context(|| format!("pressing {css} {}", words.as_deref().unwrap_or("")))
            }
            Deed::Go(path) => {
                let here = window.script("return location.pathname.split('/').pop()", &[])?;
                window.navigate(&path.replace('*', here.as_str().unwrap_or_default()))?;
                Ok(())
            }
            Deed::Show(css) => again(limit, || Ok(window.script(SHOW, &[json!(css)])? == true))
                .with_context(|| format!("scrolling to {css}")),
            Deed::Fill { name, value } => fill(window, (name.as_str(), value.as_str()), limit)
                .with_context(|| format!("filling {name} with {value}")),
            Deed::Unload => {
                window.settle()?;
                again(limit, || Ok(window.script_async(UNLOAD, &[])? == true))
                    .context("taking pictures away")
            }
        };
        if self.may_be_missing { Ok(()) } else { done }
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.deed {
            Deed::Press { css, words: None } => write!(f, "{css}"),
            Deed::Press { css, words: Some(words) } => write!(f, "{css} “{words}”"),
            Deed::Go(path) => write!(f, "{path}"),
            Deed::Show(css) => write!(f, "down to {css}"),
            Deed::Fill { name, value } => write!(f, "{name}: {value}"),
            Deed::Unload => write!(f, "before pictures are here"),
        }
    }
}

fn read(text: &str) -> Deed {
    if let Some(place) = text.strip_prefix('@') {
        return Deed::Show(css_of(place));
    }
    if let Some((name, value)) = text.split_once(":=") {
        return Deed::Fill { name: name.to_owned(), value: value.to_owned() };
    }
    match text.split_once('~') {
        Some((name, words)) if is_name(name) => {
            Deed::Press { css: css_of(name), words: Some(words.to_owned()) }
        }
        _ => Deed::Press { css: css_of(text), words: None },
    }
}

/// A selector, or the name for tests of what is meant.
fn css_of(text: &str) -> String {
    if is_name(text) { format!("[data-test={text:?}]") } else { text.to_owned() }
}

/// Whether this may be a name for tests.
pub(super) fn is_name(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// Types a text, or picks a video where none is picked.
fn fill(window: &Window, (name, value): (&str, &str), limit: Duration) -> anyhow::Result<()> {
    let css = css_of(name);
    if !value.ends_with(".mp4") {
        again(limit, || Ok(window.count(&css)? > 0))?;
        window.fill(name, value)?;
        return Ok(());
    }
    let staged = "[data-test=staged]";
    again(limit, || Ok(window.count(&format!("{css}, {staged}"))? > 0))?;
    if window.count(staged)? == 0 {
        let path = paths::root().join(CLIPS).join(value);
        let file = fs::read(&path).with_context(|| format!("{} is missing", path.display()))?;
        let base64 = base64::engine::general_purpose::STANDARD.encode(file);
        window.script(PICK, &[json!(css), json!(value), json!(base64)])?;
    }
    window.wait_for("[data-test=staged][data-whole=true]")?;
    Ok(())
}

/// Tries again and again until it is done.
fn again(limit: Duration, attempt: impl Fn() -> anyhow::Result<bool>) -> anyhow::Result<()> {
    let until = Instant::now() + limit;
    while !attempt()? {
        anyhow::ensure!(Instant::now() < until, "it is not there");
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(css: &str, words: Option<&str>) -> Deed {
        Deed::Press { css: css.to_owned(), words: words.map(str::to_owned) }
    }

    #[test]
    fn steps_are_read_as_the_page_writes_them() {
        let deed = |text: &str| Step::read(text).deed;
        let menu = press("[data-test=\"post-menu\"]", None);
        assert_eq!(deed("post-menu"), menu, "a name for tests is pressed");
        assert_eq!(deed("a[href^='/a~b']"), press("a[href^='/a~b']", None), "so is a selector");
        let named = press("[data-test=\"my-community\"]", Some("Trails"));
        assert_eq!(deed("my-community~Trails"), named, "or the one with these words");
        assert_eq!(deed("/wallet/receipt/*"), Deed::Go("/wallet/receipt/*".into()), "a path");
        assert_eq!(deed("@rules"), Deed::Show("[data-test=\"rules\"]".into()), "scrolled to");
        let typed = Deed::Fill { name: "near-place".into(), value: "港湾路".into() };
        assert_eq!(deed("near-place:=港湾路"), typed, "a text is typed");
        assert_eq!(deed("~pictures"), Deed::Unload, "and pictures may be on their way");
        let perhaps = Step::read("?post-menu");
        assert_eq!((perhaps.deed, perhaps.may_be_missing), (menu, true), "if it is there");
    }
}
