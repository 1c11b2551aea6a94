//! The typefaces of the system: which of them draws which character.
//!
//! None is shipped: a face with all of Chinese takes 15 MB. The system's own are looked through, those
//! of good looks first; a character that no face has is drawn as `?`, and counted.

use super::sheet::Style;
use fontdb::{Database, Family, ID, Query, Weight};
use sampan_protocol::Error;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use ttf_parser::{Face, GlyphId};

/// Faces that are asked first: for Latin letters, then for Chinese.
const PREFERRED: &[&str] = &[
    "Noto Sans",
    "Liberation Sans",
    "Roboto",
    "Segoe UI",
    "Helvetica Neue",
    "Arial",
    "DejaVu Sans",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
];
/// What stands for a character that no face has.
const UNKNOWN: char = '?';

/// A face that is used, as its file has it.
pub(crate) struct Used {
    /// The file.
    pub(crate) data: Arc<Vec<u8>>,
    /// Which face of the file.
    pub(crate) index: u32,
    id: ID,
}

/// A character as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    /// Position of its face among those used.
    pub(crate) face: usize,
    /// Its number there.
    pub(crate) id: u16,
    /// How far the next one stands, in thousandths of the size.
    pub(crate) advance: f32,
    /// What it stands for.
    pub(crate) character: char,
}

/// The faces that a document uses.
pub(crate) struct Faces {
    /// Those used so far.
    pub(crate) used: Vec<Used>,
    known: HashMap<(char, bool), Glyph>,
    /// Faces to ask, by weight: regular and bold.
    order: [Vec<ID>; 2],
    missing: u32,
}

impl Faces {
    /// Looks at the system's faces.
    ///
    /// # Errors
    /// `Refused` where there is none at all.
    pub(crate) fn of_system() -> Result<Self, Error> {
        let order = [Weight::NORMAL, Weight::BOLD].map(ordered);
        let faces = Self { used: Vec::new(), known: HashMap::new(), order, missing: 0 };
        if faces.order[0].is_empty() {
            return Err(Error::refused("error.wallet.no_typeface"));
        }
        Ok(faces)
    }

    /// How many characters no face had.
    pub(crate) const fn missing(&self) -> u32 {
        self.missing
    }

    /// A line of text as it is drawn.
    pub(crate) fn glyphs(&mut self, text: &str, bold: bool) -> Vec<Glyph> {
        let drawn = text.chars().filter(|c| !c.is_control() && !is_invisible(*c));
        drawn.filter_map(|c| self.glyph(c, bold)).collect()
    }

    /// How wide a line of text is, in points.
    pub(crate) fn width(&mut self, text: &str, style: Style) -> f32 {
        let advance: f32 = self.glyphs(text, style.bold).iter().map(|glyph| glyph.advance).sum();
        advance * style.size / 1_000.0
    }

    /// As much of a text as fits into one line, with an ellipsis where some is left out.
    pub(crate) fn fitted(&mut self, text: &str, style: Style, width: f32) -> String {
        let line = text.replace(['\n', '\r', '\t'], " ");
        if self.width(&line, style) <= width {
            return line;
        }
        let room = width - self.width("…", style);
        let mut taken = String::new();
        let mut so_far = 0.0;
        for character in line.chars() {
            so_far += self.width(character.encode_utf8(&mut [0; 4]), style);
            if so_far > room {
                break;
            }
            taken.push(character);
        }
        format!("{}…", taken.trim_end())
    }

    /// A text in lines that fit; words stay together where they can.
    pub(crate) fn wrapped(&mut self, text: &str, style: Style, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let mut line = String::new();
            for piece in pieces(paragraph) {
                let longer = format!("{line}{piece}");
                if !line.is_empty() && self.width(longer.trim_end(), style) > width {
                    lines.push(line.trim_end().to_owned());
                    line = piece.trim_start().to_owned();
                } else {
                    line = longer;
                }
            }
            lines.push(line.trim_end().to_owned());
        }
        let fitted = lines.iter().map(|line| self.fitted(line, style, width));
        fitted.collect()
    }

    fn glyph(&mut self, character: char, bold: bool) -> Option<Glyph> {
        if let Some(known) = self.known.get(&(character, bold)) {
            return Some(*known);
        }
        let found = self.search(character, bold).or_else(|| {
            self.missing += 1;
            self.search(UNKNOWN, bold)
        })?;
        let found = Glyph { character, ..found };
        self.known.insert((character, bold), found);
        Some(found)
    }

    fn search(&mut self, character: char, bold: bool) -> Option<Glyph> {
        let order = self.order[usize::from(bold)].clone();
        order.into_iter().find_map(|id| {
            let (glyph, advance) = system().with_face_data(id, |data, index| {
                let face = Face::parse(data, index).ok()?;
                drawable(&face, character)
            })??;
            Some(Glyph { face: self.place_of(id)?, id: glyph, advance, character })
        })
    }

    /// The place of a face among those used; it is one of them from now on.
    fn place_of(&mut self, id: ID) -> Option<usize> {
        if let Some(at) = self.used.iter().position(|used| used.id == id) {
            return Some(at);
        }
        let load = |data: &[u8], index| Used { data: Arc::new(data.to_vec()), index, id };
        self.used.push(system().with_face_data(id, load)?);
        Some(self.used.len() - 1)
    }
}

