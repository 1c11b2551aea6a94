//! Sampan: the app.
fn main() {}
