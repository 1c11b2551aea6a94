//! Without a network: what is shown, what is kept, what can be made and read, and how it comes back.

use crate::double::Trouble;
use crate::double::desk::{Desk, op};
use crate::double::world::{PIN, baker, cny};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_client::Run;
use sampan_protocol::Code;
use sampan_protocol::device::{ClearCache, DrawSymbol, ExportData, GetStorage};
use sampan_protocol::people::{ListContacts, Picture, SetContact, UpdateMe};
use sampan_protocol::wallet::{AskMoney, Code as Reading, GetPayee, GetWallet, MakeCode, ReadCode};

#[tokio::test]
async fn what_waits_is_shown_at_once_and_confirmed_later() {
    let desk = Desk::with(5_000).await;
    desk.service.cut(true);
    let ask = AskMoney { op: op(1), payer: baker(), amount: cny(900), note: "bread".into() };
    desk.client.ask_money(ask).await.expect("asked");
    let contact = SetContact { op: op(2), person: baker(), note: "rolls".into() };
    desk.client.set_contact(contact.clone()).await.expect("added");
    desk.client.set_contact(contact).await.expect("pressed twice");
    let update = UpdateMe { op: op(3), name: "美".into(), avatar: Picture::Keep };
    desk.client.update_me(update).await.expect("renamed");
    let desk = desk.reopen().await;
    for online in [false, true] {
        desk.service.cut(!online);
        assert_eq!(desk.sync().await.is_ok(), online, "as the line is");
        let wallet = desk.client.get_wallet(GetWallet {}).await.expect("read");
        let requests: Vec<_> = wallet.requests.iter().map(|r| r.pending).collect();
        assert_eq!(requests, [!online], "the request is shown, once");
        let contacts = desk.client.list_contacts(ListContacts {}).await.expect("read");
        assert_eq!(contacts.len(), 1, "the contact is shown, once");
        let me = desk.client.session().await.expect("a session").me.expect("somebody");
        assert_eq!(me.person.name, "美", "the new name is shown");
        assert_eq!(desk.waiting().await.len(), if online { 0 } else { 3 }, "what waits");
    }
    desk.check_done("after coming back").await;
}

#[tokio::test]
async fn clearing_the_cache_keeps_what_waits_and_refuses_offline() {
    let desk = Desk::with(5_000).await;
    desk.service.cut(true);
    desk.pay(1, 400, None).await.expect("waits for the PIN");
    let told = desk.client.clear_cache(ClearCache {}).await.expect_err("offline");
    assert_eq!(told.key, "error.device.clear_offline", "everything would be gone");
    assert_eq!(desk.money().await, (4_600, 5_000), "nothing is");
    desk.service.cut(false);
    desk.client.clear_cache(ClearCache {}).await.expect("cleared");
    assert_eq!(desk.money().await, (4_600, 5_000), "it came back, with what waits");
    desk.check("after clearing").await;
}

#[tokio::test]
async fn an_export_holds_everything_but_keys() {
    let desk = Desk::with(5_000).await;
    desk.service.cut(true);
    desk.pay(1, 400, None).await.expect("waits for the PIN");
    let exported = desk.client.export_data(ExportData {}).await.expect("exported");
    let text = std::fs::read_to_string(&exported.path).expect("there");
    assert_eq!(exported.bytes, text.len() as u64, "its size");
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(document["person"]["person"]["handle"], "mei", "who");
    assert_eq!(document["waiting"][0]["name"], "wallet.transfer", "what waits");
    let wallet = desk.service.world().wallet();
    assert!(document["rows"][&wallet.0]["wallet.bill"].is_object(), "the bills");
    let secret = std::fs::read(desk.folder.path().join("device.key")).expect("the key");
    let hex = sampan_protocol::auth::to_hex(&secret);
    assert!(!text.contains(&hex) && !text.contains(PIN), "no secret is in it");
    let storage = desk.client.get_storage(GetStorage {}).await.expect("read");
    assert!(storage.cache > 0 && storage.own > 0 && storage.backend == 0, "bytes on disk");
}

