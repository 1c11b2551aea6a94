//! Asks the backend: signs each request with the device's key and a counter used once.

use crate::db::{Fault, Store, blocking};
use crate::identity::Identity;
use crate::status::Status;
use crate::table::known;
use sampan_protocol::auth::{Signed, sha256_hex};
use sampan_protocol::request::Request;
use sampan_protocol::sync::{Answer, Headers, SyncProtocol, WakeUps};
use sampan_protocol::{Arg, Code, Error};
use serde::de::DeserializeOwned;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// How many counters are reserved on disk at once.
const STEP: u64 = 1_024;
/// How often a request is signed anew after its counter was refused.
const TRIES: u32 = 3;

/// The line to the backend.
pub(crate) struct Wire {
    protocol: Arc<dyn SyncProtocol>,
    identity: RwLock<Arc<Identity>>,
    counter: Mutex<Counter>,
    own: Arc<Store>,
    status: Arc<Status>,
}

struct Counter {
    next: u64,
    reserved: u64,
}

impl Wire {
    /// A line over `protocol`, on which `identity` speaks.
    pub(crate) fn new(
        protocol: Arc<dyn SyncProtocol>,
        identity: Identity,
        own: Arc<Store>,
        status: Arc<Status>,
    ) -> Result<Self, Fault> {
        let next = own.read(|db| known::get(db, known::COUNTER))?.unwrap_or(1);
        let counter = Mutex::new(Counter { next, reserved: next });
        Ok(Self { protocol, identity: RwLock::new(Arc::new(identity)), counter, own, status })
    }

