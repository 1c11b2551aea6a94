//! Looks at a server before it is used: is it one, of this version, and who may register?

use super::{CONNECT, body, same_host, unreached};
use reqwest::{Client, Url};
use sampan_protocol::auth::{PROTOCOL_HEADER, PROTOCOL_VERSION};
use sampan_protocol::device::{LookAtServer, ServerLook};
use sampan_protocol::service::{INFO_PATH, Info};
use sampan_protocol::{Code, Error, Reply};
use std::time::Duration;

/// A service presents itself in less than this, in bytes.
const LARGEST: usize = 256 * 1024;

/// Answers [`LookAtServer`].
///
/// # Errors
/// `Invalid` for what is not an address, `Offline` if there is no server of ours, `Incompatible` if
/// it speaks another version.
pub async fn look_at_server(request: LookAtServer) -> Reply<LookAtServer> {
    let url = regular(&request.url)?;
    let client = Client::builder()
        .connect_timeout(CONNECT)
        .timeout(Duration::from_secs(10))
        .redirect(same_host())
        .build()
        .map_err(|_| Error::internal())?;
    let at = format!("{}{INFO_PATH}", shown(&url));
    let response = client
        .get(at)
        .header(PROTOCOL_HEADER, PROTOCOL_VERSION.to_string())
        .send()
        .await
        .map_err(|error| told(unreached(&error), &url))?;
    let status = response.status();
    let body = body(response, LARGEST).await?;
    if status != 200 {
        let error = serde_json::from_slice(&body).unwrap_or_else(|_| crate::wire::garbage());
        return Err(told(error, &url));
    }
    let info: Info =
        serde_json::from_slice(&body).map_err(|_| told(crate::wire::garbage(), &url))?;
    if info.protocol != PROTOCOL_VERSION {
        return Err(Error::new(Code::Incompatible, "error.device.incompatible"));
    }
    let settings = info.settings;
    Ok(ServerLook {
        url: shown(&url),
        name: settings.name,
        registration: settings.registration,
        terms: settings.terms,
    })
}

/// Makes an address regular: with scheme, without what does not belong. `https` unless it is this
/// machine, whose name cannot have a certificate.
pub(super) fn regular(text: &str) -> Result<Url, Error> {
    let invalid = || Error::invalid("error.device.server_address");
    let text = text.trim();
    let given = Url::parse(text).ok().filter(Url::has_host);
    let url = match given {
        Some(url) => url,
        None if text.contains("://") || text.is_empty() => return Err(invalid()),
        None => {
            let url = Url::parse(&format!("https://{text}")).map_err(|_| invalid())?;
            if is_loopback(&url) {
                Url::parse(&format!("http://{text}")).map_err(|_| invalid())?
            } else {
                url
            }
        }
    };
    let allowed = match url.scheme() {
        "https" => true,
        "http" => is_loopback(&url),
        _ => return Err(invalid()),
    };
    if !allowed {
        return Err(Error::invalid("error.device.server_plain"));
    }
    let secret = !url.username().is_empty() || url.password().is_some();
    if secret || !url.has_host() || url.query().is_some() || url.fragment().is_some() {
        return Err(invalid());
    }
    Ok(url)
}

/// The address as it is kept: without the slash at its end.
fn shown(url: &Url) -> String {
    url.as_str().trim_end_matches('/').to_owned()
}

fn told(error: Error, url: &Url) -> Error {
    match error.key.as_str() {
        crate::status::OFFLINE => {
            Error::new(Code::Offline, "error.device.server_silent").with("url", shown(url))
        }
        _ => error,
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_regular() {
        let url = |text: &str| regular(text).map(|url| shown(&url)).map_err(|e| e.key);
        for (text, expected) in [
            ("sampan.example.org", "https://sampan.example.org"),
            (" https://sampan.example.org/ ", "https://sampan.example.org"),
            ("SAMPAN.example.org:8443", "https://sampan.example.org:8443"),
            ("127.0.0.1:4711", "http://127.0.0.1:4711"),
            ("localhost:4711", "http://localhost:4711"),
            ("http://[::1]:4711", "http://[::1]:4711"),
            ("https://example.org/wallet/", "https://example.org/wallet"),
        ] {
            assert_eq!(url(text), Ok(expected.to_owned()), "{text}");
        }
        for text in [
            "",
            "   ",
            "ftp://example.org",
            "https://",
            "a b",
            "javascript:alert(1)",
            "https://user:secret@example.org",
            "https://example.org/?a",
            "file:///etc/passwd",
        ] {
            assert_eq!(url(text), Err("error.device.server_address".into()), "{text:?}");
        }
        let plain = url("http://example.org");
        assert_eq!(
            plain,
            Err("error.device.server_plain".into()),
            "a PIN never travels in the open"
        );
    }
}
