//! Looks for something. The service knows everything that is everybody's; where it is not reached, what lies
//! in the cache is looked through: that is bounded by the budget of pages, so that it needs no table of words.
//! Messages are looked for on this device alone: the service is never asked for them.

use crate::Client;
use crate::features;
use crate::messages;
use crate::moderation::Unseen;
use sampan_protocol::moderation::Target;
use sampan_protocol::page::{Page, Part};
use sampan_protocol::search::{
    AskHits, Found, Hit, HitsPart, Kind, Query, Search, Seen, among, check_text, excerpt, pieces,
    plain,
};
use sampan_protocol::{Code, Error, Reply};
use std::time::Duration;

/// How long the service may take before this device answers alone.
const PATIENCE: Duration = Duration::from_secs(4);
/// How many are told at once, of this device.
const ITEMS: usize = 20;
/// How many messages are told beside other kinds.
const FEW: usize = 3;
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
            return Ok(plainly(Vec::new(), None));
        }
        let is_first = request.after.is_empty();
        let here: Option<usize> = match request.after.strip_prefix(HERE) {
            Some(from) => {
                Some(from.parse().map_err(|_| Error::invalid("error.request.malformed"))?)
            }
            None => None,
        };
        let wants_messages = request.kinds.is_empty() || request.kinds.contains(&Kind::Message);
        if request.kinds == [Kind::Message] {
            let all = messages::found(&self.core, &query).await?;
            let (hits, next) = best(all, &query, (here.unwrap_or(0), ITEMS)).await?;
            return Ok(plainly(hits, next));
        }
        let mut found = match here {
            Some(from) => self.search_here(&request, &query, from).await?,
            None => self.search_service(&request, &query).await?,
        };
        if wants_messages && is_first {
            let all = messages::found(&self.core, &query).await?;
            let (hits, next) = best(all, &query, (0, FEW)).await?;
            (found.messages, found.more_messages) = (hits, next.is_some());
        }
        Ok(found)
    }

    async fn search_service(&self, request: &Search, query: &Query) -> Reply<Search> {
        let kinds = request.kinds.iter().copied().filter(|kind| *kind != Kind::Message);
        let list = AskHits { text: request.text.clone(), kinds: kinds.collect() };
        let ask =
            HitsPart { list, part: Part { after: request.after.clone(), etag: String::new() } };
        let offline = || Error::new(Code::Offline, "error.device.offline");
        let asked = tokio::time::timeout(PATIENCE, self.core.wire.ask(&ask)).await;
        match asked.unwrap_or_else(|_| Err(offline())) {
            Ok(page) => self.told(page, query).await,
            Err(error) if error.code == Code::Offline && request.after.is_empty() => {
                self.search_here(request, query, 0).await
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
        Ok(plainly(hits, page.next))
    }

    async fn search_here(&self, request: &Search, query: &Query, from: usize) -> Reply<Search> {
        let unseen = self.core.unseen().await?;
        let mut hits = features::found(&self.core).await?;
        let is_wanted = |hit: &Hit| request.kinds.is_empty() || request.kinds.contains(&hit.kind);
        hits.retain(|hit| is_wanted(hit) && !hides(&unseen, hit));
        let (hits, next) = best(hits, query, (from, ITEMS)).await?;
        Ok(Found { offline: true, ..plainly(hits, next) })
    }
}

/// What was found, with no messages beside it.
fn plainly(hits: Vec<Seen>, next: Option<String>) -> Found {
    Found { hits, messages: Vec::new(), more_messages: false, next, offline: false }
}

/// The best of these from a place on, so many at most, and how the next ones are asked for.
async fn best(
    hits: Vec<Hit>,
    query: &Query,
    (from, most): (usize, usize),
) -> Result<(Vec<Seen>, Option<String>), Error> {
    let query = query.clone();
    let looking = tokio::task::spawn_blocking(move || {
        let all = among(hits, &query);
        let next = (all.len() > from + most).then(|| format!("{HERE}{}", from + most));
        let part = all.into_iter().skip(from).take(most);
        (part.map(|hit| seen(around(hit, &query), &query)).collect(), next)
    });
    looking.await.map_err(|_| Error::internal())
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