    /// Who speaks.
    pub(crate) fn identity(&self) -> Arc<Identity> {
        self.identity.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Lets another device speak from now on.
    pub(crate) fn set_identity(&self, identity: Identity) {
        *self.identity.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(identity);
    }

    /// Asks, and reads the reply.
    pub(crate) async fn ask<R: Request>(&self, request: &R) -> Result<R::Reply, Error> {
        let body = serde_json::to_vec(request).map_err(|_| Error::internal())?;
        let result = self.send("POST", R::PATH, body).await.and_then(|answer| parse(&answer));
        self.status.heard(&result);
        result
    }

    /// Reads what stands at a path, as JSON.
    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Error> {
        let result = self.send("GET", path, Vec::new()).await.and_then(|answer| parse(&answer));
        self.status.heard(&result);
        result
    }

    /// Reads the bytes that stand at a path.
    pub(crate) async fn get_bytes(&self, path: &str) -> Result<Vec<u8>, Error> {
        let answer = self.send("GET", path, Vec::new()).await?;
        if answer.status == 200 { Ok(answer.body) } else { Err(refusal(&answer)) }
    }

    /// Sends one request with headers of its own, such as a part of a file; answers as it came, whatever
    /// it says, with its headers by their names in lower case.
    ///
    /// # Errors
    /// `Offline` if no answer came.
    pub(crate) async fn send_with(
        &self,
        method: &str,
        path: &str,
        headers: &Headers,
        body: Vec<u8>,
    ) -> Result<(Answer, Headers), Error> {
        let sha256 = sha256_hex(&body);
        self.send_known((method, path), headers, (body, &sha256)).await
    }

    /// The same with a body of which the SHA-256 is known, in hexadecimal: what is large is hashed once.
    ///
    /// # Errors
    /// As [`Wire::send_with`].
    pub(crate) async fn send_known(
        &self,
        (method, path): (&str, &str),
        headers: &Headers,
        (body, sha256): (Vec<u8>, &str),
    ) -> Result<(Answer, Headers), Error> {
        let mut tries = 0;
        loop {
            tries += 1;
            let signed = self.sign(method, path, (body.clone(), sha256)).await?;
            let result = self.protocol.send_with(signed, headers.clone()).await;
            if let Err(error) = &result {
                self.status.heard::<()>(&Err(error.clone()));
            }
            let (answer, told) = result?;
            let is_fine = (200..300).contains(&answer.status);
            if is_fine {
                self.status.heard(&Ok(()));
            }
            if is_fine || tries >= TRIES || !self.jump(&refusal(&answer)) {
                return Ok((answer, told));
            }
        }
    }

    /// Opens the stream of wake-ups.
    pub(crate) async fn wake_ups(&self) -> Result<Box<dyn WakeUps>, Error> {
        let path = sampan_protocol::sync::EVENTS_PATH;
        let mut tries = 0;
        loop {
            tries += 1;
            let signed = self.sign("GET", path, (Vec::new(), &sha256_hex(b""))).await?;
            match self.protocol.wake_ups(signed).await {
                Err(error) if tries < TRIES && self.jump(&error) => {}
                result => return result,
            }
        }
    }

    /// Sends one request, signed anew if the backend says that its counter was used before.
    async fn send(&self, method: &str, path: &str, body: Vec<u8>) -> Result<Answer, Error> {
        let sha256 = sha256_hex(&body);
        let mut tries = 0;
        loop {
            tries += 1;
            let signed = self.sign(method, path, (body.clone(), &sha256)).await?;
            let answer = self.protocol.send(signed).await?;
            if answer.status == 200 || tries >= TRIES || !self.jump(&refusal(&answer)) {
                return Ok(answer);
            }
        }
    }

    async fn sign(
        &self,
        method: &str,
        path: &str,
        (body, sha256): (Vec<u8>, &str),
    ) -> Result<Signed, Error> {
        let counter = self.next_counter().await?;
        let identity = self.identity();
        let signature = identity.sign_request(method, path, sha256, counter)?;
        Ok(Signed {
            method: method.to_owned(),
            path: path.to_owned(),
            body,
            device: identity.device(),
            counter,
            signature,
        })
    }

    async fn next_counter(&self) -> Result<u64, Error> {
        let (next, reserve) = {
            let mut counter = self.counter.lock().unwrap_or_else(PoisonError::into_inner);
            let next = counter.next;
            counter.next += 1;
            let reserve = (next >= counter.reserved).then_some(next + STEP);
            if let Some(reserved) = reserve {
                counter.reserved = reserved;
            }
            (next, reserve)
        };
        if let Some(reserved) = reserve {
            let own = self.own.clone();
            // On disk before the counter is used: a restart never uses one again.
            blocking(move || own.write(|tx| known::set(tx, known::COUNTER, &reserved))).await?;
        }
        Ok(next)
    }

    /// Goes on from the counter that the backend names, if it refused ours.
    fn jump(&self, error: &Error) -> bool {
        let (Code::Replayed, Some(Arg::Count(next))) = (error.code, error.args.get("next")) else {
            return false;
        };
        let next = u64::try_from(*next).unwrap_or(0);
        let mut counter = self.counter.lock().unwrap_or_else(PoisonError::into_inner);
        tracing::info!(from = counter.next, to = next, "the backend knows higher counters");
        counter.next = counter.next.max(next);
        true
    }
}

/// The reply in an answer, or the error that it tells of.
fn parse<T: DeserializeOwned>(answer: &Answer) -> Result<T, Error> {
    if answer.status != 200 {
        return Err(refusal(answer));
    }
    serde_json::from_slice(&answer.body).map_err(|error| {
        tracing::warn!(%error, "the backend answers something else");
        garbage()
    })
}

/// What an answer that is no reply tells.
pub(crate) fn refusal(answer: &Answer) -> Error {
    match serde_json::from_slice::<Error>(&answer.body) {
        Ok(error) => error,
        Err(_) if answer.status >= 500 || answer.status == 429 => {
            Error::new(Code::Offline, "error.device.server_trouble")
                .with("status", i64::from(answer.status))
        }
        Err(_) => garbage(),
    }
}

/// Whoever answers does not speak our language: a portal, a proxy, another program.
pub(crate) fn garbage() -> Error {
    Error::new(Code::Offline, "error.device.not_sampan")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(status: u16, body: &str) -> (Code, String) {
        let answer = Answer { status, body: body.as_bytes().to_vec() };
        let error = parse::<Vec<u8>>(&answer).expect_err("not a reply");
        (error.code, error.key)
    }

    #[test]
    fn garbage_is_no_refusal() {
        let garbage = (Code::Offline, "error.device.not_sampan".to_owned());
        for (status, body) in
            [(200, "<html>"), (200, "{\"a\":1}"), (404, "nothing here"), (302, ""), (200, "")]
        {
            assert_eq!(key(status, body), garbage, "{status} {body}: tried again later");
        }
        let trouble = (Code::Offline, "error.device.server_trouble".to_owned());
        assert_eq!(key(502, "Bad Gateway"), trouble, "a broken proxy");
        assert_eq!(key(429, ""), trouble, "too much was asked");
    }

    #[test]
    fn an_error_of_the_backend_comes_through() {
        let told = Error::new(Code::WrongPin, "error.pin.wrong");
        let body = serde_json::to_string(&told).expect("JSON");
        assert_eq!(key(403, &body), (Code::WrongPin, "error.pin.wrong".to_owned()), "as it was");
    }
}
