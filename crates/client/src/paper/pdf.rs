//! Writes sheets as PDF: each face is embedded with the glyphs that are used, and its text can be
//! searched and copied.

use super::faces::{Faces, Glyph};
use super::sheet::{Colour, Mark, Sheet};
use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Date, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use sampan_protocol::{Error, Timestamp};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;
use ttf_parser::{Face, Tag};

/// How hard streams are compressed, 0–10.
const EFFORT: u8 = 6;
/// How far a control point of a quarter of a circle stands, as a part of the radius.
const ROUND: f32 = 0.447_715;

/// What the document says about itself.
pub(crate) struct About<'a> {
    /// Its title.
    pub(crate) title: &'a str,
    /// Its language (BCP 47).
    pub(crate) language: &'a str,
    /// When it was made.
    pub(crate) at: Timestamp,
}

/// The glyphs of one face that a document uses.
#[derive(Default)]
struct Subset {
    remapper: GlyphRemapper,
    /// By their new number: what each stands for, and its advance.
    glyphs: BTreeMap<u16, (char, f32)>,
}

struct Writer {
    pdf: Pdf,
    next: i32,
}

impl Writer {
    fn fresh(&mut self) -> Ref {
        self.next += 1;
        Ref::new(self.next)
    }

    fn stream(&mut self, data: &[u8]) -> Ref {
        let id = self.fresh();
        let packed = compress_to_vec_zlib(data, EFFORT);
        self.pdf.stream(id, &packed).filter(Filter::FlateDecode);
        id
    }
}

/// Writes the sheets.
///
/// # Errors
/// `Internal` for a face that cannot be taken apart.
pub(crate) fn pdf(
    sheets: &[Sheet],
    faces: &mut Faces,
    about: &About<'_>,
) -> Result<Vec<u8>, Error> {
    let mut writer = Writer { pdf: Pdf::new(), next: 0 };
    let (catalog, tree, info) = (writer.fresh(), writer.fresh(), writer.fresh());
    let mut subsets: Vec<Subset> = Vec::new();
    let contents: Vec<Vec<u8>> =
        sheets.iter().map(|sheet| content(sheet, faces, &mut subsets)).collect();
    let mut fonts = Vec::new();
    for (at, subset) in subsets.iter().enumerate() {
        fonts.push(font(&mut writer, faces, at, subset)?);
    }
    let mut pages = Vec::new();
    for (sheet, content) in sheets.iter().zip(contents) {
        let content = writer.stream(&content);
        let id = writer.fresh();
        let mut page = writer.pdf.page(id);
        page.media_box(Rect::new(0.0, 0.0, sheet.width, sheet.height));
        page.parent(tree).contents(content);
        let mut resources = page.resources();
        let mut named = resources.fonts();
        for (at, font) in fonts.iter().enumerate() {
            named.pair(Name(name(at).as_bytes()), *font);
        }
        named.finish();
        resources.finish();
        page.finish();
        pages.push(id);
    }
    let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
    writer.pdf.pages(tree).kids(pages).count(count);
    writer.pdf.catalog(catalog).pages(tree).lang(TextStr(about.language));
    writer
        .pdf
        .document_info(info)
        .title(TextStr(about.title))
        .producer(TextStr("Sampan"))
        .creation_date(date(about.at));
    Ok(writer.pdf.finish())
}

fn name(face: usize) -> String {
    format!("F{face}")
}

fn date(at: Timestamp) -> Date {
    let (year, month, day) = at.date(0);
    let second = at.seconds().rem_euclid(86_400);
    let part = |n: i64| u8::try_from(n).unwrap_or(0);
    Date::new(u16::try_from(year).unwrap_or(0))
        .month(month)
        .day(day)
        .hour(part(second / 3_600))
        .minute(part(second % 3_600 / 60))
        .second(part(second % 60))
        .utc_offset_hour(0)
}

fn content(sheet: &Sheet, faces: &mut Faces, subsets: &mut Vec<Subset>) -> Vec<u8> {
    let mut content = Content::new();
    for mark in &sheet.marks {
        match mark {
            Mark::Box { x, y, width, height, radius, colour } => {
                fill(&mut content, *colour);
                let bottom = sheet.height - y - height;
                rounded(&mut content, (*x, bottom), (*width, *height), *radius);
                content.fill_nonzero();
            }
            Mark::Text { x, y, style, text } => {
                fill(&mut content, style.colour);
                let glyphs = faces.glyphs(text, style.bold);
                let at = (*x, sheet.height - y);
                show(&mut content, &glyphs, style.size, at, subsets);
            }
        }
    }
    content.finish().into_vec()
}

fn fill(content: &mut Content, Colour(red, green, blue): Colour) {
    let part = |value: u8| f32::from(value) / 255.0;
    content.set_fill_rgb(part(red), part(green), part(blue));
}

