//! The shape of what a client asks of a backend: one JSON body to one path.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A question to the backend, sent as `POST PATH` with itself as JSON body.
pub trait Request: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The path, with its version.
    const PATH: &'static str;
    /// What is answered.
    type Reply: Serialize + DeserializeOwned + Send + 'static;
}

/// Declares requests, and the list of their paths.
macro_rules! requests {
    ($($request:ident => $path:literal -> $reply:ty),+ $(,)?) => {
        /// The paths of this module's requests.
        pub const PATHS: &[&str] = &[$($path),+];
        $(impl $crate::request::Request for $request {
            const PATH: &'static str = $path;
            type Reply = $reply;
        })+
    };
}
pub(crate) use requests;
