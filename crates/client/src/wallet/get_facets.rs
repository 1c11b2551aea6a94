//! Reads what bills can be told apart by: tags, and who stands on the other side.

use super::{SCOPE, table, waiting};
use crate::Client;
use crate::table::{person, row};
use sampan_protocol::Reply;
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::label::{LABEL, Labelled, tags_in_use, waiting_labels};
use sampan_protocol::wallet::{Facets, GetFacets, Label};
use std::collections::BTreeMap;

/// How many of the other sides are told.
const OTHERS: u32 = 30;

impl Client {
    /// Answers [`GetFacets`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn get_facets(&self, _: GetFacets) -> Reply<GetFacets> {
        self.core
            .view(SCOPE, move |db, view| {
                let known: Vec<Labelled> = row::all(db, &view.scope, LABEL)?;
                let mut labels: BTreeMap<BillId, Label> =
                    known.into_iter().map(|l| (l.bill, l.label)).collect();
                labels.extend(waiting_labels(&waiting(db, view)?));
                let mut others = Vec::new();
                for id in table::bill::others(db, &view.scope, OTHERS)? {
                    others.extend(person::get(db, id)?);
                }
                Ok(Facets { tags: tags_in_use(labels.values()), others })
            })
            .await
    }
}
