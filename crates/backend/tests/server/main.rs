//! The real program over real connections: started, spoken to, stopped.
#![cfg(feature = "server")]

mod bucket;
mod program;
mod serving;
mod uploading;
mod verbs;
mod visitor;
