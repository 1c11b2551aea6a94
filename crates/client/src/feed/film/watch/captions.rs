//! The captions of a video, and how the videos of an account go.

use super::super::super::show::answered;
use crate::Client;
use sampan_protocol::Reply;
use sampan_protocol::feed::film::{AskCaptions, GetCaptions, ListFilms, captions};

impl Client {
    /// Answers [`GetCaptions`].
    ///
    /// # Errors
    /// `Refused` where the service does not show them.
    pub async fn get_captions(&self, request: GetCaptions) -> Reply<GetCaptions> {
        let list = AskCaptions { note: request.note };
        let (_, told) = answered(self.core.listed(list, 1).await)?;
        let Some(told) = told.items.into_iter().next() else { return Ok(Vec::new()) };
        Ok(captions::read(&told.vtt).unwrap_or_else(|error| {
            tracing::warn!(%error, "captions cannot be read");
            Vec::new()
        }))
    }

    /// Answers [`ListFilms`].
    ///
    /// # Errors
    /// `Refused` where they are not for me.
    pub async fn list_films(&self, request: ListFilms) -> Reply<ListFilms> {
        self.core.listed(request.list, request.parts).await
    }
}
