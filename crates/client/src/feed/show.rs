//! A note with what is said to it.

use super::{SCOPE, own};
use crate::Client;
use crate::moderation::Unseen;
use crate::table::row;
use sampan_protocol::feed::{
    AskNote, AskReplies, Comment, GetNote, Kept, Mine, Note, NoteSeen, NoteShown, overlay, rows,
    text,
};
use sampan_protocol::moderation::Target;
use sampan_protocol::page::{Listed, Standing};
use sampan_protocol::{Code, Error, Reply};

impl Client {
    /// Answers [`GetNote`].
    ///
    /// # Errors
    /// `NotFound` where the service knows no such note.
    pub async fn get_note(&self, request: GetNote) -> Reply<GetNote> {
        let GetNote { note: id, parts } = request;
        let (refused, told) = answered(self.core.listed(AskNote { note: id }, 1).await)?;
        let (_, said) = answered(self.core.listed(AskReplies { note: id }, parts).await)?;
        let (state, more) = (told.state.max(said.state), said.more);
        let kept_list = self.core.listed(sampan_protocol::feed::AskNotes::default(), 1).await;
        let discovered = kept_list.map(|list| list.items).unwrap_or_default();
        let unseen = self.core.unseen().await?;
        let shown = self
            .core
            .view(SCOPE, move |db, view| {
                let mut found: Option<(Note, bool)> =
                    told.items.into_iter().next().map(|note| (note, false));
                if found.is_none() {
                    let mine =
                        own::written(db, view)?.into_iter().find_map(|(mine, waits)| match mine {
                            Mine::Note(note) if note.id == id => Some((note, waits)),
                            _ => None,
                        });
                    let kept: Option<Kept> =
                        row::get(db, &view.scope, rows::KEPT, &id.to_string())?;
                    let listed = discovered.into_iter().find(|note| note.id == id);
                    found = mine
                        .or(kept.map(|kept| (kept.note, false)))
                        .or(listed.map(|note| (note, false)));
                }
                let Some((note, waits)) = found else {
                    return Ok(NoteShown { state, ..nothing() });
                };
                let note = own::note(db, view, note)?;
                let written = own::commented(db, view, &note, &said.items)?;
                let mut comments: Vec<Comment> = Vec::new();
                for comment in said.items {
                    if !hides(&unseen, &comment) {
                        comments.push(own::comment(db, view, comment)?);
                    }
                }
                let open = |(comment, waits): &(Comment, bool)| waits.then_some(comment.id);
                let waiting: Vec<_> = written.iter().filter_map(open).collect();
                for (comment, _) in written {
                    comments.push(own::comment(db, view, comment)?);
                }
                let comments = overlay::arrange(comments).into_iter();
                Ok(NoteShown {
                    pieces: text::pieces(&note.text),
                    role: own::role(db, view, note.account.id)?,
                    follows: own::follows(db, view, note.account.id)?,
                    folder: own::kept(db, view, note.id)?.1,
                    comments: comments
                        .map(|one| (one.clone(), waiting.contains(&one.id)))
                        .collect(),
                    note: (!note.removed).then_some(NoteSeen { note, waits }),
                    more,
                    state,
                })
            })
            .await?;
        match (refused, &shown.note) {
            (Some(error), None) => Err(error),
            _ => Ok(shown),
        }
    }
}

/// Whether I do not want to see a comment.
fn hides(unseen: &Unseen, comment: &Comment) -> bool {
    let of = [Target::new("note-comment", comment.id), Target::new("person", comment.author.id)];
    unseen.hides(&of, &[&comment.body])
}

fn nothing() -> NoteShown {
    NoteShown {
        note: None,
        pieces: Vec::new(),
        role: None,
        follows: false,
        folder: None,
        comments: Vec::new(),
        more: false,
        state: Standing::Fresh,
    }
}

/// A list that the service refuses to show, as an empty one: what waits here may be all there is.
pub(super) fn answered<T>(
    listed: Result<Listed<T>, Error>,
) -> Result<(Option<Error>, Listed<T>), Error> {
    match listed {
        Ok(listed) => Ok((None, listed)),
        Err(error) if error.code == Code::NotFound => {
            let empty = Listed { items: Vec::new(), more: false, state: Standing::Fresh };
            Ok((Some(error), empty))
        }
        Err(error) => Err(error),
    }
}
