//! What a guest shows at the door.

use super::{SCOPE, seats};
use crate::Client;
use sampan_protocol::communities::gatherings::{GetTicket, Seat, SeatState, Ticket, pass};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`GetTicket`]; works offline.
    ///
    /// # Errors
    /// `Refused` without a place.
    pub async fn get_ticket(&self, request: GetTicket) -> Reply<GetTicket> {
        let GetTicket { gathering, at } = request;
        let now = self.core.service_now();
        let is_it = move |seat: &Seat| {
            let day = seat.gathering.days.first();
            let going = |state| state == SeatState::Going;
            seat.gathering.id == gathering
                && day.is_some_and(|day| {
                    day.at == at && day.mine.as_ref().is_some_and(|mine| going(mine.state))
                })
        };
        let seat = self
            .core
            .view(SCOPE, move |db, view| Ok(seats(db, view)?.into_iter().find(is_it)))
            .await?;
        let Some(seat) = seat else {
            return Err(Error::refused("error.gatherings.no_seat"));
        };
        let code = pass::code(&seat.pass, pass::step_at(now));
        Ok(Ticket {
            link: format!("sampan://gathering/{gathering}/door/{}/{code}", at.micros()),
            seconds: pass::STEP_SECONDS - now.seconds().rem_euclid(pass::STEP_SECONDS),
            seat: Some(seat),
            code,
        })
    }
}
