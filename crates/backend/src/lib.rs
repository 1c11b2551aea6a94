//! Sampan's backend.
