//! Looks for something. The service knows everything; where it is not reached, what lies in the cache
//! is looked through: that is bounded by the budget of pages, so that it needs no table of words.

use crate::Client;
use crate::features;
use crate::moderation::Unseen;
use sampan_protocol::moderation::Target;
use sampan_protocol::page::{Page, Part};
use sampan_protocol::search::{
    AskHits, Found, Hit, HitsPart, Query, Search, Seen, among, check_text, excerpt, pieces, plain,
};
use sampan_protocol::{Code, Error, Reply};
use std::time::Duration;

/// How long the service may take before this device answers alone.
const PATIENCE: Duration = Duration::from_secs(4);
/// How many are told at once, of this device.
const ITEMS: usize = 20;
/// How the name of a part begins that is of this device.
const HERE: &str = "here.";

impl Client {
    /// Answers [`Search`].
    ///
    /// # Errors
    /// `Invalid` for what is too long, `Offline` where a further part is wanted of a service that is
    /// not reached any more.
    pub async fn search(&self, request: Search) -> Reply<Search> {
        check_text(&request.text)?;
        let query = Query::new(&request.text);
        if query.is_empty() {
            return Ok(Found { hits: Vec::new(), next: None, offline: false });
        }
        if let Some(from) = request.after.strip_prefix(HERE) {
            let from = from.parse().map_err(|_| Error::invalid("error.request.malformed"))?;
            return self.search_here(&request, &query, from).await;
        }
        let list = AskHits { text: request.text.clone(), kinds: request.kinds.clone() };
        let ask =
            HitsPart { list, part: Part { after: request.after.clone(), etag: String::new() } };
        let offline = || Error::new(Code::Offline, "error.device.offline");
        let asked = tokio::time::timeout(PATIENCE, self.core.wire.ask(&ask)).await;
        match asked.unwrap_or_else(|_| Err(offline())) {
            Ok(page) => self.told(page, &query).await,
            Err(error) if error.code == Code::Offline && request.after.is_empty() => {
                self.search_here(&request, &query, 0).await
            }
            Err(error) => Err(error),
        }
    }

    async fn told(&self, page: Page<Hit>, query: &Query) -> Reply<Search> {
        let unseen = self.core.unseen().await?;
        let people = page.items.iter().filter_map(|hit| hit.by.clone()).collect();
        self.remember(people).await;
        let hits = page.items.into_iter().filter(|hit| !hides(&unseen, hit));
        let hits = hits.map(|hit| seen(hit, query)).collect();
        Ok(Found { hits, next: page.next, offline: false })
    }

    async fn search_here(&self, request: &Search, query: &Query, from: usize) -> Reply<Search> {
        let unseen = self.core.unseen().await?;
        let mut hits = features::found(&self.core).await?;
        let is_wanted = |hit: &Hit| request.kinds.is_empty() || request.kinds.contains(&hit.kind);
        hits.retain(|hit| is_wanted(hit) && !hides(&unseen, hit));
        let query = query.clone();
        let looking = tokio::task::spawn_blocking(move || {
            let all = among(hits, &query);
            let next = (all.len() > from + ITEMS).then(|| format!("{HERE}{}", from + ITEMS));
            let part = all.into_iter().skip(from).take(ITEMS);
            let hits = part.map(|hit| seen(around(hit, &query), &query)).collect();
            Found { hits, next, offline: true }
        });
        looking.await.map_err(|_| Error::internal())
    }
}

/// The same with the part of its text around what is looked for.
fn around(hit: Hit, query: &Query) -> Hit {
    Hit { text: excerpt(&plain(&hit.text), query), ..hit }
}

fn seen(hit: Hit, query: &Query) -> Seen {
    Seen { title: pieces(&hit.title, query), text: pieces(&hit.text, query), hit }
}

/// Whether I do not want to see it.
fn hides(unseen: &Unseen, hit: &Hit) -> bool {
    let mut of = vec![Target::new(hit.kind.word(), &hit.id)];
    of.extend(hit.inside.clone());
    of.extend(hit.by.as_ref().map(|person| Target::new("person", person.id)));
    unseen.hides(&of, &[&hit.title, &hit.text])
}
