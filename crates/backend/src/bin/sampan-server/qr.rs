//! Reads payment QR codes: one payload a line, one answer a line, whatever is in it.

use crate::arguments::Qr;
use crate::failure::Failure;
use sampan_emvqr::{Decoded, decode_bytes};
use std::io::{BufRead, BufWriter, Write};
use std::process::ExitCode;

pub(crate) fn run(qr: &Qr) -> Result<ExitCode, Failure> {
    let Qr::Decode { json } = qr;
    let out = BufWriter::new(std::io::stdout().lock());
    decode_lines(std::io::stdin().lock(), out, *json)
        .map_err(|error| Failure::of("reading or writing", &error))?;
    Ok(ExitCode::SUCCESS)
}

/// Answers each line as it comes; a last line without its end is a line, too.
fn decode_lines(mut from: impl BufRead, mut to: impl Write, json: bool) -> std::io::Result<()> {
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line)? > 0 {
        let payload = line.strip_suffix(b"\n").unwrap_or(&line);
        let decoded = decode_bytes(payload);
        if json {
            serde_json::to_writer(&mut to, &decoded)?;
            writeln!(to)?;
        } else {
            writeln!(to, "{}", told(&decoded))?;
        }
        to.flush()?;
        line.clear();
    }
    Ok(())
}

/// The verdict in a line for people.
fn told(decoded: &Decoded) -> String {
    let value = serde_json::to_value(decoded).unwrap_or_default();
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let list = |name: &str, of: &dyn Fn(&serde_json::Value) -> String| {
        let items: Vec<_> = value[name].as_array().into_iter().flatten().map(of).collect();
        if items.is_empty() { String::new() } else { format!("; {name}: {}", items.join(", ")) }
    };
    let verdict = word(&value["verdict"]);
    let errors = list("errors", &|error| word(&error["code"]));
    let warnings = list("warnings", &word);
    format!("{verdict}{errors}{warnings}; schemes: {}", decoded.schemes().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(text: &[u8]) -> Vec<serde_json::Value> {
        let mut out = Vec::new();
        decode_lines(text, &mut out, true).expect("memory is read and written");
        let text = String::from_utf8(out).expect("JSON is UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
    }

    #[test]
    fn every_line_has_its_answer() {
        let found = answers(b"\n000201\r\n\xFF\xFE\n 000201");
        assert_eq!(found.len(), 4, "an empty line, CR, no UTF-8 and a line without end: all lines");
        assert!(found.iter().all(|answer| answer["verdict"] == "reject"), "none is a whole code");
        assert!(answers(b"").is_empty(), "no line, no answer");
        assert_eq!(answers(b"x\n").len(), 1, "the end of the last line begins no new one");
    }

    #[test]
    fn the_answer_has_the_promised_parts() {
        let answer = &answers(b"000201\n")[0];
        for part in ["verdict", "errors", "warnings"] {
            assert!(answer.get(part).is_some(), "{part} is there");
        }
        assert!(answer["errors"][0]["code"].is_string(), "an error has its code");
    }
}
