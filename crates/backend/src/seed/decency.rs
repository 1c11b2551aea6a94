//! Plays what the script has of keeping it decent.

use super::play::Stage;
use super::script::{Decent, Said, Who};
use crate::features::talks::{self, Role, Target as On};
use sampan_protocol::Error;
use sampan_protocol::moderation::{
    Act, Action, Basis, Category, Effect, Rule, SCOPE, Target, What, ops,
};

impl Stage {
    /// Does one of these things.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn keep_decent(&mut self, who: Who, what: &Decent) -> Result<(), Error> {
        match what {
            Decent::Promote(circle, other) => {
                let community = self.circles.get(circle).copied().ok_or_else(Error::internal)?;
                let (person, role) = (self.id(*other)?, Role::Moderator);
                let promote = talks::ops::SetRole { community, person, role };
                self.say(who, talks::ops::SET_ROLE, &promote).await?;
            }
            Decent::Report(said, reason, text) => {
                let (label, text) = (String::new(), (*text).to_owned());
                let target = self.about(*said)?;
                let report = ops::Report { target, label, reason: *reason, text };
                self.act(who, SCOPE, ops::REPORT, &report, false).await?;
            }
            Decent::Decide { about, action, reason, rule, facts } => {
                let target = self.about(*about)?;
                let act = decided(*action, target, (reason.category(), rule, facts));
                let op = self.act(who, SCOPE, ops::ACT, &ops::Act { act }, false).await?;
                self.decisions.insert(*about, op);
            }
            Decent::Restrain { about, action, seconds, rule, facts } => {
                let why = (Category::OtherViolationTc, *rule, *facts);
                let act = decided(*action, self.about(*about)?, why);
                let act = Act { seconds: Some(*seconds), ..act };
                self.act(who, SCOPE, ops::ACT, &ops::Act { act }, false).await?;
            }
            Decent::Rules(circle, words) => {
                let community = self.circles.get(circle).copied().ok_or_else(Error::internal)?;
                let place = Target::new("community", community).key();
                let rules = words.iter().map(rule).collect();
                let set = ops::SetRules { place, rules };
                self.act(who, SCOPE, ops::SET_RULES, &set, false).await?;
            }
            Decent::Slow { circle, seconds, rule, facts } => {
                let community = self.circles.get(circle).copied().ok_or_else(Error::internal)?;
                let target = Target::new("community", community);
                let why = (Category::OtherViolationTc, *rule, *facts);
                let act = decided(Action::SlowMode, target, why);
                let act = Act { seconds: Some(*seconds), ..act };
                self.act(who, SCOPE, ops::ACT, &ops::Act { act }, false).await?;
            }
            Decent::Appeal(said, text) => {
                let decision = self.decisions.get(said).copied().ok_or_else(Error::internal)?;
                let appeal = ops::Appeal { decision, text: (*text).to_owned() };
                self.act(who, SCOPE, ops::APPEAL, &appeal, false).await?;
            }
        }
        Ok(())
    }

    /// What was said, as moderators call it.
    fn about(&self, said: Said) -> Result<Target, Error> {
        match self.sayings.get(&said).ok_or_else(Error::internal)? {
            On::Post(id) => Ok(Target::new("post", id)),
            On::Comment(id) => Ok(Target::new("comment", id)),
        }
    }
}

/// A decision by a rule of the place.
fn decided(action: Action, target: Target, (category, rule, facts): (Category, &str, &str)) -> Act {
    Act {
        action,
        target,
        everywhere: false,
        seconds: None,
        basis: Basis::Rule,
        rule: rule.to_owned(),
        category,
        facts: facts.to_owned(),
    }
}

/// A rule of the script as the service takes it.
fn rule((text, effect): &(&str, Effect)) -> Rule {
    let what = match text.contains('.') {
        true => What::Domain((*text).to_owned()),
        false => What::Word((*text).to_owned()),
    };
    Rule { what, effect: *effect }
}
