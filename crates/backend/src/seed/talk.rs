//! Plays what is said in circles.

use super::play::Stage;
use super::script::{Asks, Circle, Said, Talk, Who};
use crate::features::talks::{self, Ballot, Tag, Target, ops};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::Error;
use sampan_protocol::ids::{CommentId, CommunityId, OpId, PostId, TagId};
use sampan_protocol::service::KeepPicture;
use serde::Serialize;

impl Stage {
    /// Does something in circles.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn talk(&mut self, who: Who, what: &Talk) -> Result<(), Error> {
        match what {
            Talk::Found(circle, sign) => {
                let community = CommunityId(self.fresh().0);
                let face = ops::Face {
                    name: sign.name.to_owned(),
                    about: sign.about.to_owned(),
                    rules: sign.rules.to_owned(),
                    topic: sign.topic,
                    branch: sign.branch.to_owned(),
                    place: sign.place.to_owned(),
                    spot: sign.spot.to_owned(),
                    joining: sign.joining,
                    picture: Some(self.show(who, sign.shows, false).await?),
                };
                self.say(who, ops::CREATE, &ops::Create { community, face }).await?;
                self.circles.insert(*circle, community);
            }
            Talk::Join(circle) => {
                let community = self.circles.get(circle).copied().ok_or_else(Error::internal)?;
                self.say(who, ops::JOIN, &ops::Join { community }).await?;
            }
            Talk::Post { .. } => self.post(who, what).await?,
            Talk::Tags(circle, names) => self.tag(who, *circle, names).await?,
            Talk::Comment { said, post, on, body } => {
                let (Target::Post(post), parent) = (self.saying(*post)?, *on) else {
                    return Err(Error::internal());
                };
                let parent = match parent.map(|on| self.saying(on)).transpose()? {
                    Some(Target::Comment(id)) => Some(id),
                    _ => None,
                };
                let comment = CommentId(self.fresh().0);
                let new = ops::NewComment { comment, post, parent, body: (*body).to_owned() };
                self.say(who, ops::COMMENT, &new).await?;
                self.sayings.insert(*said, Target::Comment(comment));
            }
            Talk::Vote(said, opinion) => {
                let vote = ops::Vote { target: self.saying(*said)?, opinion: *opinion };
                self.say(who, ops::VOTE, &vote).await?;
            }
            Talk::Feel(said, reaction) => {
                let felt = ops::React { target: self.saying(*said)?, reaction: Some(*reaction) };
                self.say(who, ops::REACT, &felt).await?;
            }
            Talk::Choose(said, chosen) => {
                let Target::Post(post) = self.saying(*said)? else {
                    return Err(Error::internal());
                };
                let chosen = chosen.iter().map(|word| (*word).to_owned()).collect();
                self.say(who, ops::CHOOSE, &ops::Choose { post, chosen }).await?;
            }
            Talk::Gather(meet, circle, announced) => {
                let community = self.circles.get(circle).copied().ok_or_else(Error::internal)?;
                self.gather(who, *meet, community, announced).await?;
            }
            Talk::SignUp(meet, guests) => self.sign_up(who, *meet, *guests).await?,
            Talk::Save(said) => {
                let Target::Post(post) = self.saying(*said)? else {
                    return Err(Error::internal());
                };
                self.say(who, ops::SAVE, &ops::Save { post, kept: true }).await?;
            }
        }
        Ok(())
    }

    async fn post(&mut self, who: Who, what: &Talk) -> Result<(), Error> {
        let Talk::Post { said, circle, title, body, shows, tag, asks } = what else {
            return Err(Error::internal());
        };
        let community = self.circles.get(circle).copied().ok_or_else(Error::internal)?;
        let post = PostId(self.fresh().0);
        let mut pictures = Vec::new();
        for shown in *shows {
            pictures.push(self.show(who, *shown, true).await?);
        }
        let text = ops::Said {
            title: (*title).to_owned(),
            body: (*body).to_owned(),
            pictures,
            tags: self.tags.get(&(*circle, *tag)).copied().into_iter().collect(),
            poll: asks.as_ref().map(ballot),
        };
        self.say(who, ops::POST, &ops::NewPost { post, community, said: text }).await?;
        self.sayings.insert(*said, Target::Post(post));
        Ok(())
    }

    async fn tag(
        &mut self,
        who: Who,
        circle: Circle,
        names: &'static [(&'static str, u8)],
    ) -> Result<(), Error> {
        let community = self.circles.get(&circle).copied().ok_or_else(Error::internal)?;
        for (name, hue) in names {
            let id = TagId(self.fresh().0);
            let tag = Tag { id, name: (*name).to_owned(), hue: *hue };
            self.tags.insert((circle, *name), id);
            self.say(who, ops::TAG, &ops::PutTag { community, tag }).await?;
        }
        Ok(())
    }

    pub(super) async fn say(
        &mut self,
        who: Who,
        name: &str,
        args: &impl Serialize,
    ) -> Result<OpId, Error> {
        self.act(who, talks::SCOPE, name, args, false).await
    }

    fn saying(&self, said: Said) -> Result<Target, Error> {
        self.sayings.get(&said).copied().ok_or_else(Error::internal)
    }

    /// Hands somebody's picture in; answers its name.
    async fn show(&mut self, who: Who, shown: Who, fine: bool) -> Result<String, Error> {
        let base64 = STANDARD.encode(shown.character().picture);
        Ok(self.ask(who, &KeepPicture { base64, fine }).await?.sha256)
    }
}

/// A poll of the script as the service takes it.
fn ballot(asks: &Asks) -> Ballot {
    Ballot {
        options: asks.options.iter().map(|words| (*words).to_owned()).collect(),
        several: asks.several,
        lasts: Some(asks.days * 86_400),
        late: asks.late,
    }
}
