//! Which paths a route stands for.

use super::address::Pairs;
use crate::link::decode;

/// What `path` gives for the names in `pattern`, if it fits: `/pay/:person` names a part,
/// `/pay/:person?` one that may be missing.
pub(super) fn fit(pattern: &str, path: &str) -> Option<Pairs> {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let mut found = Vec::new();
    for wanted in pattern.split('/').filter(|part| !part.is_empty()) {
        let part = parts.next();
        let Some(name) = wanted.strip_prefix(':') else {
            if part == Some(wanted) {
                continue;
            }
            return None;
        };
        match (name.strip_suffix('?'), part) {
            (Some(_), None) => {}
            (None, None) => return None,
            (optional, Some(part)) => {
                let value = decode(part).unwrap_or_else(|| part.to_owned());
                found.push((optional.unwrap_or(name).to_owned(), value));
            }
        }
    }
    parts.next().is_none().then_some(Pairs(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_fit_or_do_not() {
        for (pattern, path, expected) in [
            ("/", "/", Some("")),
            ("/", "/wallet", None),
            ("/wallet", "/wallet", Some("")),
            ("/wallet", "/wallet/", Some("")),
            ("/wallet", "/walletx", None),
            ("/wallet", "/wallet/bills", None),
            ("/people/:handle", "/people/mei", Some("handle=mei")),
            ("/people/:handle", "/people", None),
            ("/people/:handle", "/people/mei/more", None),
            ("/people/:handle", "/people/%E9%99%88", Some("handle=陈")),
            ("/people/:handle", "/people/%ff", Some("handle=%ff")),
            ("/bills/:bill?", "/bills", Some("")),
            ("/bills/:bill?", "/bills/1", Some("bill=1")),
            ("/a/:b/c/:d?", "/a/1/c/2", Some("b=1 d=2")),
        ] {
            let found = fit(pattern, path).map(|pairs| {
                let pairs = pairs.0.into_iter().map(|(name, value)| format!("{name}={value}"));
                pairs.collect::<Vec<_>>().join(" ")
            });
            assert_eq!(found.as_deref(), expected, "{path} for {pattern}");
        }
    }
}
