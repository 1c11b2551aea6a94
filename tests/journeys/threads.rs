//! A thread of some hundred comments is read, folded and answered, and only what is in sight is in the document.

use crate::club;
use crate::line::Line;
use crate::person::{PHONE, ask, open, register, wait_synced};
use crate::server::{Engine, Server};
use sampan_protocol::Timestamp;
use sampan_talk_trial::crowd::{Talked, talk};
use sampan_window::{Display, Key, Window};
use serde_json::{Value, json};
use std::time::SystemTime;

/// How many comments there are.
const COMMENTS: u64 = 430;
/// The most that are in the document: those in sight, and some ahead.
const MOST: u64 = 48;
/// How many are ready beyond those in sight, once the app has come to rest: it asks for others before there
/// are fewer. However slow the machine is, it gets there; an app that asks only at the end never does.
const LEFT: u64 = 4;

#[test]
fn a_long_thread_is_read_and_answered_sqlite() {
    a_long_thread_is_read_and_answered(Engine::Sqlite);
}

#[test]
fn a_long_thread_is_read_and_answered_postgres() {
    a_long_thread_is_read_and_answered(Engine::Postgres);
}

fn a_long_thread_is_read_and_answered(engine: Engine) {
    let mut talked = None;
    let fill = |database: &str| talked = Some(fill(database));
    let Some(server) = Server::start_filled(engine, fill) else {
        return;
    };
    let talked = talked.expect("they talked");
    let line = Line::to(server.address());
    let display = Display::start(PHONE).expect("a display");
    let ada = open(&display, &server.folder().join("ada"), Some(&line));
    register(&ada, "Ada Lovelace", "ada");
    club::join(&ada, &talked.community.to_string());
    ada.navigate(&format!("/communities/post/{}", talked.post)).expect("the post");
    ada.wait_screen("communities.post", "ready").expect("there it is");
    ada.wait_for("[data-test=comment]").expect("with comments");

    few_are_there(&ada);
    to_the_end(&ada);
    come_back(&ada, &talked);
    fold(&ada);
    move_by_keys(&ada);
    say(&ada);
    be_led(&ada, &talked);
}

/// Has people talk, before the service runs.
fn fill(database: &str) -> Talked {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970");
    let now = Timestamp::from_seconds(i64::try_from(now.as_secs()).expect("not so late"));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    runtime.block_on(talk(database, COMMENTS, now)).expect("they talk")
}

fn number(window: &Window, script: &str) -> u64 {
    window.script(script, &[]).expect("it is counted").as_u64().unwrap_or(u64::MAX)
}

/// The screen's own scrolling body.
const BODY: &str =
    "const body = document.querySelector('[data-screen=\"communities.post\"] .screen-body');";

/// Only what is in sight is there, and it is said how many there are.
fn few_are_there(window: &Window) {
    let there = window.count("[data-test=comment]").expect("counted");
    assert!((3..=MOST).contains(&there), "{there} of {COMMENTS} comments are in the document");
    // What has just come is numbered a frame later.
    let placed = "const first = document.querySelector('[data-test=comment]');
        return first.getAttribute('aria-posinset') === '1' && first.closest('[role=feed]') !== null";
    window
        .wait_until("the first to be numbered", placed, &[])
        .expect("a reader is told that it is");
}

/// Scrolling on and on leads to the last one, and never has many in the document; whoever looks at a comment
/// does not lose it.
fn to_the_end(window: &Window) {
    let down = format!("{BODY} body.scrollTop += body.clientHeight * 0.8; return true");
    let is_end = format!(
        "(Number(document.querySelector('[data-test=thread]').dataset.count) === {COMMENTS}
            && !document.querySelector('[data-test=more]')
            && body.scrollTop + body.clientHeight > body.scrollHeight - 4)"
    );
    let end = format!("{BODY} return {is_end}");
    let filled = format!(
        "{BODY}
        const view = body.getBoundingClientRect();
        return {is_end} || [...document.querySelectorAll('[data-test=comment]')].some(row => {{
            const place = row.getBoundingClientRect();
            return place.top < view.bottom && place.bottom > view.top + view.height / 2;
        }})"
    );
    let mut most = 0;
    for _ in 0..400 {
        if window.script(&end, &[]).expect("asked") == json!(true) {
            break;
        }
        window.script(&down, &[]).expect("scrolled");
        window.wait_until("comments in the lower half", &filled, &[]).expect("no gap stays");
        window.wait_until("others behind them", &ready(true), &[]).expect("some are kept ready");
        most = most.max(window.count("[data-test=comment]").expect("counted"));
    }
    window.wait_until("the end", &end, &[]).expect("it is reached");
    assert!(most <= MOST, "{most} comments were in the document at once");
    let last = "return [...document.querySelectorAll('[data-test=comment]')].at(-1).getAttribute('aria-posinset')";
    let last_is_numbered = format!("{last} === '{COMMENTS}'");
    window.wait_until("the last comment", &last_is_numbered, &[]).expect("it is the last one");
    let up = format!("{BODY} body.scrollTop -= body.clientHeight * 0.8; return true");
    for _ in 0..8 {
        window.script(&up, &[]).expect("scrolled back");
        window.wait_until("others before them", &ready(false), &[]).expect("there as well");
    }
}