#[tokio::test]
async fn codes_and_handles_are_read_online_and_off() {
    let desk = Desk::with(5_000).await;
    let read = |text: &str| desk.client.read_code(ReadCode::Text(text.to_owned()));
    let unknown = read("@nobody_here").await.expect_err("nobody");
    assert_eq!(unknown.key, "error.people.unknown_handle", "nobody has that handle");
    let Ok(Reading::Payee { payee, checked: true, .. }) = read("sampan://pay/baker").await else {
        panic!("the service knows the baker");
    };
    let make = MakeCode { amount: Some(cny(250)), currency: cny(0).currency, note: "tea".into() };
    let code = desk.client.make_code(make).await.expect("a code");
    desk.service.cut(true);
    let Ok(Reading::Payee { checked: false, .. }) = read("baker").await else {
        panic!("seen before, the baker is known offline");
    };
    assert_eq!(read("stranger").await.map_err(|e| e.key), Err("error.wallet.payee_offline".into()));
    let known = desk.client.get_payee(GetPayee { person: payee.id }).await.expect("known");
    assert_eq!(known, payee, "by identifier, too");
    let Ok(Reading::Payee { payee, amount, note, checked, code: payload, .. }) =
        read(&format!("  {}\n", code.payload)).await
    else {
        panic!("a code of ours is read offline");
    };
    let me = desk.client.session().await.expect("a session").me.expect("somebody").person;
    assert_eq!((payee, amount, note), (me, Some(cny(250)), "tea".to_owned()), "as it says");
    assert!(!checked && payload == Some(code.payload.clone()), "it is checked when it is sent");
    desk.clock.turn(601);
    let late = read(&code.payload).await.map_err(|e| e.key);
    assert_eq!(late, Err("error.wallet.code_expired".to_owned()), "it ran out");
}

#[tokio::test]
async fn a_lost_answer_registers_nobody_twice() {
    let desk = Desk::empty(Run::ByHand).await;
    desk.service.next("/v1/service/register", Trouble::LostAfter);
    let lost = desk.client.onboard(crate::double::desk::onboard()).await;
    assert_eq!(lost.err().map(|e| e.code), Some(Code::Offline), "it is not known");
    let desk = desk.reopen().await;
    let phrase = desk.client.onboard(crate::double::desk::onboard()).await.expect("registered");
    let tried = desk.service.world().registrations.clone();
    assert_eq!(tried.len(), 2, "it was asked twice");
    assert_eq!(tried[0], tried[1], "for the same person, with the same recovery key");
    assert_eq!(phrase.recovery_phrase.split(' ').count(), 12, "twelve words");
    assert!(!desk.folder.path().join("onboarding.key").exists(), "they are not kept");
    let again = desk.client.onboard(crate::double::desk::onboard()).await;
    assert_eq!(again.err().map(|e| e.key).as_deref(), Some("error.device.somebody"), "once");
}

#[tokio::test]
async fn the_first_screen_does_not_wait_for_the_network() {
    let desk = Desk::with(5_000).await;
    desk.service.cut(true);
    let desk = desk.reopen().await;
    let asked = desk.service.asked().len();
    assert_eq!(desk.money().await.1, 5_000, "the wallet is there");
    assert!(desk.client.session().await.expect("a session").service.is_some(), "so is the service");
    assert_eq!(desk.bills().await.len(), 1, "and the bills");
    assert_eq!(desk.service.asked().len(), asked, "and nobody was asked");
}

/// A white picture with a symbol for each text, side by side.
async fn drawn(desk: &Desk, texts: &[&str]) -> String {
    let side = 500;
    let mut picture = image::GrayImage::from_pixel(side * 2, side, image::Luma([255]));
    for (place, text) in texts.iter().enumerate() {
        let request = DrawSymbol { text: (*text).to_owned() };
        let symbol = desk.client.draw_symbol(request).await.expect("drawn");
        for (at, module) in symbol.modules.bytes().enumerate() {
            let (x, y) = (at as u32 % symbol.size, at as u32 / symbol.size);
            let left = place as u32 * side + 40 + x * 6;
            for (dx, dy) in (0..36).map(|n| (n % 6, n / 6)) {
                let pixel = image::Luma([if module == b'1' { 0 } else { 255 }]);
                picture.put_pixel(left + dx, 40 + y * 6 + dy, pixel);
            }
        }
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("encoded");
    STANDARD.encode(bytes.into_inner())
}

#[tokio::test]
async fn of_several_codes_in_a_picture_the_one_that_can_be_paid_is_read() {
    let desk = Desk::with(5_000).await;
    let read = |picture: String| desk.client.read_code(ReadCode::Picture(picture));
    let both = drawn(&desk, &["https://example.org", "sampan://pay/baker?note=rolls"]).await;
    let Ok(Reading::Payee { payee, note, .. }) = read(both).await else {
        panic!("the link is found beside the web address");
    };
    assert_eq!((payee, note.as_str()), (baker(), "rolls"), "as the link says");
    let web = read(drawn(&desk, &["https://example.org"]).await).await;
    let key = web.map_err(|error| error.key);
    assert_eq!(key, Err("error.wallet.code_unreadable".to_owned()), "a web address alone");
    let none = read(drawn(&desk, &[]).await).await.map_err(|error| error.key);
    assert_eq!(none, Err("error.wallet.no_code".to_owned()), "a blank wall");
}
