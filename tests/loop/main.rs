//! The whole loop: real clients and the real backend, in one process and over HTTP.

mod alone;
mod biometric;
mod codes;
mod devices;
mod house;
mod labels;
mod operators;
mod posting;
mod said;
mod trouble;
mod two;
