//! Fetches one thing: few redirects, little time, few bytes, and only where it may be reached.

use super::Outside;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use reqwest::{Client, Response, redirect};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;
use url::{Host, Url};

/// How many times it may be led elsewhere.
const REDIRECTS: usize = 3;
/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// Who asks.
const AGENT: &str = concat!("SampanLinkPreview/", env!("CARGO_PKG_VERSION"));

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// How its media type begins: one of these.
    pub(crate) types: &'static [&'static str],
    /// The most bytes.
    pub(crate) most: usize,
    /// Whether the beginning of what is longer will do.
    pub(crate) beginning: bool,
}

/// What was there.
#[derive(Debug)]
pub(crate) struct Fetched {
    /// Where, in the end.
    pub(crate) url: Url,
    /// The file.
    pub(crate) bytes: Vec<u8>,
}

/// Why something was not fetched.
#[derive(Debug, Error)]
pub(crate) enum Trouble {
    /// It may not be, or is not what is wanted: trying again is of no use.
    #[error("not fetched: {0}")]
    Never(&'static str),
    /// It was not reached, or is not there now.
    #[error("not reached: {0}")]
    Later(String),
}

/// An address that may not be reached stands behind a name.
#[derive(Debug, Error)]
#[error("the name leads nowhere public")]
struct Inside;

/// Fetches what is at an address, if it may be reached and is what is wanted.
///
/// # Errors
/// Why not, and whether it may be there later.
pub(crate) async fn fetch(
    outside: &Arc<dyn Outside>,
    address: &str,
    wanted: Wanted,
) -> Result<Fetched, Trouble> {
    let mut url = Url::parse(address).map_err(|_| Trouble::Never("no address"))?;
    let client = client(outside)?;
    for _ in 0..=REDIRECTS {
        check(outside.as_ref(), &url)?;
        let asked = client.get(url.clone()).header(ACCEPT, wanted.types.join(","));
        let answer = asked.send().await.map_err(|error| trouble(&error))?;
        let status = answer.status();
        if status.is_redirection() {
            let to = answer.headers().get(LOCATION).and_then(|to| to.to_str().ok());
            let to = to.and_then(|to| url.join(to).ok());
            url = to.ok_or(Trouble::Never("a redirect to nowhere"))?;
            continue;
        }
        if status.is_server_error() || status.as_u16() == 429 {
            return Err(Trouble::Later(status.to_string()));
        }
        if !status.is_success() {
            return Err(Trouble::Never("it is not there"));
        }
        let bytes = read(answer, wanted).await?;
        return Ok(Fetched { url, bytes });
    }
    Err(Trouble::Never("too many redirects"))
}

/// Connections are made by this alone: to no proxy, without cookies, to addresses that were checked.
fn client(outside: &Arc<dyn Outside>) -> Result<Client, Trouble> {
    Client::builder()
        .user_agent(AGENT)
        .no_proxy()
        .referer(false)
        .redirect(redirect::Policy::none())
        .timeout(PATIENCE)
        .pool_max_idle_per_host(0)
        .dns_resolver(Arc::new(Checked(outside.clone())))
        .build()
        .map_err(|error| Trouble::Later(error.to_string()))
}

/// Refuses what is not the web, and addresses that may not be reached where they are written out:
/// a connection to those asks no resolver.
fn check(outside: &dyn Outside, url: &Url) -> Result<(), Trouble> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Trouble::Never("neither http nor https"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Trouble::Never("it has a password in it"));
    }
    if !url.port_or_known_default().is_some_and(|port| outside.lets_port(port)) {
        return Err(Trouble::Never("another port than those of the web"));
    }
    let written_out = match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::V4(address),
        Some(Host::Ipv6(address)) => IpAddr::V6(address),
        Some(Host::Domain(_)) => return Ok(()),
        None => return Err(Trouble::Never("no host")),
    };
    match outside.lets(written_out) {
        true => Ok(()),
        false => Err(Trouble::Never("no public address")),
    }
}

/// Tells a connection the addresses of a name that may be reached, and no others.
struct Checked(Arc<dyn Outside>);

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let outside = self.0.clone();
        Box::pin(async move {
            let found = outside.look_up(name.as_str().to_owned()).await?;
            let open: Vec<SocketAddr> = found
                .into_iter()
                .filter(|address| outside.lets(*address))
                .map(|address| SocketAddr::new(address, 0))
                .collect();
            if open.is_empty() {
                return Err(Inside.into());
            }
            Ok(Box::new(open.into_iter()) as Addrs)
        })
    }
}

/// What went wrong with a connection.
fn trouble(error: &reqwest::Error) -> Trouble {
    let mut reason: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(this) = reason {
        if this.is::<Inside>() {
            return Trouble::Never("the name leads nowhere public");
        }
        reason = this.source();
    }
    Trouble::Later(error.to_string())
}

/// Reads an answer, as much of it as is wanted.
async fn read(mut answer: Response, wanted: Wanted) -> Result<Vec<u8>, Trouble> {
    let mime = answer.headers().get(CONTENT_TYPE).and_then(|mime| mime.to_str().ok());
    let mime = mime.unwrap_or_default().to_ascii_lowercase();
    if !wanted.types.iter().any(|wanted| mime.starts_with(wanted)) {
        return Err(Trouble::Never("something else than what is wanted"));
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|error| trouble(&error))? {
        let room = wanted.most - bytes.len();
        if chunk.len() > room {
            if !wanted.beginning {
                return Err(Trouble::Never("it is too large"));
            }
            bytes.extend_from_slice(&chunk[..room]);
            break;
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}
