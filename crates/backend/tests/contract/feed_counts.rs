//! How many notes and likes an account tells of: what everybody may see, whatever happens to notes.

use crate::feed::{done, look, open, said};
use crate::moderation::{act, decide, mods};
use crate::world::{Someone, World, on_each};
use sampan_backend::db::{DbError, Value};
use sampan_protocol::feed::film::Audience;
use sampan_protocol::feed::ops::{self, Said};
use sampan_protocol::feed::{Category, Liked, Role};
use sampan_protocol::ids::{LifeId, NoteId};
use sampan_protocol::moderation::{Action, Effect, Rule, Target, What, ops as moderate};
use serde::Serialize;

/// Numbers that look like chance, and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most
    }
}

/// Does something that may be refused.
async fn tries(who: &mut Someone, name: &str, args: &impl Serialize) {
    let (op, scope) = (who.new_op(), who.scope("feed"));
    drop(who.device.act(op, &scope, name, args, None).await);
}

/// Of an account: the notes that everybody may see, and who likes them, one by one.
async fn recount(world: &World, account: LifeId) -> (i64, i64) {
    let count = move |backend: &sampan_backend::Backend| {
        let of = [Value::from(account)];
        let seen = "account = $1 AND state = 1 AND audience = 'everybody'";
        let counted = backend.db().read(|sql| {
            let notes = format!("SELECT COUNT(*) AS found FROM feed_notes WHERE {seen}");
            let likes = format!(
                "SELECT COUNT(*) AS found FROM feed_likes WHERE target IN
                     (SELECT id FROM feed_notes WHERE {seen})"
            );
            let notes = sql.query_one(&notes, &of)?.int("found")?;
            Ok::<_, DbError>((notes, sql.query_one(&likes, &of)?.int("found")?))
        });
        Ok(counted?)
    };
    world.blocking(count).await
}

struct Town {
    ada: Someone,
    mei: Someone,
    /// One who follows the account, and one who publishes for it.
    readers: [Someone; 2],
    account: LifeId,
    notes: Vec<NoteId>,
    said: Said,
}

impl Town {
    async fn new(world: &World) -> Self {
        // Who comes first operates.
        let mut ada = world.someone("ada", "Ada").await;
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let lea = world.someone("lea", "Lea").await;
        let rules = vec![Rule { what: What::Word("pills".into()), effect: Effect::Hold }];
        let set = moderate::SetRules { place: String::new(), rules };
        mods(&mut ada, moderate::SET_RULES, &set).await;
        let account = open(&mut mei, "Bread", Category::Food).await;
        done(&mut otto, ops::FOLLOW, &ops::Follow { account, follows: true }).await;
        let role = ops::SetRole { account, person: lea.id(), role: Some(Role::Editor) };
        done(&mut mei, ops::SET_ROLE, &role).await;
        let said = said(&mut mei, "dough", "").await;
        Self { ada, mei, readers: [otto, lea], account, notes: Vec::new(), said }
    }

    /// What a note says: for whom, and whether a moderator has to look at it first.
    fn says(&self, dice: &mut Dice) -> Said {
        let audience = Audience::ALL[dice.below(Audience::ALL.len())];
        let text = if dice.below(6) == 0 { "pills" } else { "#Town" };
        Said { audience, text: text.into(), ..self.said.clone() }
    }

    /// Does one thing, whatever it is; says what.
    async fn step(&mut self, world: &World, dice: &mut Dice) -> &'static str {
        let some = dice.below(self.notes.len().max(1));
        let Some(note) = self.notes.get(some).copied().filter(|_| dice.below(5) != 0) else {
            let (note, said) = (NoteId(self.mei.new_op().0), self.says(dice));
            let later = world.backend.now().plus_seconds(5_000);
            let publish = (dice.below(4) == 0).then_some(later);
            let write = ops::Write { note, account: self.account, said, publish };
            tries(&mut self.mei, ops::WRITE, &write).await;
            self.notes.push(note);
            return "write";
        };
        let target = Target::new("note", note);
        match dice.below(10) {
            0..5 => {
                let who = &mut self.readers[dice.below(2)];
                let like = ops::Like { target: Liked::Note(note), likes: dice.below(3) != 0 };
                tries(who, ops::LIKE, &like).await;
                "like"
            }
            5 | 6 => {
                let said = self.says(dice);
                tries(&mut self.mei, ops::EDIT, &ops::Edit { note, said, publish: None }).await;
                "edit"
            }
            7 => {
                let remove = ops::Remove { target: Liked::Note(note) };
                tries(&mut self.mei, ops::REMOVE, &remove).await;
                "remove"
            }
            8 => {
                act(&mut self.ada, moderate::ACT, &decide(Action::Keep, &target, None)).await;
                "keep"
            }
            _ => {
                act(&mut self.ada, moderate::ACT, &decide(Action::Remove, &target, None)).await;
                "take away"
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_tells_of_what_everybody_may_see() {
    on_each(async |world| {
        let mut town = Town::new(&world).await;
        let (mut dice, mut done, mut most) = (Dice(7), Vec::new(), (0, 0));
        for _ in 0..150 {
            done.push(town.step(&world, &mut dice).await);
            world.clock.forward(700);
            let now = world.backend.now();
            world.blocking(move |backend| backend.run_due(now)).await;
            let told = look(&mut town.ada, town.account).await;
            let counted = recount(&world, town.account).await;
            assert_eq!((told.notes, told.likes), counted, "notes and likes, after {done:?}");
            most = (most.0.max(counted.0), most.1.max(counted.1));
        }
        assert!(most.0 > 2 && most.1 > 2, "there was something to count: {most:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_likes_what_is_not_for_everybody_is_not_told_to_everybody() {
    on_each(async |world| {
        let mut town = Town::new(&world).await;
        let (account, [otto, lea]) = (town.account, &mut town.readers);
        let note = NoteId(town.mei.new_op().0);
        let of = |audience| Said { audience, ..town.said.clone() };
        let write = ops::Write { note, account, said: of(Audience::Followers), publish: None };
        done(&mut town.mei, ops::WRITE, &write).await;
        for who in [otto, lea] {
            done(who, ops::LIKE, &ops::Like { target: Liked::Note(note), likes: true }).await;
        }
        let told = look(&mut town.ada, account).await;
        assert_eq!((told.notes, told.likes), (0, 0), "it is for few");
        for (audience, counted) in [(Audience::Everybody, (1, 2)), (Audience::Keepers, (0, 0))] {
            let edit = ops::Edit { note, said: of(audience), publish: None };
            done(&mut town.mei, ops::EDIT, &edit).await;
            let told = look(&mut town.ada, account).await;
            assert_eq!((told.notes, told.likes), counted, "it is for {audience:?}");
        }
    })
    .await;
}
