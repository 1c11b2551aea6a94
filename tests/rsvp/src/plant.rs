//! Bugs that are planted: each does to the data what a bug in the code would do.

use crate::town::Town;
use sampan_protocol::Error;

/// A bug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plant {
    /// One more is let in than there are places.
    OneTooMany,
    /// The last in line gets the place of the first.
    Overtaken,
    /// A sign-up that was acknowledged is gone.
    Forgotten,
    /// Money of a sign-up is said to be given back, and stays held.
    LostHold,
    /// Two sign-ups name the same payment, so one of them is never paid.
    SamePayment,
    /// A place that became free is given to nobody.
    NotPromoted,
    /// Commits do not wait for the disk (SQLite).
    NotDurable,
    /// The disk says that it synced, and did not (SQLite).
    DiskLies,
}

/// Every bug.
pub const PLANTS: [Plant; 8] = [
    Plant::OneTooMany,
    Plant::Overtaken,
    Plant::Forgotten,
    Plant::LostHold,
    Plant::SamePayment,
    Plant::NotPromoted,
    Plant::NotDurable,
    Plant::DiskLies,
];

impl Plant {
    /// Whether it can be planted only where there is a disk to look at.
    #[must_use]
    pub const fn needs_disk(self) -> bool {
        matches!(self, Self::NotDurable | Self::DiskLies)
    }

    /// Whether it is planted after people cancelled, rather than after everybody asked.
    const fn is_late(self) -> bool {
        matches!(self, Self::NotPromoted | Self::LostHold | Self::SamePayment)
    }

    const fn statement(self) -> Option<&'static str> {
        Some(match self {
            Self::OneTooMany => {
                "UPDATE community_seats SET state = 'going' WHERE place =
                 (SELECT MIN(place) FROM community_seats WHERE state = 'waiting')"
            }
            Self::Overtaken => {
                "UPDATE community_seats SET state =
                     CASE WHEN state = 'going' THEN 'waiting' ELSE 'going' END
                 WHERE place IN ((SELECT MAX(place) FROM community_seats WHERE state = 'waiting'),
                                 (SELECT MIN(place) FROM community_seats WHERE state = 'going'))"
            }
            Self::Forgotten => {
                "DELETE FROM community_seats WHERE place =
                 (SELECT MAX(place) FROM community_seats)"
            }
            Self::LostHold => {
                "UPDATE community_seats SET money = 'given_back' WHERE place =
                 (SELECT MIN(place) FROM community_seats WHERE state = 'going')"
            }
            Self::SamePayment => {
                "UPDATE community_seats SET payment =
                     (SELECT payment FROM community_seats WHERE state = 'going'
                      ORDER BY place LIMIT 1)
                 WHERE place = (SELECT MAX(place) FROM community_seats WHERE state = 'going')"
            }
            Self::NotPromoted => {
                "UPDATE community_seats SET state = 'waiting' WHERE place =
                 (SELECT MAX(place) FROM community_seats WHERE state = 'going')"
            }
            Self::NotDurable | Self::DiskLies => return None,
        })
    }

    /// Plants it, if it is its time.
    pub(crate) async fn plant(self, town: &Town, late: bool) -> Result<(), Error> {
        let Some(text) = self.statement().filter(|_| late == self.is_late()) else {
            return Ok(());
        };
        let backend = town.backend.read().await;
        let backend = backend.as_ref().ok_or_else(Error::internal)?.clone();
        let work = move |backend: &sampan_backend::Backend| {
            Ok(backend.db().write(|sql| sql.batch(text))?)
        };
        backend.blocking(work).await
    }
}
