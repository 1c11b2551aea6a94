//! Draws a card of a note: its picture, its title, who published it, and a code that leads to it.

use super::{SCOPE, own};
use crate::Client;
use crate::db::blocking;
use crate::export::export;
use crate::media;
use crate::paper::{Colour, Faces, Sheet, Style, png};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fast_qr::{ECL, QRBuilder};
use image::imageops::{FilterType, overlay};
use image::{DynamicImage, ImageFormat, ImageReader};
use sampan_protocol::feed::{AskNote, Card, DrawCard, Mine, Note};
use sampan_protocol::{Error, Reply};
use std::io::Cursor;
use std::path::{Path, PathBuf};

const WIDTH: f32 = 375.0;
/// The height of the picture.
const COVER: f32 = 420.0;
const HEIGHT: f32 = 560.0;
const EDGE: f32 = 20.0;
/// The side of the code.
const CODE: f32 = 92.0;
/// Pixels a point.
const SCALE: f32 = 2.0;
/// The longest line of a title, in the widths of its letters.
const LINES: usize = 2;

impl Client {
    /// Answers [`DrawCard`].
    ///
    /// # Errors
    /// `NotFound` where the note is not known, `Offline` where its picture is not here, `Storage` where the
    /// file cannot be written.
    pub async fn draw_card(&self, request: DrawCard) -> Reply<DrawCard> {
        let id = request.note;
        let told = self.core.listed(AskNote { note: id }, 1).await;
        let told = told.ok().and_then(|listed| listed.items.into_iter().next());
        let mine = self.core.view(SCOPE, move |db, view| {
            Ok(own::written(db, view)?.into_iter().find_map(|(mine, _)| match mine {
                Mine::Note(note) if note.id == id => Some(note),
                _ => None,
            }))
        });
        let found = match told {
            Some(note) => Some(note),
            None => mine.await?,
        };
        let note = found.ok_or_else(|| Error::not_found("error.feed.no_note"))?;
        let first = note.pictures.first().ok_or_else(Error::internal)?;
        let file = media::file(&self.core, &first.sha256).await?;
        let link = format!("sampan://feed/note/{id}");
        let code = link.clone();
        let folder = request.keep.then(|| self.core.folder.clone());
        let (png, path) = blocking(move || {
            let cover = cover(&file)?;
            let png = draw(&note, &cover, &code)?;
            let path = match folder {
                Some(folder) => export(&folder, &format!("sampan-{id}.png"), &png)?,
                None => PathBuf::new(),
            };
            Ok::<_, crate::db::Fault>((png, path.display().to_string()))
        })
        .await?;
        Ok(Card { link, png: STANDARD.encode(png), path })
    }
}

/// The picture of a note; its file is named by what is in it, and says itself what kind it is.
fn cover(file: &Path) -> Result<DynamicImage, Error> {
    let opened = ImageReader::open(file).and_then(ImageReader::with_guessed_format);
    let read = opened.map_err(|error| error.to_string());
    read.and_then(|reader| reader.decode().map_err(|error| error.to_string())).map_err(|error| {
        tracing::warn!(%error, "the picture of a note cannot be read");
        Error::internal()
    })
}

/// The card as a PNG file.
fn draw(note: &Note, cover: &DynamicImage, link: &str) -> Result<Vec<u8>, Error> {
    let mut faces = Faces::of_system()?;
    let sheet = sheet(note, link, &mut faces)?;
    let drawn = png(&sheet, &mut faces, SCALE)?;
    let paper = image::load_from_memory(&drawn).map_err(|_| Error::internal())?;
    let mut paper = paper.to_rgb8();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a card is small")]
    let (width, height) = ((WIDTH * SCALE) as u32, (COVER * SCALE) as u32);
    let cover = cover.resize_to_fill(width, height, FilterType::CatmullRom).to_rgb8();
    overlay(&mut paper, &cover, 0, 0);
    let mut file = Cursor::new(Vec::new());
    paper.write_to(&mut file, ImageFormat::Png).map_err(|_| Error::internal())?;
    Ok(file.into_inner())
}

