//! Sampan's client.
