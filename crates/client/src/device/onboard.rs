//! Registers a person on the profile's service, with this device as their first.

use super::become_new;
use crate::Client;
use crate::core::Core;
use crate::db::blocking;
use crate::people::update_me::keep_picture;
use crate::perform::Draft;
use crate::recovery::Phrase;
use crate::table::known;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{ImageReader, Limits};
use sampan_protocol::device::{Event, Onboard, Onboarded};
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::people::{Kind, Me, Picture, check_handle, check_name, ops};
use sampan_protocol::service::Register;
use sampan_protocol::{Error, Reply, pin};
use std::io::Cursor;

/// Name of the secret that an unfinished registration keeps: randomness of the recovery phrase.
const SECRET: &str = "onboarding";

/// The most memory that looking at a picture may take, in bytes.
const MOST_MEMORY: u64 = 256 << 20;

impl Client {
    /// Answers [`Onboard`]. When the answer is lost, it may be asked again: the same person is
    /// registered once, with the same recovery phrase.
    ///
    /// # Errors
    /// `Invalid` for what is typed wrong, `Refused` where registration is closed or the handle is
    /// taken, `Offline` if the service is not reached.
    pub async fn onboard(&self, request: Onboard) -> Reply<Onboard> {
        let core = &self.core;
        if core.known().me.is_some() {
            return Err(Error::refused("error.device.somebody"));
        }
        check(&request).await?;
        if core.known().linking.is_some() {
            // Who waited for another device to let this one in has thought better of it.
            become_new(core).await?;
            core.learn(|known| known.linking = None).await?;
        }
        let phrase = phrase(core).await?;
        let me = register(core, &request, &phrase).await?;
        let person = me.person.clone();
        core.learn(|known| known.me = Some(me)).await?;
        core.arrived.notify_one();
        if let Picture::Set(base64) = request.picture {
            // The person is registered: a picture that does not arrive must not look like a failure.
            if let Err(error) = set_picture(core, person.name, base64).await {
                tracing::warn!(%error, "registered without the picture");
            }
        }
        finish(core).await?;
        core.status.tell(Event::Session);
        core.kick.notify_one();
        Ok(Onboarded { recovery_phrase: phrase.words() })
    }
}

async fn check(request: &Onboard) -> Result<(), Error> {
    check_handle(&request.handle)?;
    check_name(&request.name)?;
    pin::check(&request.pin)?;
    // Whether there are terms to accept, the service knows.
    match &request.picture {
        Picture::Set(base64) => {
            let base64 = base64.clone();
            blocking(move || Ok(check_picture(&base64)?)).await
        }
        _ => Ok(()),
    }
}

/// Refuses what is no picture now, as nobody is told of it once the person is registered.
fn check_picture(base64: &str) -> Result<(), Error> {
    let invalid = || Error::invalid("error.people.picture");
    let bytes = STANDARD.decode(base64.trim()).map_err(|_| invalid())?;
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let mut reader = reader.map_err(|_| invalid())?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader.decode().map(drop).map_err(|_| invalid())
}

/// The recovery phrase of this registration, the same one however often it is tried.
async fn phrase(core: &Core) -> Result<Phrase, Error> {
    let (vault, random) = (core.vault.clone(), core.random.clone());
    blocking(move || {
        if let Some(entropy) = vault.get(SECRET)?
            && let Ok(phrase) = Phrase::from_entropy(&entropy)
        {
            return Ok(phrase);
        }
        let entropy = Phrase::entropy(&*random);
        vault.put(SECRET, entropy.as_slice())?;
        Ok(Phrase::from_entropy(entropy.as_slice())?)
    })
    .await
}

async fn register(core: &Core, request: &Onboard, phrase: &Phrase) -> Result<Me, Error> {
    let own = core.own.clone();
    let fresh = PersonId::new(&*core.clock, &*core.random);
    // A registration that may have arrived goes on under the identifier that it had.
    let person = blocking(move || {
        own.write(|tx| match known::get(tx, known::REGISTERING)? {
            Some(person) => Ok(person),
            None => known::set(tx, known::REGISTERING, &fresh).map(|()| fresh),
        })
    })
    .await?;
    let device = core.wire.identity().as_new_device(&core.device_name)?;
    let request = Register {
        person,
        handle: request.handle.clone(),
        name: request.name.clone(),
        kind: if request.mcc.is_some() { Kind::Merchant } else { Kind::Person },
        mcc: request.mcc,
        device,
        recovery_key: phrase.public_key(),
        pin: request.pin.clone(),
        invitation: request.invitation.clone().filter(|code| !code.trim().is_empty()),
        accepts_terms: request.accepts_terms,
    };
    core.wire.ask(&request).await
}

async fn set_picture(core: &Core, name: String, base64: String) -> Result<(), Error> {
    let avatar = Some(keep_picture(core, base64).await?);
    let op = OpId::new(&*core.clock, &*core.random);
    let args = ops::Update { name, avatar };
    let draft = Draft::new(op, crate::people::SCOPE, "people.update", &args, None)?;
    core.make(draft).await.map(drop)
}

async fn finish(core: &Core) -> Result<(), Error> {
    let (own, vault) = (core.own.clone(), core.vault.clone());
    blocking(move || {
        own.write(|tx| known::remove(tx, known::REGISTERING))?;
        vault.remove(SECRET)
    })
    .await
}