/// The number of a character's glyph and its advance in thousandths, if the face draws outlines.
fn drawable(face: &Face<'_>, character: char) -> Option<(u16, f32)> {
    let outlines = face.tables().glyf.is_some() || face.tables().cff.is_some();
    let GlyphId(id) = face.glyph_index(character).filter(|id| outlines && id.0 != 0)?;
    let advance = f32::from(face.glyph_hor_advance(GlyphId(id))?);
    Some((id, advance * 1_000.0 / f32::from(face.units_per_em())))
}

/// What tells how text is laid out, and is not drawn itself.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Where a line may be broken: behind blanks, and behind every character of Chinese.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = false;
    for character in text.chars() {
        let alone = u32::from(character) >= 0x2e80;
        match pieces.last_mut() {
            Some(last) if open && !alone => last.push(character),
            _ => pieces.push(character.to_string()),
        }
        open = !alone && !character.is_whitespace();
    }
    pieces
}

fn system() -> &'static Database {
    static SYSTEM: OnceLock<Database> = OnceLock::new();
    SYSTEM.get_or_init(|| {
        let mut database = Database::new();
        database.load_system_fonts();
        database
    })
}

/// The system's faces of a weight, preferred ones first; upright ones only.
fn ordered(weight: Weight) -> Vec<ID> {
    let database = system();
    let mut order: Vec<ID> = Vec::new();
    for name in PREFERRED {
        let query = Query { families: &[Family::Name(name)], weight, ..Query::default() };
        order.extend(database.query(&query));
    }
    let upright = database.faces().filter(|face| face.style == fontdb::Style::Normal);
    let mut rest: Vec<_> = upright.collect();
    rest.sort_by_key(|face| (face.weight.0.abs_diff(weight.0), face.monospaced));
    for face in rest {
        if !order.contains(&face.id) {
            order.push(face.id);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::Colour;

    const STYLE: Style = Style { size: 10.0, bold: false, colour: Colour(0, 0, 0) };

    #[test]
    fn lines_break_behind_blanks_and_chinese() {
        assert_eq!(pieces("a bc 你好d"), ["a ", "bc ", "你", "好", "d"], "where a line may end");
    }

    #[test]
    fn what_does_not_fit_is_cut_and_what_wraps_is_whole() {
        let mut faces = Faces::of_system().expect("the tests need a typeface");
        let fitted = faces.fitted("a rather long line\nof text", STYLE, 60.0);
        assert!(fitted.ends_with('…') && fitted.starts_with("a rath"), "cut: {fitted}");
        assert!(faces.width(&fitted, STYLE) <= 60.0, "it fits then");
        let lines = faces.wrapped("a rather long line of text", STYLE, 60.0);
        assert_eq!(lines.join(" "), "a rather long line of text", "nothing is lost");
        assert!(lines.iter().all(|line| faces.width(line, STYLE) <= 60.0), "each line fits");
    }

    #[test]
    fn what_no_face_has_is_counted_and_what_is_not_drawn_is_left_out() {
        let mut faces = Faces::of_system().expect("the tests need a typeface");
        let glyphs = faces.glyphs("a\u{200b}\u{202e}b\n", false);
        assert_eq!(glyphs.len(), 2, "marks of direction and line ends are not drawn");
        assert_eq!(faces.missing(), 0, "and nobody misses them");
        let private = faces.glyphs("\u{10fffd}", false);
        assert_eq!((private.len(), faces.missing()), (1, 1), "a question mark stands for it");
    }
}
