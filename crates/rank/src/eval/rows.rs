//! Reads interactions from CSV.

use super::Fault;
use std::io::BufRead;

/// One line of the file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) user: String,
    pub(crate) item: String,
    pub(crate) liked: bool,
    pub(crate) at: i64,
}

/// The least rating that counts as a like.
const LIKED: f64 = 4.0;

const COLUMNS: [&str; 4] = ["user", "item", "rating", "timestamp"];

/// Reads all lines; the first names the columns.
pub(crate) fn read(mut from: impl BufRead) -> Result<Vec<Line>, Fault> {
    let (mut lines, mut number, mut buffer) = (Vec::new(), 0, Vec::new());
    let mut header: Option<Header> = None;
    loop {
        buffer.clear();
        if from.read_until(b'\n', &mut buffer).map_err(Fault::Read)? == 0 {
            break;
        }
        number += 1;
        let text = std::str::from_utf8(&buffer).map_err(|_| Fault::Encoding { line: number })?;
        let text = text.trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}');
        if text.trim().is_empty() {
            continue;
        }
        let fields = fields(text, number)?;
        match &header {
            None => header = Some(Header::of(&fields, text)?),
            Some(header) => lines.push(header.line(&fields, number)?),
        }
    }
    if lines.is_empty() { Err(Fault::Empty) } else { Ok(lines) }
}

/// Where the columns are.
struct Header {
    places: [usize; 4],
    width: usize,
}

impl Header {
    fn of(fields: &[String], text: &str) -> Result<Self, Fault> {
        let mut places = [0; 4];
        for (place, column) in places.iter_mut().zip(COLUMNS) {
            let found = fields.iter().position(|field| field.trim().eq_ignore_ascii_case(column));
            let header = || text.chars().take(80).collect();
            *place = found.ok_or_else(|| Fault::MissingColumn { column, header: header() })?;
        }
        Ok(Self { places, width: fields.len() })
    }

    fn line(&self, fields: &[String], line: usize) -> Result<Line, Fault> {
        if fields.len() != self.width {
            return Err(Fault::Fields { line, found: fields.len(), expected: self.width });
        }
        let [user, item, rating, timestamp] = self.places.map(|place| fields[place].trim());
        for (column, value) in [("user", user), ("item", item)] {
            if value.is_empty() {
                return Err(Fault::Unnamed { line, column });
            }
        }
        let rating = finite(rating, "rating", line)?;
        let at = match timestamp.parse::<i64>() {
            Ok(at) => at,
            Err(_) => finite(timestamp, "timestamp", line)?.floor() as i64,
        };
        Ok(Line { user: user.to_owned(), item: item.to_owned(), liked: rating >= LIKED, at })
    }
}

fn finite(text: &str, column: &'static str, line: usize) -> Result<f64, Fault> {
    let fault = || Fault::Number { line, column, value: text.chars().take(40).collect() };
    text.parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(fault)
}

/// Cuts a line at its commas; in quotation marks, commas stay and two marks are one (RFC 4180).
fn fields(text: &str, line: usize) -> Result<Vec<String>, Fault> {
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                field.push('"');
            }
            '"' if quoted || field.is_empty() => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            other => field.push(other),
        }
    }
    if quoted {
        return Err(Fault::Quote { line });
    }
    fields.push(field);
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        read(text.as_bytes()).expect_err("a fault").to_string()
    }

    #[test]
    fn lines_are_read() {
        let text = "\u{feff}timestamp,user,item,rating,note\r\n5,a,\"x,\"\"1\"\"\",4,\r\n\r\n6.7,b,y,3.5,\n";
        let lines = read(text.as_bytes()).expect("a sound file");
        let line = |user: &str, item: &str, liked, at| Line {
            user: user.into(),
            item: item.into(),
            liked,
            at,
        };
        assert_eq!(lines, [line("a", "x,\"1\"", true, 5), line("b", "y", false, 6)]);
    }

    #[test]
    fn a_fault_says_where_and_what_to_do() {
        let head = "user,item,rating,timestamp\n";
        assert!(fault("").contains("header line user,item,rating,timestamp"));
        assert!(fault(head).contains("no interactions"));
        assert!(fault("user,item,timestamp\n").starts_with("line 1: there is no column rating"));
        assert!(fault("1,2,3,4\n").starts_with("line 1: there is no column user"));
        assert!(fault(&format!("{head}a,b,5,1\na,b,x,1\n")).starts_with("line 3: rating \"x\""));
        assert!(fault(&format!("{head}a,b,NaN,1\n")).starts_with("line 2: rating \"NaN\""));
        assert!(fault(&format!("{head}a,b,5,soon\n")).contains("Unix seconds"));
        assert!(fault(&format!("{head}a,b,5\n")).starts_with("line 2: 3 fields"));
        assert!(fault(&format!("{head},b,5,1\n")).starts_with("line 2: user is empty"));
        assert!(fault(&format!("{head}\"a,b,5,1\n")).contains("not closed"));
        assert!(read(&b"user,item,rating,timestamp\n\xff,b,5,1\n"[..]).is_err());
    }
}
