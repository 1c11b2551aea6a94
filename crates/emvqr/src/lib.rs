//! Sampan's emvqr.
