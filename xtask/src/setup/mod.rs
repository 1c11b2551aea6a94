//! Finds what is missing on this machine, and installs it.

mod npm;
mod packages;
mod probe;
mod python;
mod system;
pub(crate) mod wasm;

use anyhow::Context;

use crate::progress::note;
use packages::Purpose;

pub(crate) use probe::postgres_folder;
pub(crate) use python::program as python;
pub(crate) use system::is_root;

/// What the machine has to be ready for; each includes the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Ready {
    /// To build the app and open its window.
    Build,
    /// To open it where there is no screen.
    Headless,
    /// To run every test.
    Test,
}

/// Makes the machine ready; does nothing, fast, when it is.
pub(crate) fn ensure(ready: Ready) -> anyhow::Result<()> {
    let purposes: &[Purpose] = match ready {
        Ready::Build => &[Purpose::Build],
        Ready::Headless => &[Purpose::Build, Purpose::Headless],
        Ready::Test => &[Purpose::Build, Purpose::Headless, Purpose::Test],
    };
    let installed = system::ensure(purposes)?;
    npm::ensure().context("the npm packages could not be installed")?;
    if ready >= Ready::Test {
        python::ensure().context("localstripe could not be installed")?;
    }
    let toolchain = wasm::ensure().context("the wasm target could not be installed")?;
    if installed == 0 {
        note("system packages, npm packages and the wasm target are there");
    }
    note(format!("WASM is built by {}", toolchain.told()));
    Ok(())
}
