//! Real devices that push signed operations: at the same time, twice, and without approval.

use super::somebody::{PIN, newcomer, on_each, op, pay};
use super::town::cny;
use futures::future::join_all;
use sampan_protocol::Code;
use sampan_protocol::ids::{PersonId, RequestId};
use sampan_protocol::sync::{Authorize, Outcome, Push, SyncProtocol};
use sampan_protocol::wallet::ops;

#[test]
fn people_pay_each_other_at_once_and_nothing_is_lost() {
    on_each(|backend| async move {
        let mut people = Vec::new();
        for n in 0..4 {
            people.push(newcomer(&backend, &format!("person{n}"), 10_000).await);
        }
        let ids: Vec<PersonId> = people.iter().map(|somebody| somebody.id).collect();
        let tasks = people.into_iter().enumerate().map(|(n, mut payer)| {
            let (backend, ids) = (backend.clone(), ids.clone());
            tokio::spawn(async move {
                for round in 1..=12usize {
                    let to = ids[(n + round) % ids.len()];
                    let minor = i64::try_from(1_100 * round).expect("small");
                    if to == payer.id {
                        continue;
                    }
                    match payer.act(&backend, ops::TRANSFER, &pay(to, cny(minor))).await {
                        Ok(Outcome::Applied { .. }) => {}
                        Err(error) if error.key == "error.wallet.too_little" => {}
                        other => panic!("a payment failed: {other:?}"),
                    }
                }
                payer
            })
        });
        let mut total = 0;
        for payer in join_all(tasks).await {
            let balance = payer.expect("the task ended").balance().await;
            assert!(balance >= 0, "nobody is overdrawn");
            total += balance;
        }
        assert_eq!(total, 40_000, "money only went round");
    });
}

#[test]
fn one_operation_sent_many_times_moves_money_once() {
    on_each(|backend| async move {
        let mut payer = newcomer(&backend, "payer", 10_000).await;
        let mut payee = newcomer(&backend, "payee", 0).await;
        let scope = payer.scope.clone();
        let args = pay(payee.id, cny(2_500));
        let signed = payer.device.operation(op(&backend), &scope, ops::TRANSFER, &args);
        let signed = signed.expect("plain data");
        let approve = Authorize { digest: signed.digest(), pin: PIN.to_owned() };
        payer.device.ask(&approve).await.expect("the PIN is right");
        let push = Push { operations: vec![signed.clone(); 2] };
        let body = serde_json::to_vec(&push).expect("plain data");
        let path = "/v1/sync/push";
        let requests: Vec<_> =
            (0..6).map(|_| payer.device.signed("POST", path, body.clone())).collect();
        let answers = join_all(requests.into_iter().map(|request| {
            let backend = backend.clone();
            tokio::spawn(async move { SyncProtocol::send(&backend, request).await })
        }));
        for answer in answers.await {
            let answer = answer.expect("the task ended").expect("an answer came");
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            assert_eq!(answer.status, 200, "{text}");
            assert_eq!(
                text.matches("applied").count(),
                2,
                "every copy hears that it is done: {text}"
            );
        }
        assert_eq!((payer.balance().await, payee.balance().await), (7_500, 2_500), "moved once");
        let late = payer.device.push(vec![signed]).await.expect("after a cut, once more");
        assert!(matches!(late[..], [Outcome::Applied { .. }]), "the same answer: {late:?}");
        assert_eq!(payee.balance().await, 2_500, "still once");
    });
}

#[test]
fn two_devices_that_do_the_same_move_money_once() {
    on_each(|backend| async move {
        let mut payer = newcomer(&backend, "payer", 10_000).await;
        let mut payee = newcomer(&backend, "payee", 0).await;
        let mut second = payer.second_device(&backend, "payer").await;
        let (scope, same) = (payer.scope.clone(), op(&backend));
        let args = pay(payee.id, cny(1_000));
        let (one, other) = tokio::join!(
            payer.device.act(same, &scope, ops::TRANSFER, &args, Some(PIN)),
            second.act(same, &scope, ops::TRANSFER, &args, Some(PIN)),
        );
        let done =
            [&one, &other].iter().filter(|o| matches!(o, Ok(Outcome::Applied { .. }))).count();
        assert_eq!(done, 2, "both hear that it is done: {one:?} {other:?}");
        assert_eq!(payee.balance().await, 1_000, "moved once");

        let asked = op(&backend);
        let ask = ops::Ask { payer: payer.id, amount: cny(3_000), note: String::new() };
        let their_scope = payee.scope.clone();
        payee.device.act(asked, &their_scope, ops::ASK, &ask, None).await.expect("they may ask");
        let request = Some(RequestId(asked.0));
        let answer = ops::Transfer { request, ..pay(payee.id, cny(3_000)) };
        let (a, b) = (op(&backend), op(&backend));
        let (one, other) = tokio::join!(
            payer.device.act(a, &scope, ops::TRANSFER, &answer, Some(PIN)),
            second.act(b, &scope, ops::TRANSFER, &answer, Some(PIN)),
        );
        let keys: Vec<String> =
            [one, other].into_iter().filter_map(Result::err).map(|error| error.key).collect();
        assert_eq!(keys, ["error.wallet.request_paid"], "the later one hears that it is paid");
        assert_eq!(payee.balance().await, 4_000, "paid once");
    });
}

#[test]
fn money_leaves_only_with_the_right_pin() {
    on_each(|backend| async move {
        let mut payer = newcomer(&backend, "payer", 10_000).await;
        let mut payee = newcomer(&backend, "payee", 0).await;
        let scope = payer.scope.clone();
        let args = pay(payee.id, cny(1_000));
        let without = payer.device.act(op(&backend), &scope, ops::TRANSFER, &args, None).await;
        assert_eq!(without, Ok(Outcome::NeedsApproval), "the PIN is asked for");
        let wrong = payer.device.act(op(&backend), &scope, ops::TRANSFER, &args, Some("111112"));
        let wrong = wrong.await.expect_err("it is refused");
        assert_eq!(wrong.code, Code::WrongPin, "and said to be wrong");
        let withdraw = ops::Withdraw { amount: cny(1), rail: "sandbox".to_owned(), bank: None };
        let out = payer.device.act(op(&backend), &scope, ops::WITHDRAW, &withdraw, None).await;
        assert_eq!(out, Ok(Outcome::NeedsApproval), "money out needs it, too");
        assert_eq!((payer.balance().await, payee.balance().await), (10_000, 0), "nothing moved");
    });
}