/// Whether enough comments are ready behind those in sight, or before them; or there are no others.
fn ready(behind: bool) -> String {
    let (beyond, edge, end) = match behind {
        true => ("place.top >= view.bottom", "at(-1)", "thread.dataset.count"),
        false => ("place.bottom <= view.top", "at(0)", "'1'"),
    };
    format!(
        "{BODY}
        const view = body.getBoundingClientRect();
        const thread = document.querySelector('[data-test=thread]');
        const rows = [...document.querySelectorAll('[data-test=comment]')];
        const beyond = rows.filter(row => {{
            const place = row.getBoundingClientRect();
            return {beyond};
        }});
        return beyond.length >= {LEFT} || rows.{edge}?.getAttribute('aria-posinset') === {end}"
    )
}

/// Going to somebody's page and back leads to the same place.
fn come_back(window: &Window, talked: &Talked) {
    let middle = format!("{BODY} body.scrollTop = body.scrollHeight / 2; return true");
    window.script(&middle, &[]).expect("scrolled");
    let first = format!("{BODY}
        const {{ top, bottom }} = body.getBoundingClientRect();
        // Nothing stands still before there is something.
        if (![...document.querySelectorAll('[data-test=comment]')].some(row => row.getBoundingClientRect().bottom >= bottom)) return null;
        const row = [...document.querySelectorAll('[data-test=comment]')].find(row => row.getBoundingClientRect().bottom > top);
        return row ? row.dataset.comment + ' ' + Math.round((row.getBoundingClientRect().top - top) / 40) : null");
    let stands = || {
        std::thread::sleep(std::time::Duration::from_millis(700));
        window.script(&first, &[]).expect("read")
    };
    let mut before = stands();
    let still = (0..60).any(|_| {
        let now = stands();
        let same = now == before && now.is_string();
        before = now;
        same
    });
    assert!(still, "it comes to rest: {before}");
    window.navigate("/communities").expect("away");
    window.wait_screen("communities", "ready").expect("elsewhere");
    window.navigate(&format!("/communities/post/{}", talked.post)).expect("back");
    window.wait_for("[data-test=comment]").expect("it is there again");
    window
        .wait_until(
            "the same place",
            &format!("const now = (() => {{ {first} }})(); return now === arguments[0]"),
            &[before],
        )
        .expect("one comes back to where one was");
}

/// A comment is folded, with what stands under it, and stays where it is.
fn fold(window: &Window) {
    let count = "return Number(document.querySelector('[data-test=thread]').dataset.count)";
    let all = number(window, count);
    let top = format!("{BODY} body.scrollTop = 0; return true");
    window.script(&top, &[]).expect("to the top");
    let deep = "const rows = [...document.querySelectorAll('[data-test=comment]')];
        const at = rows.findIndex((row, at) => rows[at + 1] && Number(rows[at + 1].dataset.depth) > Number(row.dataset.depth));
        if (at < 0 || rows[0].getAttribute('aria-posinset') !== '1') return null;
        rows[at].querySelector('[data-test=fold]').click();
        return rows[at].dataset.comment";
    let mut folded = Value::Null;
    for _ in 0..100 {
        folded = window.script(deep, &[]).expect("looked for");
        if folded.is_string() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let fewer = format!("{count} < {all}");
    window.wait_until("fewer comments", &fewer, &[]).expect("what stood under it is gone");
    let here = "return document.querySelector(`[data-comment=\"${arguments[0]}\"].folded [data-test=under]`) !== null";
    window
        .wait_until("the folded one", here, std::slice::from_ref(&folded))
        .expect("it says how many are under it");
    let again = "document.querySelector(`[data-comment=\"${arguments[0]}\"] [data-test=fold]`).click(); return true";
    window.script(again, &[folded]).expect("unfolded");
    window.wait_until("all again", &format!("{count} === {all}"), &[]).expect("nothing is lost");
}

/// The keyboard goes from one comment to the next.
fn move_by_keys(window: &Window) {
    let begin = "document.querySelector('[data-test=comment]').focus(); return true";
    window.script(begin, &[]).expect("the first one");
    let page_down = Key::Letter('\u{e00f}');
    for place in 2..=30 {
        window.press(&[page_down]).expect("on");
        let there =
            format!("return document.activeElement?.getAttribute('aria-posinset') === '{place}'");
        window.wait_until(&format!("comment {place}"), &there, &[]).expect("one after the other");
    }
    // Faster than comments come: more at once than are in the document.
    let many = format!(
        "for (let n = 0; n < {MOST}; n += 1) {{
            const press = {{ key: 'PageDown', bubbles: true, cancelable: true }};
            document.activeElement.dispatchEvent(new KeyboardEvent('keydown', press));
        }}
        return true"
    );
    window.script(&many, &[]).expect("on and on");
    let place = 30 + MOST;
    let there =
        format!("return document.activeElement?.getAttribute('aria-posinset') === '{place}'");
    window.wait_until(&format!("comment {place}"), &there, &[]).expect("no press is lost");
    assert!(window.count("[data-test=comment]").expect("counted") <= MOST, "few are there still");
}

