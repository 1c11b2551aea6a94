//! Writes what comes of an upload, and acknowledges nothing that the disk does not have.

use super::append::LEASE;
use super::upload::{self, Stand, Upload};
use super::{expiry, locked, quarantine};
use crate::backend::Backend;
use crate::media::intake::Writing;
use crate::media::video;
use sampan_protocol::ids::OpId;
use sampan_protocol::{Code, Error, Timestamp};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::ops::ControlFlow;

/// After how many bytes what came is put on the disk and acknowledged, so that little is lost when
/// the process ends.
const STEP: u64 = 16 << 20;

/// What is to be done when a batch is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// More comes.
    More,
    /// More comes, and time has passed.
    Step,
    /// The part is complete.
    End,
    /// The part was cut.
    Cut,
}

/// Writes to one upload.
pub(super) struct Writer {
    backend: Backend,
    upload: Upload,
    file: File,
    /// Where the part began.
    start: u64,
    /// What is written.
    at: u64,
    /// What the disk has.
    safe: u64,
    /// Until when nobody else writes.
    until: Timestamp,
    checksum: Option<([u8; 32], Sha256)>,
    _writing: Writing,
}

impl Writer {
    /// Opens the file where both the database and the disk know what is there; nobody else writes until
    /// a time.
    ///
    /// # Errors
    /// `Storage` where the disk refuses.
    pub(super) fn open(
        backend: &Backend,
        upload: &Upload,
        until: Timestamp,
        writing: Writing,
    ) -> Result<Self, Error> {
        let quarantine = &backend.intake().quarantine;
        let open = || {
            let mut file = quarantine.open(upload.id)?;
            let at = upload.received.min(file.metadata()?.len());
            let _ = file.set_len(at);
            file.seek(SeekFrom::Start(at))?;
            Ok((file, at))
        };
        let (file, at) = open().map_err(|error| quarantine::refused(&error))?;
        let (backend, upload) = (backend.clone(), upload.clone());
        Ok(Self {
            backend,
            upload,
            file,
            start: at,
            at,
            safe: at,
            until,
            checksum: None,
            _writing: writing,
        })
    }

    /// The same, for a part that has this checksum.
    pub(super) fn checking(mut self, checksum: Option<[u8; 32]>) -> Self {
        self.checksum = checksum.map(|wanted| (wanted, Sha256::new()));
        self
    }

    /// How much is there.
    pub(super) const fn at(&self) -> u64 {
        self.at
    }

    /// Ends without having written anything.
    ///
    /// # Errors
    /// What the database says.
    pub(super) fn leave(self) -> Result<(), Error> {
        self.acknowledge(self.start)
    }

    /// Writes a batch; goes on, or answers how much is there when the part is over. It blocks.
    ///
    /// # Errors
    /// Why nothing, or not all of it, was taken. What had been acknowledged stays.
    pub(super) fn write(
        mut self,
        batch: &[u8],
        then: Then,
    ) -> Result<ControlFlow<u64, Self>, Error> {
        // Whoever was held up asks before anything is written: somebody else may write by now.
        let held_up = self.backend.now() >= self.until;
        let mut done = if held_up { self.step() } else { Ok(()) };
        if done.is_ok() {
            done = self.take(batch);
        }
        if done.is_ok() && then == Then::Step {
            done = self.step();
        }
        if let Err((error, keep)) = done {
            self.acknowledge(keep)?;
            return Err(error);
        }
        match then {
            Then::More | Then::Step => Ok(ControlFlow::Continue(self)),
            Then::End => self.finish(true).map(ControlFlow::Break),
            Then::Cut => self.finish(false).map(ControlFlow::Break),
        }
    }

    /// Ends a part, complete or not; answers how much is there then.
    fn finish(mut self, complete: bool) -> Result<u64, Error> {
        if let Some((wanted, sum)) = self.checksum.take() {
            let same = sum.finalize().as_slice() == wanted;
            if !complete || !same {
                self.acknowledge(self.start)?;
                let (code, key) = match complete {
                    true => (Code::Invalid, "error.upload.checksum"),
                    false => (Code::Offline, "error.request.broken_off"),
                };
                return Err(Error::new(code, key));
            }
        }
        if let Err(error) = self.file.sync_data() {
            self.acknowledge(self.safe)?;
            return Err(quarantine::refused(&error));
        }
        self.acknowledge(self.at)?;
        Ok(self.at)
    }

    /// Writes some of the file; with an error comes up to where it is kept.
    fn take(&mut self, bytes: &[u8]) -> Result<(), (Error, u64)> {
        let after = self.at + bytes.len() as u64;
        if after > self.upload.length {
            // A sender who does not know how long the file is knows nothing about this part.
            return Err((Error::invalid("error.upload.too_long"), self.start));
        }
        if let Some((_, sum)) = &mut self.checksum {
            sum.update(bytes);
        }
        let keep = if self.checksum.is_some() { self.start } else { self.safe };
        self.file.write_all(bytes).map_err(|error| (quarantine::refused(&error), keep))?;
        self.at = after;
        if self.at - self.safe >= STEP { self.step() } else { Ok(()) }
    }

    /// Puts on the disk what came, acknowledges it unless its checksum is still to come, and says
    /// that the writer lives.
    fn step(&mut self) -> Result<(), (Error, u64)> {
        let intake = self.backend.intake();
        let keep = if self.checksum.is_some() { self.start } else { self.safe };
        if intake.quarantine.room() < intake.settings.spare_bytes {
            return Err((quarantine::no_room(), keep));
        }
        self.file.sync_data().map_err(|error| (quarantine::refused(&error), keep))?;
        self.safe = self.at;
        let received = if self.checksum.is_some() { self.start } else { self.at };
        let until = self.backend.now().plus_seconds(LEASE);
        let stand = self.stand(received);
        let noted = self.backend.db().write(|sql| upload::go_on(sql, stand, until));
        match noted {
            Ok(true) => {
                self.until = until;
                Ok(())
            }
            Ok(false) => Err((locked(), keep)),
            Err(error) => Err((error.into(), keep)),
        }
    }

    /// Ends writing with so much acknowledged. What the file has behind it counts for nothing, and is
    /// cut by whoever goes on: somebody else may write by now. The last byte makes it a video that
    /// waits for its turn, in the same transaction.
    fn acknowledge(&self, received: u64) -> Result<(), Error> {
        let (backend, upload) = (&self.backend, &self.upload);
        let stand = self.stand(received);
        if received < upload.length {
            let ours = backend.db().write(|sql| upload::end(sql, stand))?.is_some();
            return if ours { Ok(()) } else { Err(locked()) };
        }
        let op = OpId::new(backend.clock(), backend.random());
        let ended = backend.in_name_of(upload.owner, op, backend.now(), |cx| {
            let whole = upload::end(cx.sql, stand)?;
            if whole == Some(true) {
                video::begin(cx, upload)?;
            }
            Ok(whole.is_some())
        });
        match ended.map_err(video::told)? {
            true => backend.wake_keeper(),
            false => return Err(locked()),
        }
        Ok(())
    }

    fn stand(&self, received: u64) -> Stand<'_> {
        Stand {
            id: self.upload.id,
            writer: &self.backend.intake().token,
            received,
            expires: expiry(&self.backend),
        }
    }
}
