//! What others have put into the internet, fetched without being led anywhere else: what somebody
//! wrote decides where the service looks, so it looks at public addresses only.

mod address;
mod fetch;

pub use address::is_public;
pub(crate) use fetch::{Fetched, Trouble, Wanted, fetch};

use futures::future::BoxFuture;
use std::net::{IpAddr, SocketAddr};

/// What of the world outside may be reached.
pub trait Outside: Send + Sync {
    /// The addresses of a host, as far as they may be reached; asked once for a connection, which is
    /// made to one of them.
    fn look_up(&self, host: String) -> BoxFuture<'static, std::io::Result<Vec<IpAddr>>>;

    /// Whether an address may be reached.
    fn lets(&self, address: IpAddr) -> bool;

    /// Whether a port may be.
    fn lets_port(&self, port: u16) -> bool;
}

/// The public internet, as far as it is the web.
#[derive(Debug, Clone, Copy, Default)]
pub struct Internet;

impl Outside for Internet {
    fn look_up(&self, host: String) -> BoxFuture<'static, std::io::Result<Vec<IpAddr>>> {
        Box::pin(async move {
            let found = tokio::net::lookup_host((host, 0)).await?;
            Ok(found.map(|address: SocketAddr| address.ip()).collect())
        })
    }

    fn lets(&self, address: IpAddr) -> bool {
        is_public(address)
    }

    fn lets_port(&self, port: u16) -> bool {
        matches!(port, 80 | 443)
    }
}
