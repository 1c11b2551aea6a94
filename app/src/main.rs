//! Sampan: the app. What a person sees, and nothing of how it comes about.

#![allow(
    unreachable_pub,
    reason = "components of leptos generate items that call themselves public"
)]
#![allow(
    clippy::needless_pass_by_value,
    reason = "components and what they do own what they are given"
)]

mod act;
mod answer;
mod biometric;
mod bridge;
mod catalogue;
mod clock;
mod dom;
mod draft;
mod features;
mod frame;
mod gallery;
mod home;
mod link;
mod listing;
mod me;
mod messages;
mod moderation;
mod notices;
mod operate;
mod order;
mod outward;
mod people;
mod prelude;
mod pressed;
mod reactive;
mod router;
mod routes;
mod search;
mod session;
mod settings;
mod ui;
mod welcome;
mod words;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(routes::App);
}
