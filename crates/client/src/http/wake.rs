//! Reads wake-ups out of a stream of server-sent events (WHATWG HTML §9.2).

use futures::{Stream as Chunks, StreamExt};
use sampan_protocol::sync::{BoxFuture, Wake, WakeUps};
use std::pin::Pin;

/// The longest line that is kept; a wake-up is far shorter.
const LONGEST_LINE: usize = 4_096;

/// The wake-ups of one answer.
pub(super) struct Stream<C> {
    chunks: Pin<Box<C>>,
    parser: Parser,
    ready: std::collections::VecDeque<Wake>,
}

impl<C> Stream<C> {
    /// Reads from these chunks of an answer.
    pub(super) fn new(chunks: C) -> Self {
        Self { chunks: Box::pin(chunks), parser: Parser::default(), ready: Default::default() }
    }
}

impl<C, B, E> WakeUps for Stream<C>
where
    C: Chunks<Item = Result<B, E>> + Send,
    B: AsRef<[u8]>,
{
    fn next(&mut self) -> BoxFuture<'_, Option<Wake>> {
        Box::pin(async move {
            loop {
                if let Some(wake) = self.ready.pop_front() {
                    return Some(wake);
                }
                let chunk = self.chunks.next().await?.ok()?;
                self.parser.feed(chunk.as_ref(), &mut |data| match serde_json::from_str(data) {
                    Ok(wake) => self.ready.push_back(wake),
                    Err(error) => tracing::debug!(%error, "an event that is no wake-up"),
                });
            }
        })
    }
}

/// Takes lines out of chunks, and the data of events out of lines.
#[derive(Debug, Default)]
struct Parser {
    line: Vec<u8>,
    data: String,
    after_cr: bool,
}

impl Parser {
    /// Reads a chunk; `event` is called with the data of each event that ends in it.
    fn feed(&mut self, chunk: &[u8], event: &mut impl FnMut(&str)) {
        for &byte in chunk {
            let ends = match byte {
                b'\n' if self.after_cr => false,
                b'\n' | b'\r' => true,
                _ if self.line.len() < LONGEST_LINE => {
                    self.line.push(byte);
                    false
                }
                _ => false,
            };
            self.after_cr = byte == b'\r';
            if ends {
                let line = std::mem::take(&mut self.line);
                self.end_of_line(&String::from_utf8_lossy(&line), event);
            }
        }
    }

    fn end_of_line(&mut self, line: &str, event: &mut impl FnMut(&str)) {
        if line.is_empty() {
            let data = std::mem::take(&mut self.data);
            if !data.is_empty() {
                event(data.trim_end_matches('\n'));
            }
        } else if let Some(value) = line.strip_prefix("data:")
            && self.data.len() < LONGEST_LINE
        {
            self.data.push_str(value.strip_prefix(' ').unwrap_or(value));
            self.data.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(chunks: &[&str]) -> Vec<String> {
        let mut parser = Parser::default();
        let mut events = Vec::new();
        for chunk in chunks {
            parser.feed(chunk.as_bytes(), &mut |data| events.push(data.to_owned()));
        }
        events
    }

    #[test]
    fn events_are_read_however_they_are_cut() {
        let text = ": hello\n\nevent: wake\ndata: {\"a\":1}\n\ndata:x\r\n\r\ndata: y\ndata: z\n\n";
        let expected = ["{\"a\":1}", "x", "y\nz"];
        assert_eq!(events(&[text]), expected, "in one piece");
        let single: Vec<String> = text.chars().map(String::from).collect();
        let pieces: Vec<&str> = single.iter().map(String::as_str).collect();
        assert_eq!(events(&pieces), expected, "byte by byte");
        assert_eq!(events(&["data: unfinished\n"]), [""; 0], "an event ends with an empty line");
    }

    #[test]
    fn a_line_without_end_takes_no_memory() {
        let mut parser = Parser::default();
        for _ in 0..1_000 {
            parser.feed(&[b'a'; 1_000], &mut |_| {});
        }
        assert!(parser.line.len() <= LONGEST_LINE, "what is too long is not kept");
    }

    #[tokio::test]
    async fn wake_ups_come_one_by_one_and_garbage_is_passed_over() {
        let wake = r#"data: {"scope":"wallet:1","seq":7}"#;
        let text = format!("data: <html>\n\n{wake}\n\n{wake}\n\n");
        let chunks = futures::stream::iter([Ok::<_, ()>(text.into_bytes()), Err(())]);
        let mut stream = Stream::new(chunks);
        for _ in 0..2 {
            assert_eq!(stream.next().await.map(|w| w.seq), Some(7), "one after the other");
        }
        assert_eq!(stream.next().await, None, "a broken line ends the stream");
    }
}
