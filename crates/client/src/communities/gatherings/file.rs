//! Calendar files, and the address of one's calendar.

use super::{SCOPE, kept};
use crate::Client;
use crate::db::{Fault, blocking};
use crate::export::export;
use crate::table::row;
use sampan_calendar::{Entry, write};
use sampan_protocol::communities::gatherings::{
    Gathering, GetCalendar, MyCalendar, SaveCalendar, rows,
};
use sampan_protocol::{Code, Error, Reply, Timestamp};
use std::path::PathBuf;

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
        let folder = self.core.folder.clone();
        let name = format!("sampan-{id}.ics");
        blocking(move || Ok(told(export(&folder, &name, text.as_bytes()))?)).await
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

/// Where a file lies, as text; a failure to write one, as it is told.
fn told(written: Result<PathBuf, Fault>) -> Result<String, Error> {
    match written {
        Ok(path) => Ok(path.display().to_string()),
        Err(error) => {
            tracing::warn!(%error, "a calendar file is not written");
            Err(Error::new(Code::Storage, "error.gatherings.no_calendar"))
        }
    }
}
