//! Calendar files, and the address of one's calendar.

use super::{SCOPE, kept};
use crate::Client;
use crate::db::blocking;
use crate::table::row;
use sampan_calendar::{Entry, write};
use sampan_protocol::communities::gatherings::{
    Gathering, GetCalendar, MyCalendar, SaveCalendar, rows,
};
use sampan_protocol::{Code, Error, Reply, Timestamp};
use std::io::Write;
use std::path::Path;

/// Folder of the profile where exports are written.
const FOLDER: &str = "export";

impl Client {
    /// Answers [`SaveCalendar`].
    ///
    /// # Errors
    /// `NotFound` for what this device has not seen, `Storage` where it cannot be written.
    pub async fn save_calendar(&self, request: SaveCalendar) -> Reply<SaveCalendar> {
        let id = request.gathering;
        let found = self.core.view(SCOPE, move |db, view| kept(db, view, id)).await?;
        let found = found.ok_or_else(|| Error::not_found("error.gatherings.unknown"))?;
        let text = write("Sampan", &[entry(&found, self.core.service_now())])?;
        let folder = self.core.folder.join(FOLDER);
        blocking(move || Ok(put(&folder, &format!("sampan-{id}.ics"), text.as_bytes())?)).await
    }

    /// Answers [`GetCalendar`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn get_calendar(&self, _: GetCalendar) -> Reply<GetCalendar> {
        let token: Option<String> = self
            .core
            .view(SCOPE, |db, view| row::get(db, &view.scope, rows::CALENDAR, "mine"))
            .await?;
        Ok(MyCalendar { address: token.map(|t| format!("/v1/calendars/{t}.ics")) })
    }
}

fn entry(found: &Gathering, stamp: Timestamp) -> Entry {
    let plan = &found.plan;
    let place = [plan.area.as_str(), plan.address.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    Entry {
        uid: format!("{}@sampan", found.id),
        sequence: 0,
        stamp,
        title: plan.title.clone(),
        about: plan.about.clone(),
        place: place.join(", "),
        only: None,
        when: plan.when.clone(),
        without: found.days.iter().filter(|day| day.off).map(|day| day.at).collect(),
        off: found.off,
    }
}

/// Writes a file whole, or not at all; says where it lies.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<String, Error> {
    let path = folder.join(name);
    let written = || {
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(&path).map_err(|failed| failed.error)?;
        Ok::<_, std::io::Error>(())
    };
    match written() {
        Ok(()) => Ok(path.display().to_string()),
        Err(error) => {
            tracing::warn!(%error, "a calendar file is not written");
            Err(Error::new(Code::Storage, "error.gatherings.no_calendar"))
        }
    }
}
