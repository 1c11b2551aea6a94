//! Somebody with a device who speaks to a server over HTTP.

use crate::program::Program;
use ed25519_dalek::{Signer, SigningKey};
use reqwest::Response;
use sampan_backend::system::{SystemClock, SystemRandom};
use sampan_protocol::auth::{
    COUNTER_HEADER, DEVICE_HEADER, PROTOCOL_HEADER, SIGNATURE_HEADER, operation_bytes,
    signing_bytes, to_hex,
};
use sampan_protocol::ids::{DeviceId, OpId, PersonId};
use sampan_protocol::people::{Kind, Me};
use sampan_protocol::request::Request;
use sampan_protocol::service::{NewDevice, Register};
use sampan_protocol::sync::{Operation, Scope, SignedOperation};
use sampan_protocol::{Arg, Error, Random};

/// A PIN that is neither weak nor anybody's.
pub(crate) const PIN: &str = "271828";

/// Somebody with a device.
pub(crate) struct Visitor {
    http: reqwest::Client,
    url: String,
    id: DeviceId,
    key: SigningKey,
    counter: u64,
}

impl Visitor {
    pub(crate) fn new(program: &Program) -> Self {
        let mut seed = [0; 32];
        SystemRandom.fill(&mut seed);
        Self {
            http: reqwest::Client::new(),
            url: program.url.clone(),
            id: DeviceId::new(&SystemClock, &SystemRandom),
            key: SigningKey::from_bytes(&seed),
            counter: 0,
        }
    }

    /// Speaks to another server from now on.
    pub(crate) fn move_to(&mut self, program: &Program) {
        self.url.clone_from(&program.url);
    }

    /// Goes on where a refusal says.
    pub(crate) fn go_on(&mut self, refusal: &Error) {
        let Some(Arg::Count(next)) = refusal.args.get("next") else {
            panic!("it does not say where to go on: {refusal}");
        };
        self.counter = u64::try_from(*next).expect("counters are positive") - 1;
    }

    pub(crate) async fn register(
        &mut self,
        handle: &str,
        invitation: Option<&str>,
    ) -> Result<Me, Error> {
        let public_key = to_hex(self.key.verifying_key().as_bytes());
        let request = Register {
            person: PersonId::new(&SystemClock, &SystemRandom),
            handle: handle.into(),
            name: handle.into(),
            kind: Kind::Person,
            mcc: None,
            device: NewDevice { id: self.id, name: "Phone".into(), public_key: public_key.clone() },
            recovery_key: public_key,
            pin: PIN.into(),
            invitation: invitation.map(str::to_owned),
            accepts_terms: true,
        };
        self.ask(&request).await
    }

    pub(crate) async fn ask<R: Request>(&mut self, request: &R) -> Result<R::Reply, Error> {
        let body = serde_json::to_vec(request).expect("it is JSON");
        let answer = self.send("POST", R::PATH, body).await;
        if answer.status().is_success() {
            Ok(answer.json().await.expect("a reply"))
        } else {
            Err(answer.json().await.expect("an error is JSON"))
        }
    }

    /// Sends a signed request.
    pub(crate) async fn send(&mut self, method: &str, path: &str, body: Vec<u8>) -> Response {
        self.counter += 1;
        let signature = self.key.sign(&signing_bytes(method, path, &body, self.counter));
        let method = method.parse().expect("a method");
        self.http
            .request(method, format!("{}{path}", self.url))
            .header(PROTOCOL_HEADER, "1")
            .header(DEVICE_HEADER, self.id.to_string())
            .header(COUNTER_HEADER, self.counter)
            .header(SIGNATURE_HEADER, to_hex(&signature.to_bytes()))
            .body(body)
            .send()
            .await
            .expect("the server answers")
    }

    /// Sends a request about an upload, whose body is not signed.
    pub(crate) fn upload(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: reqwest::Body,
    ) -> impl Future<Output = reqwest::Result<Response>> + Send + use<> {
        self.counter += 1;
        let signature = self.key.sign(&signing_bytes(method, path, b"", self.counter));
        let mut request = self
            .http
            .request(method.parse().expect("a method"), format!("{}{path}", self.url))
            .header(PROTOCOL_HEADER, "1")
            .header(DEVICE_HEADER, self.id.to_string())
            .header(COUNTER_HEADER, self.counter)
            .header(SIGNATURE_HEADER, to_hex(&signature.to_bytes()))
            .header("tus-resumable", "1.0.0");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(body).send()
    }

    /// Skips counters, so that the next is new to a server that was killed.
    pub(crate) fn skip(&mut self) {
        self.counter += 4_096;
    }

    /// Asks for what anybody may see.
    pub(crate) async fn get(&self, path: &str) -> Response {
        let url = format!("{}{path}", self.url);
        self.http.get(url).send().await.expect("the server answers")
    }

    /// Signs the first operation of a scope's queue.
    pub(crate) fn operation(
        &self,
        scope: &Scope,
        name: &str,
        args: &impl serde::Serialize,
    ) -> SignedOperation {
        let operation = Operation {
            op_id: OpId::new(&SystemClock, &SystemRandom),
            device: self.id,
            scope: scope.clone(),
            client_seq: 1,
            name: name.into(),
            args: serde_json::to_value(args).expect("it is JSON"),
            schema: 1,
        };
        let body = serde_json::to_string(&operation).expect("it is JSON");
        let signature = to_hex(&self.key.sign(&operation_bytes(&body)).to_bytes());
        SignedOperation { body, signature }
    }
}
