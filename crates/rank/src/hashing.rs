//! A quick hash for keys that nobody can choose to our harm: maps stay on the device.

use crate::Key;
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// Maps keys; a lookup takes a few nanoseconds.
pub(crate) type KeyMap<V> = HashMap<Key, V, BuildHasherDefault<Folding>>;

/// Folds 128 bits into 64 by a multiplication (Knuth, Art of Computer Programming 6.4).
#[derive(Default)]
pub(crate) struct Folding(u64);

impl Hasher for Folding {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = fold(self.0 ^ u64::from(*byte));
        }
    }

    fn write_u128(&mut self, value: u128) {
        self.0 = fold((value >> 64) as u64 ^ fold(value as u64));
    }
}

/// Spreads what differs in any bit over all bits.
pub(crate) fn fold(value: u64) -> u64 {
    let mixed = value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}