/// What one says oneself is shown at once, wherever it stands.
fn say(window: &Window) {
    let middle = format!("{BODY} body.scrollTop = body.scrollHeight / 3; return true");
    window.script(&middle, &[]).expect("somewhere in the middle");
    window.fill("comment-body", "Mine takes nine hours.").expect("a comment");
    window.click("comment-send").expect("said");
    let seen = format!("{BODY}
        const view = body.getBoundingClientRect();
        return [...document.querySelectorAll('[data-test=comment]')].some(row => {{
            const place = row.getBoundingClientRect();
            return row.textContent.includes('nine hours') && place.top >= view.top && place.top < view.bottom;
        }})");
    window.wait_until("one's own comment in sight", &seen, &[]).expect("it is shown");
    wait_synced(window);
    ask(window, "plugin:device|refresh", &json!({}));
    let counted = format!(
        "return Number(document.querySelector('[data-test=thread]').dataset.count) === {}",
        COMMENTS + 1
    );
    window.wait_until("one more comment", &counted, &[]).expect("once, not twice");
    window.wait_until("it to stay in sight", &seen, &[]).expect("it stays");
}

/// A link to a comment leads there, even where it was not at hand.
fn be_led(window: &Window, talked: &Talked) {
    let request = json!({
        "post": talked.post, "sort": "new", "parts": 9, "folded": [], "from": 390, "many": 5, "reach": null,
    });
    let thread = ask(window, "plugin:communities|get_thread", &request);
    let wanted =
        thread["rows"][2]["placed"]["comment"]["id"].as_str().expect("a comment").to_owned();
    window.navigate("/communities").expect("away");
    window.wait_screen("communities", "ready").expect("elsewhere");
    let link = format!("/communities/post/{}?comment={wanted}", talked.post);
    // As a notice leads there: forward, not back.
    let follow = "const link = document.createElement('a'); link.href = arguments[0]; document.body.append(link); link.click(); link.remove(); return true";
    window.script(follow, &[json!(link)]).expect("followed");
    let seen = format!("{BODY}
        if (!body) return false;
        const view = body.getBoundingClientRect();
        const row = document.querySelector(`[data-comment=\"${{arguments[0]}}\"]`);
        const place = row && row.getBoundingClientRect();
        return !!row && place.top >= view.top && place.top < view.bottom && row.hasAttribute('data-reached')");
    window
        .wait_until("the comment that the link names", &seen, &[json!(wanted)])
        .expect("it is shown");
}
