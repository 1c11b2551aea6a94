//! A crowd that talks about one post, each comment an operation that its author signed.

use sampan_backend::{Backend, Config, LocalDevice, PinCost};
use sampan_protocol::communities::ops::{self, Face, Said};
use sampan_protocol::communities::{Joining, Opinion, Target, Topic};
use sampan_protocol::ids::{CommentId, CommunityId, OpId, PersonId, PostId};
use sampan_protocol::people::Kind;
use sampan_protocol::sync::{Outcome, Scope};
use sampan_protocol::{Clock, Error, Timestamp};
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

/// How many people talk.
const PEOPLE: u64 = 25;
/// Seconds between two comments: as fast as newcomers may.
const PAUSE: i64 = 6;
/// What they say.
const WORDS: &[&str] = &[
    "I let mine rise over night in the fridge, and it was worth the wait.",
    "Which flour? Mine was rye, *three quarters* of it.",
    "Twenty-six degrees in the kitchen, by the oven.",
    "That is what I thought at first, too. Then I weighed the water instead of guessing, and since then \
     no loaf has been flat. It takes a minute, and the scales cost less than two bags of flour.",
    "Thank you!",
    "Fold it **four times**, half an hour apart, with wet hands. Then leave it alone until it wobbles.",
    "Mine never gets that brown. Steam for the first quarter of an hour, perhaps?",
];

/// What was talked about.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Talked {
    /// Where.
    pub community: CommunityId,
    /// The post.
    pub post: PostId,
    /// Another post, with few comments.
    pub other: PostId,
}

/// A clock that the crowd sets.
#[derive(Clone)]
struct Hand(Arc<AtomicI64>);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

impl Hand {
    fn forward(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

/// Who talks, and where the numbers come from that decide what.
struct Crowd {
    clock: Hand,
    people: Vec<(PersonId, LocalDevice)>,
    ids: u128,
    chance: u64,
}

/// Has a crowd say so much about a post in a new service in this database, ending a little before `now`.
///
/// # Errors
/// What the service says.
pub async fn talk(database: &str, comments: u64, now: Timestamp) -> Result<Talked, Error> {
    let seconds = i64::try_from(comments).unwrap_or(0) * PAUSE + 3_600;
    let clock = Hand(Arc::new(AtomicI64::new(now.plus_seconds(-seconds).micros())));
    let mut config = Config::server(database, "memory:");
    config.clock = Arc::new(clock.clone());
    config.pin_cost = PinCost::DEMO;
    config.first_operates = true;
    let opened = tokio::task::spawn_blocking(move || Backend::open(config)).await;
    let backend = opened.map_err(|_| Error::internal())??;
    // What is lost with the power is made again.
    backend.db().set_durable(false).map_err(|_| Error::internal())?;
    let mut crowd = Crowd { clock, people: Vec::new(), ids: 1, chance: 1 };
    let talked = crowd.talk(&backend, comments).await?;
    tokio::task::spawn_blocking(move || backend.close()).await.map_err(|_| Error::internal())?;
    Ok(talked)
}

impl Crowd {
    async fn talk(&mut self, backend: &Backend, comments: u64) -> Result<Talked, Error> {
        for number in 0..PEOPLE {
            let random = backend.random();
            let mut device = LocalDevice::new(backend, &self.clock, random);
            let id = PersonId(self.id());
            let (handle, name) = (format!("baker{number}"), format!("Baker {number}"));
            device.register(id, &handle, &name, Kind::Person, None, "271828").await?;
            self.people.push((id, device));
            self.clock.forward(7);
        }
        let community = CommunityId(self.id());
        let face = Face {
            name: "Bread Club".into(),
            joining: Joining::Open,
            topic: Topic::Food,
            ..Face::default()
        };
        self.act(0, ops::CREATE, &ops::Create { community, face }).await?;
        for who in 1..self.people.len() {
            self.act(who, ops::JOIN, &ops::Join { community }).await?;
        }
        let other = self.write(community, "A short question").await?;
        self.comment(1, other, None).await?;
        let post = self.write(community, "How long does yours rise?").await?;
        let mut said: Vec<CommentId> = Vec::new();
        for number in 0..comments {
            let who = usize::try_from(number % PEOPLE).unwrap_or(0);
            // Every fourth speaks to the post; the others answer one of the last two hundred.
            let parent = match said.len() {
                0 => None,
                _ if self.below(4) == 0 => None,
                many => said.get(many - 1 - self.below(many.min(200) as u64)).copied(),
            };
            let comment = self.comment(who, post, parent).await?;
            if self.below(5) == 0
                && let Some(liked) = said.get(self.below(said.len() as u64)).copied()
            {
                let vote = ops::Vote { target: Target::Comment(liked), opinion: Opinion::Up };
                self.act((who + 1) % self.people.len(), ops::VOTE, &vote).await?;
            }
            said.push(comment);
            self.clock.forward(PAUSE);
        }
        Ok(Talked { community, post, other })
    }

    async fn write(&mut self, community: CommunityId, title: &str) -> Result<PostId, Error> {
        let post = PostId(self.id());
        let body = WORDS.first().copied().unwrap_or_default().to_owned();
        let said = Said { title: title.to_owned(), body, ..Said::default() };
        self.act(0, ops::POST, &ops::NewPost { post, community, said }).await?;
        self.clock.forward(60);
        Ok(post)
    }

    async fn comment(
        &mut self,
        who: usize,
        post: PostId,
        parent: Option<CommentId>,
    ) -> Result<CommentId, Error> {
        let comment = CommentId(self.id());
        let words = WORDS.get(self.below(WORDS.len() as u64)).copied().unwrap_or_default();
        let body = format!("{words} ({})", self.ids);
        self.act(who, ops::COMMENT, &ops::NewComment { comment, post, parent, body }).await?;
        Ok(comment)
    }

    async fn act(&mut self, who: usize, name: &str, args: &impl Serialize) -> Result<(), Error> {
        let op = OpId(self.id());
        let (id, device) = self.people.get_mut(who).ok_or_else(Error::internal)?;
        match device.act(op, &Scope::of("communities", *id), name, args, None).await? {
            Outcome::Applied { .. } => Ok(()),
            Outcome::Rejected(error) => Err(error),
            _ => Err(Error::internal()),
        }
    }

    /// A new identifier of the clock's time.
    fn id(&mut self) -> Uuid {
        self.ids += 1;
        let millis = u128::from(self.clock.now().micros().unsigned_abs() / 1_000);
        Uuid::from_u128((millis << 80) | 0x7000_8000_0000_0000_0000 | self.ids)
    }

    /// A number below another one.
    fn below(&mut self, most: u64) -> usize {
        self.chance = self
            .chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.chance >> 33) % most.max(1)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_crowd_says_what_was_asked_of_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = format!("sqlite:{}", folder.path().join("talk.db").display());
        let now = Timestamp::from_seconds(1_790_000_000);
        let talked = talk(&database, 60, now).await.expect("they talk");
        assert_ne!(talked.post, talked.other, "two posts");
    }
}
