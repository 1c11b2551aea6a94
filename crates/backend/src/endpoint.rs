//! The request table: each request with its path, who may send it, and what answers it.

use crate::auth;
use crate::backend::Backend;
use sampan_protocol::auth::Signed;
use sampan_protocol::ids::{DeviceId, PersonId};
use sampan_protocol::people::DeviceState;
use sampan_protocol::request::Request;
use sampan_protocol::service::NewDevice;
use sampan_protocol::{Code, Error};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::sync::Arc;

/// Who sent a request.
pub struct Caller {
    /// The backend that was asked.
    pub backend: Backend,
    /// The device that signed.
    pub device: DeviceId,
    /// The person whom it speaks for, or wants to.
    pub me: PersonId,
    /// Whether it may.
    pub state: DeviceState,
    /// Whether the person froze all devices.
    pub frozen: bool,
}

/// Which devices a request is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Active ones.
    Active,
    /// Active ones, even while all are frozen.
    ActiveOrFrozen,
    /// Those that wait for an approval, too.
    Waiting,
}

/// A request with what answers it.
pub struct Endpoint {
    pub(crate) path: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) body_limit: usize,
    pub(crate) answer: Answer,
    pub(crate) schemas: fn(&mut SchemaGenerator) -> Schemas,
}

/// What answers a request; it may block.
#[derive(Clone)]
pub(crate) enum Answer {
    /// Asked by a device that the backend knows.
    Known(Access, Arc<AnswerKnown>),
    /// Asked by a new device, whose key is in the body.
    Newcomer(Arc<AnswerNewcomer>),
}

type AnswerKnown = dyn Fn(&Caller, &[u8]) -> Result<Vec<u8>, Error> + Send + Sync;
type AnswerNewcomer = dyn Fn(&Backend, &Signed) -> Result<Vec<u8>, Error> + Send + Sync;

/// How a request and its reply look in JSON.
pub(crate) struct Schemas {
    pub(crate) request: Schema,
    pub(crate) reply: Schema,
}

/// The most bytes that a body may have, unless its endpoint says otherwise.
const BODY_LIMIT: usize = 1 << 20;

impl Endpoint {
    /// A request that active devices may send; `answer` may block.
    pub fn new<R>(summary: &'static str, answer: fn(&Caller, &R) -> Result<R::Reply, Error>) -> Self
    where
        R: Request + JsonSchema,
        R::Reply: JsonSchema,
    {
        let answer = move |caller: &Caller, body: &[u8]| written(&answer(caller, &read(body)?)?);
        Self::with::<R>(summary, Answer::Known(Access::Active, Arc::new(answer)))
    }

    /// A request that new devices may send; `device` says where in it their key is.
    pub fn of_newcomer<R>(
        summary: &'static str,
        device: fn(&R) -> &NewDevice,
        answer: fn(&Backend, &R) -> Result<R::Reply, Error>,
    ) -> Self
    where
        R: Request + JsonSchema,
        R::Reply: JsonSchema,
    {
        let answer = move |backend: &Backend, signed: &Signed| {
            let request: R = read(&signed.body)?;
            let device = device(&request);
            if device.id != signed.device {
                return Err(Error::new(Code::Unauthorized, "error.auth.forged"));
            }
            auth::check_signature(signed, &device.public_key)?;
            written(&answer(backend, &request)?)
        };
        Self::with::<R>(summary, Answer::Newcomer(Arc::new(answer)))
    }

    /// The same request, open to other devices.
    #[must_use]
    pub fn open_to(mut self, access: Access) -> Self {
        if let Answer::Known(present, _) = &mut self.answer {
            *present = access;
        }
        self
    }

    /// The same request, with a body of at most so many bytes.
    #[must_use]
    pub fn with_body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    fn with<R>(summary: &'static str, answer: Answer) -> Self
    where
        R: Request + JsonSchema,
        R::Reply: JsonSchema,
    {
        Self {
            path: R::PATH,
            summary,
            body_limit: BODY_LIMIT,
            answer,
            schemas: |generator| Schemas {
                request: generator.subschema_for::<R>(),
                reply: generator.subschema_for::<R::Reply>(),
            },
        }
    }
}

/// Reads a body. What is wrong with it is not told: it may hold a PIN.
fn read<R: Request>(body: &[u8]) -> Result<R, Error> {
    serde_json::from_slice(body).map_err(|_| Error::invalid("error.request.malformed"))
}

fn written(reply: &impl serde::Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(reply).map_err(|_| Error::internal())
}
