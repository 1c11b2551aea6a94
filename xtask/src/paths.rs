//! Where things are in the repository.

use std::path::{Path, PathBuf};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").components().fold(
        PathBuf::new(),
        |mut path, part| {
            match part {
                std::path::Component::ParentDir => {
                    path.pop();
                }
                other => path.push(other),
            }
            path
        },
    )
}

/// The build folder.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// What `xtask` itself remembers between runs: stamps and logs.
pub(crate) fn memory() -> PathBuf {
    target().join("xtask")
}

/// The bundled UI, which the root package embeds.
pub(crate) fn dist() -> PathBuf {
    root().join("app/dist")
}

/// A program that npm installed.
pub(crate) fn npm_program(name: &str) -> PathBuf {
    root().join("node_modules/.bin").join(name)
}