fn sheet(note: &Note, link: &str, faces: &mut Faces) -> Result<Sheet, Error> {
    const INK: Colour = Colour(20, 23, 31);
    const PALE: Colour = Colour(75, 82, 99);
    const BRAND: Colour = Colour(11, 95, 224);
    let mut sheet = Sheet::new(WIDTH, HEIGHT);
    let title = Style { size: 17.0, bold: true, colour: INK };
    let room = WIDTH - 3.0 * EDGE - CODE;
    let mut y = COVER + 38.0;
    for line in lines(&note.title, title, room, faces) {
        sheet.text(EDGE, y, title, &line);
        y += 24.0;
    }
    let small = Style { size: 13.0, bold: false, colour: PALE };
    let name = lines(&note.account.name, small, room, faces).into_iter().next();
    sheet.text(EDGE, y + 4.0, small, &name.unwrap_or_default());
    let brand = Style { size: 12.0, bold: true, colour: BRAND };
    sheet.text(EDGE, HEIGHT - 24.0, brand, "Sampan");
    code(&mut sheet, link, INK)?;
    Ok(sheet)
}

/// The code, black on the white ground of the card, with room around it.
fn code(sheet: &mut Sheet, link: &str, ink: Colour) -> Result<(), Error> {
    let symbol = QRBuilder::new(link).ecl(ECL::M).build().map_err(|_| Error::internal())?;
    let side = symbol.size;
    #[expect(clippy::cast_precision_loss, reason = "a symbol has fewer than 200 modules")]
    let module = CODE / side as f32;
    let (left, top) = (WIDTH - EDGE - CODE, COVER + (HEIGHT - COVER - CODE) / 2.0);
    for row in 0..side {
        for column in 0..side {
            if symbol[row][column].value() {
                #[expect(clippy::cast_precision_loss, reason = "as above")]
                let (x, y) = (left + column as f32 * module, top + row as f32 * module);
                sheet.fill((x, y), (module, module), 0.0, ink);
            }
        }
    }
    Ok(())
}

/// A text in as many lines as there is room for; what does not fit is cut.
fn lines(text: &str, style: Style, room: f32, faces: &mut Faces) -> Vec<String> {
    let mut lines = vec![String::new()];
    for letter in text.chars() {
        let Some(line) = lines.last_mut() else { break };
        line.push(letter);
        if faces.width(line, style) > room {
            line.pop();
            if lines.len() == LINES {
                if let Some(line) = lines.last_mut() {
                    line.pop();
                    line.push('…');
                }
                break;
            }
            lines.push(letter.to_string());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::RgbImage;
    use sampan_protocol::feed::{InLife, LifeKind, ops, overlay as feed};
    use sampan_protocol::ids::{LifeId, NoteId};
    use sampan_protocol::{Timestamp, feed::ops::Said};

    #[test]
    fn the_code_of_a_card_leads_to_its_note() {
        let life = InLife {
            id: LifeId(Default::default()),
            name: "巷口咖啡 Alley Coffee".into(),
            kind: LifeKind::Merchant,
            picture: None,
            verified: true,
        };
        let title = "周末的第一杯，从手冲开始 A slow pour for Sunday".to_owned();
        let said = Said { title, ..Said::default() };
        let write =
            ops::Write { note: NoteId(Default::default()), account: life.id, said, publish: None };
        let note = feed::new_note(&write, life, Timestamp(0));
        let cover =
            DynamicImage::ImageRgb8(RgbImage::from_pixel(300, 400, image::Rgb([90, 60, 30])));
        let link = "sampan://feed/note/00000000-0000-0000-0000-000000000000";
        let card = draw(&note, &cover, link).expect("it is drawn");
        let seen = image::load_from_memory(&card).expect("a picture").to_luma8();
        assert_eq!((seen.width(), seen.height()), (750, 1_120), "a card");
        let (wide, high) = (seen.width() as usize, seen.height() as usize);
        let grey = |x: usize, y: usize| seen.get_pixel(x as u32, y as u32).0[0];
        let mut looked = rqrr::PreparedImage::prepare_from_greyscale(wide, high, grey);
        let codes: Vec<String> = looked
            .detect_grids()
            .into_iter()
            .filter_map(|grid| grid.decode().ok().map(|(_, text)| text))
            .collect();
        assert_eq!(codes, [link], "anybody's camera reads it");
    }
}
