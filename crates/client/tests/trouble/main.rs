//! The client against a double of network and service, which loses, repeats and garbles answers.

mod crash;
mod double;
mod many_bills;
mod media;
mod offline;
mod pay;
mod refusals;
mod rounds;
