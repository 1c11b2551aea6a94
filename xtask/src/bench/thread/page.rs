//! A plain page of the rows that a thread shows first, and the page with the link to it.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::Context;
use sampan_window::Window;
use serde_json::{Value, json};

/// How both pages look: as little as it takes to read them.
const STYLE: &str = "<meta charset=utf-8><meta name=viewport content='width=device-width'><style>
    body { font: 14px sans-serif; margin: 16px } article { padding: 8px 0 8px 16px; border-left: 1px solid #ddd }
    </style>";
/// Notes the frame after the first one with everything that stands above it.
const PAINTED: &str = "<script>requestAnimationFrame(() => requestAnimationFrame(() => {
    window.taken = performance.timeOrigin + performance.now() - Number(sessionStorage.began);
    }));</script>";

/// Two pages on a port of this machine.
pub(super) struct Pages {
    address: SocketAddr,
}

impl Pages {
    /// Those of what the app was told to show.
    pub(super) fn of(seen: &Value) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let (list, rows) = (list(), rows(seen));
        let pages: Arc<[String; 2]> = Arc::new([list, rows]);
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let pages = pages.clone();
                // A page that cannot be given is missed by the window, which says so.
                thread::spawn(move || drop(answer(stream, &pages)));
            }
        });
        Ok(Self { address })
    }

    /// Opens the page of rows from the other one; how long that took, milliseconds.
    pub(super) fn press(&self, window: &Window) -> anyhow::Result<f64> {
        let url = format!("http://{}/", self.address);
        window.script(
            &format!("setTimeout(() => {{ location.href = {url:?}; }}); return true"),
            &[],
        )?;
        window.wait_until("the page with the link", "return document.title === 'list'", &[])?;
        thread::sleep(Duration::from_millis(500));
        let press = "setTimeout(() => {
            sessionStorage.began = performance.timeOrigin + performance.now();
            document.querySelector('a').click();
        }); return true";
        window.script(press, &[])?;
        let painted = "return document.title === 'rows' && window.taken > 0";
        window.wait_until("the rows", painted, &[])?;
        let taken = window.script("return window.taken", &[json!(null)])?;
        taken.as_f64().context("it took a time")
    }
}

fn list() -> String {
    format!(
        "<!doctype html><title>list</title>{STYLE}<p><a href=/rows>How long does yours rise?</a></p>"
    )
}

/// The post and the rows, as they are: who, and what they said.
fn rows(seen: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let post = &seen["post"];
    let mut page = format!(
        "<!doctype html><title>rows</title>{STYLE}<h1>{}</h1>{}",
        text(&post["post"]["title"]),
        text(&post["html"])
    );
    for row in seen["rows"].as_array().into_iter().flatten() {
        let comment = &row["placed"]["comment"];
        let indent = row["placed"]["depth"].as_u64().unwrap_or(0).min(6) * 16;
        page.push_str(&format!(
            "<article style='margin-left:{indent}px'><b>{}</b>{}<p>{}</p></article>",
            text(&comment["author"]["name"]),
            text(&row["html"]),
            comment["up"]
        ));
    }
    page.push_str(PAINTED);
    page
}

fn answer(mut stream: TcpStream, [list, rows]: &[String; 2]) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    while let Some(Ok(request)) = lines.next() {
        while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
        let body = match request.split(' ').nth(1) {
            Some("/") => list.as_str(),
            Some("/rows") => rows.as_str(),
            _ => "",
        };
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\r\n",
            body.len()
        );
        stream.write_all(&[head.as_bytes(), body.as_bytes()].concat())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_page_has_what_the_app_shows() {
        let row = json!({
            "html": "<p>Rye.</p>",
            "placed": {"depth": 9, "comment": {"author": {"name": "Ada"}, "up": 3}},
        });
        let seen =
            json!({"post": {"html": "<p>How?</p>", "post": {"title": "Rise"}}, "rows": [row]});
        let page = rows(&seen);
        for part in ["Rise", "<p>How?</p>", "margin-left:96px", "<b>Ada</b><p>Rye.</p><p>3</p>"] {
            assert!(page.contains(part), "{part} is on the page");
        }
    }
}
