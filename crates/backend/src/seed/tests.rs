//! Tests of the demo world as its person's app sees it.

use super::demo;
use crate::backend::Backend;
use crate::config::Config;
use crate::features::talks::{Membership, Role, rows};
use crate::local_device::LocalDevice;
use crate::moderation::audit;
use sampan_protocol::Timestamp;
use sampan_protocol::moderation::{
    Action, AppealsPart, AskAppeals, AskLog, AskQueue, Line, LogPart, QueuePart, State, Step,
};
use sampan_protocol::page::Part;
use sampan_protocol::sync::{Cursor, Pull, Scope};

const NOW: Timestamp = Timestamp::from_seconds(1_790_000_000);

/// Mei's app in a demo world.
fn world(folder: &tempfile::TempDir) -> (Backend, LocalDevice, Scope) {
    let database = format!("sqlite:{}", folder.path().join("demo.db").display());
    let config = Config::bundled(&database, "memory:");
    let world = demo(&config, 1, NOW).expect("the world is made");
    let backend = Backend::open(config).expect("it opens again");
    let app = LocalDevice::with_key(&backend, world.device, &world.secret_key);
    (backend, app, Scope::of("communities", world.me))
}

#[tokio::test]
async fn mei_moderates_a_circle_and_finds_a_case_and_an_appeal() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (backend, mut app, scope) = world(&folder);
    let pull = Pull { cursors: vec![Cursor { scope, epoch: 0, seq: 0 }], limit: 1_000 };
    let pulled = app.ask(&pull).await.expect("she may read").scopes.remove(0);
    let kept = pulled.changes.into_iter().filter(|change| change.kind == rows::MEMBERSHIP);
    let all: Vec<Membership> = kept.filter_map(|c| serde_json::from_str(&c.value?).ok()).collect();
    let moderated: Vec<&Membership> =
        all.iter().filter(|one| one.role == Role::Moderator).collect();
    let [table] = moderated.as_slice() else { panic!("she moderates one: {moderated:?}") };

    let part = Part::default();
    let cases = app.ask(&QueuePart { list: AskQueue {}, part: part.clone() }).await;
    let cases = cases.expect("she may ask").items;
    let [case] = cases.as_slice() else { panic!("one case: {cases:?}") };
    assert_eq!((case.reports, case.reasons.len()), (2, 2), "two people reported it");
    assert_eq!(case.context.place_name, table.community.name, "in her circle");
    assert!(!case.context.gone, "it is still there");

    let appeals = app.ask(&AppealsPart { list: AskAppeals {}, part: part.clone() }).await;
    let appeals = appeals.expect("she may ask").items;
    let [appeal] = appeals.as_slice() else { panic!("one appeal: {appeals:?}") };
    assert_eq!(appeal.decided.state, State::Appealed, "it waits for somebody else");
    assert_eq!(appeal.context.place_name, table.community.name, "of her circle");

    let lines = app.ask(&LogPart { list: AskLog {}, part: part.clone() }).await;
    let lines = lines.expect("anybody reads it").items;
    let read = |text: &String| serde_json::from_str::<Line>(text).expect("a line");
    let lines: Vec<Line> = lines.iter().map(|line| read(&line.text)).collect();
    assert_eq!(lines[0].step, Step::Appealed, "the latest first");
    let actions: Vec<Action> = lines.iter().map(|line| line.action).collect();
    let expected = [
        Action::Remove,
        Action::Mute,
        Action::Remove,
        Action::Remove,
        Action::Warn,
        Action::SlowMode,
    ];
    assert_eq!(actions, expected, "an appeal, four decisions, and a slow mode");
    let mut decided = lines.iter().filter(|line| line.step == Step::Decided);
    assert!(decided.all(|line| line.statement.is_some()), "each with its reasons");
    let seen = audit(backend.db()).expect("the database answers");
    assert_eq!(seen.first_bad, None, "the log is whole");
}
