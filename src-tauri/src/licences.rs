//! The licences of what the app is made of, as `cargo xtask licences` wrote them down.

use sampan_protocol::device::{Licence, ListLicences};
use sampan_protocol::{Error, Reply};

/// Lists every part that somebody else made.
///
/// # Errors
/// `Internal` if the list that was built in cannot be read.
pub(crate) fn list(_: ListLicences) -> Reply<ListLicences> {
    serde_json::from_str::<Vec<Licence>>(include_str!("../../assets/licences.json")).map_err(
        |error| {
            tracing::error!(%error, "assets/licences.json is broken");
            Error::internal()
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_names_what_we_are_made_of() {
        let list = list(ListLicences {}).expect("the list reads");
        for name in ["tauri", "leptos", "rusqlite", "tokio"] {
            assert!(list.iter().any(|l| l.name == name), "{name} stands in the list");
        }
    }
}
