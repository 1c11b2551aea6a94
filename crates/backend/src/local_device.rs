//! A device that speaks to a backend in the same process: for seeding a world, and for tests.

use crate::backend::Backend;
use ed25519_dalek::{Signer, SigningKey};
use sampan_protocol::auth::{Signed, operation_bytes, signing_bytes, to_hex};
use sampan_protocol::ids::{DeviceId, OpId, PersonId};
use sampan_protocol::people::{Kind, Me};
use sampan_protocol::request::Request;
use sampan_protocol::service::{NewDevice, Register};
use sampan_protocol::sync::{
    Authorize, EVENTS_PATH, Operation, Outcome, Push, Scope, SignedOperation, SyncProtocol, WakeUps,
};
use sampan_protocol::{Clock, Error, Random};
use serde::Serialize;
use std::collections::HashMap;

/// A device with its key, which signs what it sends as every device does.
pub struct LocalDevice {
    backend: Backend,
    /// Identifier.
    pub id: DeviceId,
    key: SigningKey,
    counter: u64,
    places: HashMap<Scope, u64>,
}

impl LocalDevice {
    /// Makes a device with a new key.
    #[must_use]
    pub fn new(backend: &Backend, clock: &dyn Clock, random: &dyn Random) -> Self {
        let mut seed = [0; 32];
        random.fill(&mut seed);
        Self {
            backend: backend.clone(),
            id: DeviceId::new(clock, random),
            key: SigningKey::from_bytes(&seed),
            counter: 0,
            places: HashMap::new(),
        }
    }

    /// A device whose identifier and secret key are known.
    #[must_use]
    pub fn with_key(backend: &Backend, id: DeviceId, secret: &[u8; 32]) -> Self {
        Self {
            backend: backend.clone(),
            id,
            key: SigningKey::from_bytes(secret),
            counter: 0,
            places: HashMap::new(),
        }
    }

    /// What the backend has to know to let this device in.
    #[must_use]
    pub fn introduction(&self, name: &str) -> NewDevice {
        NewDevice { id: self.id, name: name.to_owned(), public_key: self.public_key() }
    }

    /// The public key in lower-case hexadecimal.
    #[must_use]
    pub fn public_key(&self) -> String {
        to_hex(self.key.verifying_key().as_bytes())
    }

    /// Signs any bytes, in lower-case hexadecimal, as a collect code needs it.
    #[must_use]
    pub fn sign(&self, bytes: &[u8]) -> String {
        to_hex(&self.key.sign(bytes).to_bytes())
    }

    /// Registers a person with this device. The device's key is the recovery key as well.
    ///
    /// # Errors
    /// What the backend says.
    pub async fn register(
        &mut self,
        person: PersonId,
        handle: &str,
        name: &str,
        kind: Kind,
        mcc: Option<u16>,
        pin: &str,
    ) -> Result<Me, Error> {
        let request = Register {
            person,
            handle: handle.to_owned(),
            name: name.to_owned(),
            kind,
            mcc,
            device: self.introduction("Local"),
            recovery_key: self.public_key(),
            pin: pin.to_owned(),
            invitation: None,
            accepts_terms: true,
        };
        self.ask(&request).await
    }

    /// Sends a request.
    ///
    /// # Errors
    /// What the backend says.
    pub async fn ask<R: Request>(&mut self, request: &R) -> Result<R::Reply, Error> {
        let body = serde_json::to_vec(request).map_err(|_| Error::internal())?;
        let signed = self.signed("POST", R::PATH, body);
        let answer = self.backend.send(signed).await?;
        if answer.status == 200 {
            return serde_json::from_slice(&answer.body).map_err(|_| Error::internal());
        }
        Err(serde_json::from_slice(&answer.body).unwrap_or_else(|_| Error::internal()))
    }

    /// Signs a request with the next counter.
    pub fn signed(&mut self, method: &str, path: &str, body: Vec<u8>) -> Signed {
        self.counter += 1;
        self.signed_with(self.counter, method, path, body)
    }

    /// Signs a request with a counter.
    #[must_use]
    pub fn signed_with(&self, counter: u64, method: &str, path: &str, body: Vec<u8>) -> Signed {
        let signature = self.sign(&signing_bytes(method, path, &body, counter));
        Signed {
            method: method.to_owned(),
            path: path.to_owned(),
            body,
            device: self.id,
            counter,
            signature,
        }
    }

    /// Signs an operation with the next place in its scope's queue.
    ///
    /// # Errors
    /// `Internal` if the arguments cannot be written as JSON.
    pub fn operation(
        &mut self,
        op_id: OpId,
        scope: &Scope,
        name: &str,
        args: &impl Serialize,
    ) -> Result<SignedOperation, Error> {
        let place = self.places.entry(scope.clone()).or_default();
        *place += 1;
        let operation = Operation {
            op_id,
            device: self.id,
            scope: scope.clone(),
            client_seq: *place,
            name: name.to_owned(),
            args: serde_json::to_value(args).map_err(|_| Error::internal())?,
            schema: 1,
        };
        self.sign_operation(&operation)
    }

    /// Signs an operation as it is.
    ///
    /// # Errors
    /// `Internal` if it cannot be written as JSON.
    pub fn sign_operation(&self, operation: &Operation) -> Result<SignedOperation, Error> {
        let body = serde_json::to_string(operation).map_err(|_| Error::internal())?;
        let signature = self.sign(&operation_bytes(&body));
        Ok(SignedOperation { body, signature })
    }

    /// Hands operations in; says what became of each.
    ///
    /// # Errors
    /// What the backend says of the push as a whole.
    pub async fn push(&mut self, operations: Vec<SignedOperation>) -> Result<Vec<Outcome>, Error> {
        let pushed = self.ask(&Push { operations }).await?;
        Ok(pushed.results.into_iter().map(|result| result.outcome).collect())
    }

    /// Does one thing: approves it if a PIN is given, and hands it in.
    ///
    /// # Errors
    /// What the backend says, the reason of a rejection included.
    pub async fn act(
        &mut self,
        op_id: OpId,
        scope: &Scope,
        name: &str,
        args: &impl Serialize,
        pin: Option<&str>,
    ) -> Result<Outcome, Error> {
        let operation = self.operation(op_id, scope, name, args)?;
        if let Some(pin) = pin {
            let (digest, pin) = (operation.digest(), pin.to_owned());
            self.ask(&Authorize { digest, pin }).await?;
        }
        match self.push(vec![operation]).await?.pop() {
            Some(Outcome::Rejected(error)) => Err(error),
            Some(outcome) => Ok(outcome),
            None => Err(Error::internal()),
        }
    }

    /// Opens the stream of wake-ups.
    ///
    /// # Errors
    /// What the backend says.
    pub async fn wake_ups(&mut self) -> Result<Box<dyn WakeUps>, Error> {
        let signed = self.signed("GET", EVENTS_PATH, Vec::new());
        self.backend.wake_ups(signed).await
    }
}