fn rounded(content: &mut Content, (x, y): (f32, f32), (w, h): (f32, f32), radius: f32) {
    let r = radius.min(w / 2.0).min(h / 2.0);
    if r <= 0.0 {
        content.rect(x, y, w, h);
        return;
    }
    let c = r * ROUND;
    content.move_to(x + r, y).line_to(x + w - r, y);
    content.cubic_to(x + w - c, y, x + w, y + c, x + w, y + r).line_to(x + w, y + h - r);
    content.cubic_to(x + w, y + h - c, x + w - c, y + h, x + w - r, y + h).line_to(x + r, y + h);
    content.cubic_to(x + c, y + h, x, y + h - c, x, y + h - r).line_to(x, y + r);
    content.cubic_to(x, y + c, x + c, y, x + r, y).close_path();
}

/// Shows glyphs, those of one face together.
fn show(
    content: &mut Content,
    glyphs: &[Glyph],
    size: f32,
    (x, y): (f32, f32),
    subsets: &mut Vec<Subset>,
) {
    let mut x = x;
    content.begin_text();
    for run in glyphs.chunk_by(|a, b| a.face == b.face) {
        let Some(first) = run.first() else { continue };
        while subsets.len() <= first.face {
            subsets.push(Subset::default());
        }
        let subset = &mut subsets[first.face];
        let mut codes = Vec::with_capacity(run.len() * 2);
        for glyph in run {
            let number = subset.remapper.remap(glyph.id);
            subset.glyphs.entry(number).or_insert((glyph.character, glyph.advance));
            codes.extend(number.to_be_bytes());
        }
        content.set_font(Name(name(first.face).as_bytes()), size);
        content.set_text_matrix([1.0, 0.0, 0.0, 1.0, x, y]);
        content.show(Str(&codes));
        x += run.iter().map(|glyph| glyph.advance).sum::<f32>() * size / 1_000.0;
    }
    content.end_text();
}

/// Embeds a face with the glyphs that are used.
fn font(writer: &mut Writer, faces: &Faces, at: usize, subset: &Subset) -> Result<Ref, Error> {
    let used = faces.used.get(at).ok_or_else(Error::internal)?;
    let face = Face::parse(&used.data, used.index).map_err(|_| Error::internal())?;
    let cut = subsetter::subset(&used.data, used.index, &subset.remapper)
        .map_err(|_| Error::internal())?;
    let cff = ttf_parser::RawFace::parse(&cut, 0)
        .ok()
        .and_then(|raw| raw.table(Tag::from_bytes(b"CFF ")).map(<[u8]>::to_vec));
    let file = writer.fresh();
    let packed = compress_to_vec_zlib(cff.as_ref().unwrap_or(&cut), EFFORT);
    let mut stream = writer.pdf.stream(file, &packed);
    stream.filter(Filter::FlateDecode);
    if cff.is_some() {
        stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
    }
    stream.finish();
    let called = format!("SAMPAN+Face{at}");
    let called = Name(called.as_bytes());
    let (outer, inner) = (writer.fresh(), writer.fresh());
    let descriptor = describe(writer, &face, called, file, cff.is_some());
    let unicode = unicode(writer, subset);
    writer
        .pdf
        .type0_font(outer)
        .base_font(called)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(inner)
        .to_unicode(unicode);
    let mut cid = writer.pdf.cid_font(inner);
    cid.subtype(if cff.is_some() { CidFontType::Type0 } else { CidFontType::Type2 });
    cid.base_font(called).system_info(IDENTITY).font_descriptor(descriptor).default_width(0.0);
    if cff.is_none() {
        cid.cid_to_gid_map_predefined(Name(b"Identity"));
    }
    let mut widths = cid.widths();
    for (number, (_, advance)) in &subset.glyphs {
        widths.consecutive(*number, [*advance]);
    }
    widths.finish();
    cid.finish();
    Ok(outer)
}

const IDENTITY: SystemInfo<'static> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

fn describe(writer: &mut Writer, face: &Face<'_>, called: Name<'_>, file: Ref, cff: bool) -> Ref {
    let id = writer.fresh();
    let scaled = |units: i16| f32::from(units) * 1_000.0 / f32::from(face.units_per_em());
    let all = face.global_bounding_box();
    let bounds =
        Rect::new(scaled(all.x_min), scaled(all.y_min), scaled(all.x_max), scaled(all.y_max));
    let mut descriptor = writer.pdf.font_descriptor(id);
    descriptor
        .name(called)
        .flags(FontFlags::SYMBOLIC)
        .bbox(bounds)
        .italic_angle(0.0)
        .ascent(scaled(face.ascender()))
        .descent(scaled(face.descender()))
        .cap_height(scaled(face.capital_height().unwrap_or(face.ascender())))
        .stem_v(80.0);
    if cff {
        descriptor.font_file3(file);
    } else {
        descriptor.font_file2(file);
    }
    descriptor.finish();
    id
}

/// What each glyph stands for, so that text can be searched and copied.
fn unicode(writer: &mut Writer, subset: &Subset) -> Ref {
    let mut map: UnicodeCmap = UnicodeCmap::new(Name(b"Sampan"), IDENTITY);
    for (number, (character, _)) in &subset.glyphs {
        map.pair(*number, *character);
    }
    let text = map.finish().into_vec();
    let id = writer.fresh();
    let packed = compress_to_vec_zlib(&text, EFFORT);
    let mut cmap = writer.pdf.cmap(id, &packed);
    cmap.filter(Filter::FlateDecode);
    cmap.finish();
    id
}
