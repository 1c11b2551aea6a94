//! Many at once: nothing is lost, nothing is done twice.

use crate::world::{PIN, on_each};
use sampan_backend::db::{Db, DbError};
use sampan_backend::{LocalDevice, params};
use sampan_protocol::people::{Contact, ops, rows};
use sampan_protocol::sync::{Outcome, Scope, SyncProtocol};
use sampan_protocol::wallet::{Account, ops as wallet, rows as wallet_rows};
use sampan_protocol::{Currency, Money};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn devices_that_push_at_once_lose_nothing() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut friends = Vec::new();
        for n in 0..8 {
            friends.push(world.someone(&format!("friend{n}"), "Friend").await);
        }
        // Each friend changes their own name, which is written into Mei's scope as well.
        for friend in &friends {
            let set = ops::SetContact { person: friend.id(), note: String::new() };
            mei.act("people.set_contact", &set, None).await.expect("she keeps them");
        }
        let renames = friends.into_iter().enumerate().map(|(n, mut friend)| {
            tokio::spawn(async move {
                for round in 0..6 {
                    let name = format!("Friend {n} {round}");
                    let update = ops::Update { name, avatar: None };
                    let outcome = friend.act("people.update", &update, None).await;
                    assert!(matches!(outcome, Ok(Outcome::Applied { .. })), "{outcome:?}");
                }
            })
        });
        for task in renames.collect::<Vec<_>>() {
            task.await.expect("each comes through");
        }
        let mut names: Vec<String> = mei
            .rows("person", rows::CONTACT)
            .await
            .into_iter()
            .map(|row| serde_json::from_value::<Contact>(row).expect("a contact").person.name)
            .collect();
        names.sort();
        let wanted: Vec<String> = (0..8).map(|n| format!("Friend {n} 5")).collect();
        assert_eq!(names, wanted, "every last change is there");
        let changes = mei.pull("person", 0, 0, 1_000).await;
        let sum = changes.changes.iter().fold(0u64, |sum, change| {
            let value = change.value.as_ref().expect("nothing was deleted");
            let weight = sampan_protocol::sync::row_checksum(&change.kind, &change.key, value);
            sum.wrapping_add(weight)
        });
        assert_eq!(changes.checksum, Some(sum), "and the checksum was kept");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_payment_sent_ten_times_at_once_pays_once() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let otto = world.someone("otto", "Otto").await;
        let (scope, cny) = (mei.scope("wallet"), Currency::new("CNY").expect("listed"));
        let amount = |minor| Money::new(minor, cny);
        let fill = wallet::TopUp { amount: amount(10_000), rail: "sandbox".into() };
        let op = mei.new_op();
        mei.device.act(op, &scope, wallet::TOP_UP, &fill, None).await.expect("the sandbox gives");
        let pay = wallet::Transfer {
            to: otto.id(),
            amount: amount(700),
            note: String::new(),
            request: None,
            code: None,
            chat: None,
        };
        let payment = signed(&mut mei.device, &scope, &mei.clock, &pay);
        let digest = payment.digest();
        let approval = sampan_protocol::sync::Authorize { digest, pin: PIN.into() };
        mei.device.ask(&approval).await.expect("it is approved");
        let push = sampan_protocol::sync::Push { operations: vec![payment] };
        let body = serde_json::to_vec(&push).expect("it is JSON");
        let tries: Vec<_> = (0..10)
            .map(|_| {
                let request = mei.device.signed("POST", "/v1/sync/push", body.clone());
                let backend = world.backend.clone();
                tokio::spawn(async move { backend.send(request).await.expect("in process") })
            })
            .collect();
        for attempt in tries {
            let answer = attempt.await.expect("it ends");
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            assert!(text.contains("applied"), "every try is told that it is done: {text}");
        }
        let account = mei.rows("wallet", wallet_rows::ACCOUNT).await;
        let account: Account = serde_json::from_value(account[0].clone()).expect("an account");
        assert_eq!(account.balance, 10_000 - 700, "and it is done once");
    })
    .await;
}

fn signed(
    device: &mut LocalDevice,
    scope: &Scope,
    clock: &crate::world::Hand,
    pay: &wallet::Transfer,
) -> sampan_protocol::sync::SignedOperation {
    let op = sampan_protocol::ids::OpId::new(clock, &sampan_backend::system::SystemRandom);
    device.operation(op, scope, wallet::TRANSFER, pay).expect("it is signed")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_who_change_one_row_lose_nothing_and_share_commits() {
    const CLIENTS: i64 = 32;
    const TURNS: i64 = 15;
    on_each(async |world| {
        world
            .blocking(|backend| {
                let db = backend.db();
                db.write(|sql| sql.batch("CREATE TABLE till (id BIGINT PRIMARY KEY, n BIGINT)"))?;
                db.write(|sql| {
                    let put = "INSERT INTO till (id, n) VALUES ($1, 0)";
                    (0..=CLIENTS).try_for_each(|id| sql.execute(put, &params![id]).map(drop))
                })?;
                let before = db.commits();
                std::thread::scope(|scope| {
                    for client in 1..=CLIENTS {
                        scope.spawn(move || (0..TURNS).for_each(|turn| pay(db, client, turn)));
                    }
                });
                let commits = db.commits() - before;
                let rows = db.read(|sql| sql.query("SELECT n FROM till ORDER BY id", &[]))?;
                let kept = rows.iter().map(|row| row.int("n")).collect::<Result<Vec<_>, _>>()?;
                // Each fails once in five turns, on purpose.
                let of_each = TURNS - TURNS / 5;
                assert_eq!(kept[0], CLIENTS * of_each, "the row has what each has added to it");
                assert!(kept[1..].iter().all(|n| *n == of_each), "and so has each of their own");
                let commits = i64::try_from(commits).expect("not that many");
                assert!(commits * 3 < kept[0], "{commits} commits for {} changes", kept[0]);
                Ok(())
            })
            .await;
    })
    .await;
}

/// Adds one to the row of all and to the client's own; now and then it fails after that.
fn pay(db: &Db, client: i64, turn: i64) {
    let done = db.write(|sql| {
        for id in [0, client] {
            let lock = "UPDATE till SET n = n WHERE id = $1 RETURNING n";
            let n = sql.query_one(lock, &params![id])?.int("n")?;
            sql.execute("UPDATE till SET n = $2 WHERE id = $1", &params![id, n + 1])?;
        }
        if turn % 5 == 4 { Err(DbError::Other("on purpose".into())) } else { Ok(()) }
    });
    match done {
        Ok(()) => assert_ne!(turn % 5, 4, "what fails is not kept"),
        Err(error) => assert!(turn % 5 == 4, "nothing else fails: {error}"),
    }
}
