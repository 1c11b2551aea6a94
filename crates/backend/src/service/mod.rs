//! The service: how it is set up, how people and devices come in, and who runs it.

mod ask_to_link;
mod configure;
mod invitation;
mod invite;
mod keep_picture;
mod newcomer;
mod recover;
mod register;
mod setup;
pub(crate) mod table;
mod who_am_i;

pub(crate) use configure::check as check_settings;
pub(crate) use invitation::first_invitation;
pub(crate) use setup::{Setup, begin, info, put_settings, settings, setup};

use crate::db::Migration;
use crate::endpoint::{Access, Endpoint};
use table::{invitation as invitations, setting};

/// The steps of its tables.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: setting::CREATE },
    Migration { version: 2, sql: invitations::CREATE },
];

/// What may be asked.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::of_newcomer(
            "Registers a person with a first device.",
            |request| &request.device,
            register::answer,
        ),
        Endpoint::of_newcomer(
            "Asks for a further device to be let in.",
            |request| &request.device,
            ask_to_link::answer,
        ),
        Endpoint::of_newcomer(
            "Lets a further device in by the recovery phrase, and sets a new PIN.",
            |request| &request.device,
            recover::answer,
        ),
        Endpoint::new("Says whom the device speaks for, once it may.", who_am_i::answer)
            .open_to(Access::Waiting),
        Endpoint::new("Sets the service up; operators only.", configure::answer),
        Endpoint::new("Makes an invitation; operators only.", invite::answer),
        Endpoint::new("Keeps a picture, made small and without metadata.", keep_picture::answer)
            .with_body_limit(keep_picture::BODY_LIMIT),
        Endpoint::new("Says what pictures look like in a few bytes.", crate::media::thumb::answer),
    ]
}
