//! The same world for a host that has no clock for it: WASM with two functions of plain numbers.
#![allow(unsafe_code, reason = "the host calls them by their unmangled names")]

mod world;

use sampan_rank::{Candidate, Profile};
use std::cell::RefCell;

thread_local! {
    static WORLD: RefCell<Option<(Profile, Vec<Candidate>)>> = const { RefCell::new(None) };
}

/// Makes the world, with so many neighbours of each candidate.
#[unsafe(no_mangle)]
pub extern "C" fn prepare(near: u32) {
    WORLD.set(Some(world::world(near as usize)));
}

/// Ranks it once; answers how many are shown.
#[unsafe(no_mangle)]
pub extern "C" fn turn(seed: u32) -> u32 {
    let shown = |world: &Option<_>| world.as_ref().map_or(0, |w| world::turn(w, seed.into()));
    u32::try_from(WORLD.with_borrow(shown)).unwrap_or(0)
}
