//! Keys of a keyboard over short videos: they steer what is looked at, and belong to a field while somebody types.

use crate::watched::{current, next};
use sampan_window::{App, Display, Key, Size, Window};
use serde_json::{Value, json};
use std::thread::sleep;
use std::time::Duration;

/// What keys change of the video that is looked at: which it is, whether it is paused, its sound, its like.
const STAND: &str = "
    const video = document.querySelector('[data-current=true] video');
    const like = document.querySelector('[data-test=video-like]');
    const which = document.querySelector('[data-current=true]')?.dataset.video;
    const stand = [which, video?.paused, video?.muted, like?.getAttribute('aria-pressed')];";

#[test]
fn keys_steer_a_video_and_belong_to_a_field_while_somebody_types() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(Size::DESKTOP).expect("a display");
    let app = App::under_test().demo().calm().home(home.path()).language("en").theme("light");
    let window = Window::open(&display, &app.size(Size::DESKTOP)).expect("the window");
    let window = window.patience(Duration::from_secs(90));
    window.wait_screen("home", "ready").expect("the demo world");
    window.navigate("/feed/videos").expect("videos");
    window.wait_screen("feed.videos", "ready").expect("they are there");
    steer(&window);
    type_a_word(&window);
    close_with_escape(&window);
}

/// Pauses, goes through it, turns the sound, likes it, all with keys.
fn steer(window: &Window) {
    becomes(window, "it to play", "video && !video.paused && video.currentTime > 0.2");
    let first = current(window);
    hit(window, Key::Space);
    becomes(window, "a blank to pause it", "video.paused");
    for _ in 0..4 {
        hit(window, Key::Left);
    }
    becomes(window, "it to be at its beginning", "video.currentTime < 0.1");
    hit(window, Key::Right);
    becomes(window, "it to go on by five seconds", "Math.abs(video.currentTime - 5) < 0.3");
    hit(window, Key::Left);
    becomes(window, "it to go back as far", "video.currentTime < 0.3");
    for (key, place, what) in [('m', 2, "its sound"), ('l', 3, "its like")] {
        for turn in ["turned", "turned back"] {
            let before = stand(window);
            hit(window, Key::Letter(key));
            let other = format!("stand[{place}] !== arguments[0][{place}]");
            let told = format!("{what} to be {turn} by {key}");
            window
                .wait_until(
                    &told,
                    &format!("{STAND} return {other}"),
                    std::slice::from_ref(&before),
                )
                .expect("a letter does it");
            let after = stand(window);
            for kept in (0..4).filter(|at| *at != place) {
                assert_eq!(after[kept], before[kept], "{key} changes nothing but {what}");
            }
        }
    }
    hit(window, Key::Space);
    becomes(window, "a blank to let it go on", "!video.paused");
    assert_ne!(next(window), first, "an arrow leads to the next one");
    hit(window, Key::Up);
    let back = format!("{STAND} return which === arguments[0]");
    window.wait_until("the one before", &back, &[json!(first)]).expect("and back");
}

/// What is typed beside the video is a text, and nothing else.
fn type_a_word(window: &Window) {
    becomes(window, "it to play", "video && !video.paused && video.currentTime > 0.2");
    let before = stand(window);
    // On a desktop the comments stand beside the video, so no dialog keeps keys from it.
    assert_eq!(window.count("dialog[open]").expect("counted"), 0, "nothing lies over it");
    window.type_into("comment-body", "jam, milk").expect("a word");
    window.press(&[Key::Left, Key::Right, Key::Up, Key::Down]).expect("a look at it");
    sleep(Duration::from_millis(500));
    let typed = "return document.querySelector('[data-test=comment-body]').value";
    let typed = window.script(typed, &[]).expect("read");
    assert_eq!(typed, json!("jam, milk"), "all of it stands in the field");
    assert_eq!(stand(window), before, "and nothing happened to the video");
    window.script("document.activeElement.blur(); return true", &[]).expect("enough");
}

/// What lies over the video keeps its keys, until Escape closes it.
fn close_with_escape(window: &Window) {
    let before = stand(window);
    window.click("video-more").expect("what else");
    window.wait_for("dialog[data-test=video-menu][open]").expect("it opens");
    for key in ['l', 'm', 'j'] {
        hit(window, Key::Letter(key));
    }
    sleep(Duration::from_millis(500));
    assert_eq!(stand(window), before, "nothing happens to the video below a sheet");
    hit(window, Key::Escape);
    window.wait_gone("dialog[open]").expect("Escape closes it");
    window.wait_screen("feed.videos", "ready").expect("and leads nowhere else");
    assert_eq!(stand(window)[0], before[0], "the same video is looked at");
    hit(window, Key::Letter('j'));
    let other = format!("{STAND} return !!which && which !== arguments[0][0]");
    window.wait_until("the next one", &other, &[before]).expect("keys are its again");
}

fn hit(window: &Window, key: Key) {
    window.press(&[key]).expect("a key");
}

fn stand(window: &Window) -> Value {
    window.script(&format!("{STAND} return stand"), &[]).expect("looked at")
}

/// Waits until this is true of the video.
fn becomes(window: &Window, what: &str, is_so: &str) {
    window.wait_until(what, &format!("{STAND} return !!({is_so})"), &[]).expect("keys do it");
}
