//! Wake: from the server's acknowledgement of a payment to the change on the payee's screen.

mod tap;

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use sampan_window::{App, Display, Server, Size, Window};
use serde_json::{Value, json};

use super::median::{median, rounded};
use crate::progress::{note, section, step};
use crate::setup::{self, Ready};
use crate::{paths, shell, ui};
use tap::Tap;

/// What a change may take until it is seen, milliseconds.
const BUDGET: f64 = 150.0;
/// How long one may take before something is wrong.
const PATIENCE: Duration = Duration::from_secs(30);
/// The payer's and the payee's PIN.
const PIN: &str = "271828";
/// Notes when the text of the newest bill, and the frame that shows it, are there.
const WATCH: &str = "
    window.seen = {};
    const look = () => {
        const text = document.querySelector('[data-test=recent-bills]')?.textContent || '';
        for (const [note] of text.matchAll(/wake-\\d+!/g)) {
            if (note in window.seen) continue;
            window.seen[note] = 0;
            requestAnimationFrame(() => setTimeout(() => {
                window.seen[note] = performance.timeOrigin + performance.now();
            }));
        }
    };
    new MutationObserver(look).observe(document.body, {subtree: true, childList: true, characterData: true});
    return true";

/// Pays `runs` times, and measures each.
pub(super) fn measure(runs: usize) -> anyhow::Result<Value> {
    setup::ensure(Ready::Headless)?;
    ui::build(ui::Kind::Release, ui::Gate::Told)?;
    build()?;
    let folder = tempfile::tempdir()?;
    let database = format!("sqlite:{}", folder.path().join("server.db").display());
    let program = paths::target().join("release/sampan-server");
    let server = Server::start(&program, &database, &folder.path().join("server-media"))?;
    let tap = Tap::on(server.address(), "/v1/sync/push")?;
    let displays = (Display::start(Size::PHONE)?, Display::start(Size::PHONE)?);
    let (payer, payee) = step("opening two windows", || {
        let payer = open(&displays.0, &folder.path().join("payer"), &tap.url(), "Ada", "ada")?;
        let url = format!("http://{}", server.address());
        Ok((payer, open(&displays.1, &folder.path().join("payee"), &url, "Li Wei", "liwei")?))
    })?;
    let currency = first_currency(&payer)?;
    let amount = json!({"minor": 1_000_000, "currency": currency});
    call(&payer, "wallet|add_money", &json!({"op": op(0), "amount": amount, "rail": "sandbox"}))?;
    let to = call(&payer, "people|find_people", &json!({"text": "liwei"}))?["people"][0].clone();
    payee.navigate("/wallet")?;
    payee.wait_screen("wallet", "ready")?;
    payee.script(WATCH, &[])?;
    let taken = step(&format!("{runs} payments"), || {
        (1..=runs).map(|run| pay(run, &payer, &payee, &tap, &to, &currency)).collect()
    })?;
    Ok(report(taken))
}

/// The time from the acknowledgement to the frame, milliseconds.
fn pay(
    run: usize,
    payer: &Window,
    payee: &Window,
    tap: &Tap,
    to: &Value,
    currency: &Value,
) -> anyhow::Result<f64> {
    let remark = format!("wake-{run}!");
    tap.forget();
    let amount = json!({"minor": 100, "currency": currency});
    let request = json!({
        "op": op(run), "to": to, "amount": amount, "note": remark,
        "request": null, "code": null, "pin": PIN,
    });
    call(payer, "wallet|pay", &request)?;
    let shown = "return window.seen[arguments[0]] > 0";
    payee.wait_until("the payment on the payee's screen", shown, &[json!(remark)])?;
    let seen = payee.script("return window.seen[arguments[0]]", &[json!(remark)])?;
    let acknowledged = tap.answered().context("the acknowledgement was not heard")?;
    Ok((seen.as_f64().unwrap_or_default() - acknowledged).max(0.0))
}

fn report(mut taken: Vec<f64>) -> Value {
    let middle = median(&taken);
    taken.sort_by(f64::total_cmp);
    let worst = taken.last().copied().unwrap_or_default();
    note(format!("p50 {middle:.0} ms, worst {worst:.0} ms of {} payments", taken.len()));
    json!({
        "bench": "wake",
        "ratio": rounded(middle / BUDGET),
        "ours": rounded(middle),
        "yardstick": BUDGET,
        "of": "the budget: acknowledged by the server to shown on the other device, p50",
        "unit": "ms",
        "worst": rounded(worst),
        "runs": taken.len(),
    })
}

fn build() -> anyhow::Result<()> {
    section("building app and server", || {
        let packages = ["build", "--release", "-p", "sampan", "-p", "sampan-backend", "--bins"];
        shell::run(shell::cargo().args(packages))
    })
}

fn open(
    display: &Display,
    home: &Path,
    url: &str,
    name: &str,
    handle: &str,
) -> anyhow::Result<Window> {
    let app = App::new(paths::target().join("release/sampan"));
    let app = app.home(home).server(url).language("en").theme("light").size(Size::PHONE);
    let window = Window::open(display, &app)?.patience(PATIENCE);
    window.wait_screen("welcome", "ready")?;
    let person = json!({
        "name": name, "handle": handle, "picture": "keep", "pin": PIN,
        "invitation": null, "accepts_terms": true,
    });
    call(&window, "device|onboard", &person)?;
    window.navigate("/")?;
    window.wait_screen("home", "ready")?;
    window.wait_for("[data-sync=fresh]")?;
    Ok(window)
}

fn first_currency(window: &Window) -> anyhow::Result<Value> {
    let wallet = call(window, "wallet|get_wallet", &json!({}))?;
    let currency = wallet["accounts"][0]["account"]["currency"].clone();
    anyhow::ensure!(currency.is_string(), "the wallet has no account: {wallet}");
    Ok(currency)
}

fn call(window: &Window, command: &str, request: &Value) -> anyhow::Result<Value> {
    window
        .invoke(&format!("plugin:{command}"), &json!({ "request": request }))
        .with_context(|| format!("{command} was refused"))
}

/// An idempotency key of its own for each run (a `UUIDv7` of no time in particular).
fn op(run: usize) -> String {
    format!("01980000-0000-7000-8000-{run:012x}")
}
