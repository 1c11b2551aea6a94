//! The client against a double of network and service, which loses, repeats and garbles answers.

mod ahead;
mod chats;
mod crash;
mod double;
mod films;
mod hindered;
mod many_bills;
mod media;
mod offline;
mod passing;
mod pay;
mod posting;
mod refusals;
mod rounds;
