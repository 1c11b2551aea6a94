//! Takes each request's counter once, in memory, and in the database for what comes after a restart.

use super::table::counter;
use super::window::{RESERVATION, Verdict, Window};
use crate::db::{Db, DbError};
use sampan_protocol::ids::DeviceId;
use sampan_protocol::{Code, Error};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The windows of the devices that were seen since the start.
#[derive(Default)]
pub(crate) struct Replay {
    windows: Mutex<HashMap<DeviceId, Arc<Mutex<Option<Window>>>>>,
}

impl Replay {
    /// Takes the counter of a request whose signature was found genuine.
    ///
    /// # Errors
    /// `Replayed` with the next counter that would be taken.
    pub(crate) fn take(&self, db: &Db, device: DeviceId, counter: u64) -> Result<(), Error> {
        let window = self
            .windows
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(device)
            .or_default()
            .clone();
        let mut known = window.lock().unwrap_or_else(PoisonError::into_inner);
        let window = match &mut *known {
            Some(window) => window,
            none => none.insert(Window::after_restart(stored(db, device)?)),
        };
        loop {
            match window.take(counter) {
                Verdict::Taken => return Ok(()),
                Verdict::Used => {
                    let next = i64::try_from(window.next()).unwrap_or(i64::MAX);
                    return Err(
                        Error::new(Code::Replayed, "error.auth.replayed").with("next", next)
                    );
                }
                Verdict::Reserve => {
                    let (from, to) = (window.reserved(), counter + RESERVATION);
                    if db.write(|sql| counter::reserve(sql, device, from, to))? {
                        window.extend(to);
                    } else {
                        // Another process speaks with this device: what it took is not known here.
                        *window = Window::after_restart(stored(db, device)?);
                    }
                }
            }
        }
    }
}

fn stored(db: &Db, device: DeviceId) -> Result<u64, DbError> {
    db.read(|sql| counter::reserved(sql, device))
}
