//! How the service is set up, and who is let in.

use crate::world::{PIN, World, key, on_each};
use sampan_backend::LocalDevice;
use sampan_backend::system::SystemRandom;
use sampan_protocol::auth::Signed;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::people::{Kind, Me};
use sampan_protocol::service::{
    Configure, INFO_PATH, Info, Invite, Register, Registration, Settings,
};
use sampan_protocol::sync::SyncProtocol;
use sampan_protocol::{Currency, Error};

async fn info(world: &World) -> Info {
    let unsigned = Signed {
        method: "GET".into(),
        path: INFO_PATH.into(),
        body: Vec::new(),
        device: world.device().id,
        counter: 0,
        signature: String::new(),
    };
    let answer = world.backend.send(unsigned).await.expect("in process");
    serde_json::from_slice(&answer.body).expect("it tells anybody")
}

async fn register(
    world: &World,
    handle: &str,
    invitation: Option<&str>,
    accepts_terms: bool,
) -> Result<(LocalDevice, Me), Error> {
    let mut device = world.device();
    let request = Register {
        person: PersonId::new(&world.clock, &SystemRandom),
        handle: handle.into(),
        name: handle.into(),
        kind: Kind::Person,
        mcc: None,
        device: device.introduction("Phone"),
        recovery_key: device.public_key(),
        pin: PIN.into(),
        invitation: invitation.map(str::to_owned),
        accepts_terms,
    };
    let me = device.ask(&request).await?;
    Ok((device, me))
}

fn op(world: &World) -> OpId {
    OpId::new(&world.clock, &SystemRandom)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_service_presents_itself_to_anybody() {
    on_each(async |mut world| {
        let first = info(&world).await;
        assert_eq!(first.service_id.len(), 8, "it has a short name for codes");
        assert_eq!(first.transfer_limits.len(), first.settings.currencies.len(), "all limited");
        world.reopen();
        assert_eq!(info(&world).await, first, "and it stays the same service");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_invitation_makes_the_operator_once() {
    on_each(async |mut world| {
        world.config.first_operates = false;
        world.reopen();
        let mint = async || world.blocking(sampan_backend::Backend::first_invitation).await;
        let lost = mint().await.expect("nobody runs it yet");
        let code = mint().await.expect("at the next start there is another one");
        let (_, nobody) = register(&world, "anybody", None, true).await.expect("it is open");
        assert!(!nobody.operator, "being first is not enough");
        let gone = key(register(&world, "late", Some(&lost), true).await.map(|_| ()));
        assert_eq!(gone, "error.service.invitation", "only the last one counts");
        let typed = code.to_lowercase().replace('-', "");
        let (_, boss) = register(&world, "boss", Some(&typed), true).await.expect("it is good");
        assert!(boss.operator, "it makes the operator");
        assert_eq!(mint().await, None, "then there is none any more");
        let reused = key(register(&world, "eve", Some(&code), true).await.map(|_| ()));
        assert_eq!(reused, "error.service.invitation", "it was for one");
    })
    .await;
}

/// A service with its operator, set up as wanted.
async fn run_by(world: &World, registration: Registration, terms: &str) -> (LocalDevice, Settings) {
    let (mut boss, me) = register(world, "boss", None, true).await.expect("it is open");
    assert!(me.operator, "whoever comes first runs a bundled service");
    let mut settings = info(world).await.settings;
    settings.registration = registration;
    settings.terms = terms.into();
    let configure = Configure { settings: settings.clone() };
    boss.ask(&configure).await.expect("the operator may");
    (boss, settings)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_lets_one_guest_in() {
    on_each(async |world| {
        let (mut boss, _) = run_by(&world, Registration::Invitation, "Be kind.").await;
        let fate = async |invitation: Option<&str>, accepts| {
            key(register(&world, "guest", invitation, accepts).await.map(|_| ()))
        };
        assert_eq!(fate(None, false).await, "error.service.terms", "terms are to be accepted");
        assert_eq!(fate(None, true).await, "error.service.needs_invitation", "by invitation");
        assert_eq!(fate(Some(" "), true).await, "error.service.needs_invitation", "not by that");
        assert_eq!(fate(Some("AAAAA"), true).await, "error.service.invitation", "nor that");
        let op = op(&world);
        let code = boss.ask(&Invite { op }).await.expect("the operator invites").code;
        let again = boss.ask(&Invite { op }).await.expect("a lost answer is given again").code;
        assert_eq!(again, code, "the same invitation");
        let (_, me) = register(&world, "guest", Some(&code), true).await.expect("invited");
        assert!(!me.operator, "a guest is no operator");
        let late = register(&world, "two", Some(&code), true).await.map(|_| ());
        assert_eq!(key(late), "error.service.invitation", "one invitation, one guest");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closed_is_closed_to_guests() {
    on_each(async |world| {
        let (mut boss, _) = run_by(&world, Registration::Closed, "").await;
        let code = boss.ask(&Invite { op: op(&world) }).await.expect("it can be made").code;
        let fate = register(&world, "guest", Some(&code), true).await.map(|_| ());
        assert_eq!(key(fate), "error.service.closed", "but not used now");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_operator_sets_up_and_invites() {
    on_each(async |world| {
        let (_, settings) = run_by(&world, Registration::Open, "").await;
        let (mut guest, _) = register(&world, "guest", None, true).await.expect("it is open");
        let not = guest.ask(&Configure { settings }).await;
        assert_eq!(key(not), "error.service.operators_only", "a guest sets nothing up");
        let not = guest.ask(&Invite { op: op(&world) }).await.map(|_| ());
        assert_eq!(key(not), "error.service.operators_only", "nor invites");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_that_make_no_sense_are_refused() {
    on_each(async |world| {
        let (mut boss, _) = register(&world, "boss", None, true).await.expect("it is open");
        let good = info(&world).await.settings;
        let cny = Currency::new("CNY").expect("listed");
        let with = |alter: fn(&mut Settings)| {
            let mut settings = good.clone();
            alter(&mut settings);
            settings
        };
        for (settings, wanted) in [
            (with(|s| s.name = " ".into()), "error.service.name"),
            (with(|s| s.name = "x".repeat(61)), "error.service.name"),
            (with(|s| s.currencies.clear()), "error.service.currencies"),
            (with(|s| s.terms = "x".repeat(50_001)), "error.service.terms_too_long"),
            (with(|s| s.features_off = vec!["wallet".into()]), "error.service.feature"),
            (with(|s| s.features_off = vec!["moon".into()]), "error.service.feature"),
            (Settings { currencies: vec![cny, cny], ..good.clone() }, "error.service.currencies"),
        ] {
            let refused = boss.ask(&Configure { settings }).await;
            assert_eq!(key(refused), wanted, "{wanted}");
        }
        assert_eq!(info(&world).await.settings, good, "nothing changed");
    })
    .await;
}
