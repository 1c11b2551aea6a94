//! Every scheme's template, written and read.

use sampan_emvqr::{
    Account, AccountKind, BillPayment, DuitNow, GuidAccount, HkFps, Id, Initiation, Khqr,
    MerchantAccount, Mpm, Network, PayNow, Pix, PromptPay, QrPh, Qris, Scheme, Sgqr, VietQr,
    decode,
};

use super::{complete, currency, sealed};

/// Writes one account and reads it again.
fn there_and_back(account: &impl MerchantAccount) -> Account {
    let payload = Mpm::builder()
        .account(account)
        .mcc("0000")
        .currency(currency("USD"))
        .country("SG")
        .name("Kopi")
        .city("Singapore")
        .encode()
        .expect("a payload");
    let decoded = decode(&payload);
    assert!(decoded.is_accepted() && decoded.warnings.is_empty(), "{payload}");
    let accounts = decoded.meaning.expect("a meaning").accounts;
    assert_eq!(accounts.len(), 1);
    accounts.into_iter().next().expect("an account")
}

fn scheme(account: &impl MerchantAccount) -> Option<Scheme> {
    there_and_back(account).scheme().cloned()
}

#[test]
fn what_a_scheme_writes_it_reads() {
    for paynow in
        [PayNow::mobile("+6591234567").editable(true), PayNow::uen("201912345A").expiry("20300101")]
    {
        assert_eq!(scheme(&paynow), Some(Scheme::PayNow(paynow)));
    }
    for promptpay in [
        PromptPay::mobile("081-234-5678"),
        PromptPay::tax_id("1234567890123"),
        PromptPay::ewallet("123456789012345"),
        PromptPay::bank_account("0141234567890"),
    ] {
        assert_eq!(scheme(&promptpay), Some(Scheme::PromptPay(promptpay)));
    }
    let bill = BillPayment::new("099999999999990", "111").ref2("222");
    assert_eq!(scheme(&bill), Some(Scheme::PromptPayBill(bill)));
    let qris = Qris::new("ID2020034073193", "UKE");
    assert_eq!(scheme(&qris), Some(Scheme::Qris(qris)));
    let merchant = QrPh::merchant("PAPHPHM1XXX", "102140529").notify("310");
    assert_eq!(scheme(&merchant), Some(Scheme::QrPh(merchant)));
    let person = QrPh::person("BNORPHMMXXX", "5267270022100867").notify("+63-917-8817912");
    assert_eq!(scheme(&person), Some(Scheme::QrPhP2p(person)));
    let duitnow = DuitNow::new("501664", "123456789");
    assert_eq!(scheme(&duitnow), Some(Scheme::DuitNow(duitnow)));
    for vietqr in [VietQr::account("970416", "257678859"), VietQr::card("970416", "9704160000")] {
        assert_eq!(scheme(&vietqr), Some(Scheme::VietQr(vietqr)));
    }
    for fps in [
        HkFps::fps_id("1234567"),
        HkFps::mobile("+852-91234567"),
        HkFps { timeout: Some("20300101000000".into()), ..HkFps::email("a@example.hk") },
    ] {
        assert_eq!(scheme(&fps), Some(Scheme::HkFps(fps)));
    }
    for pix in [Pix::key("+5511912345678").info("oi"), Pix::url("pix.example.com/qr/v2/abc")] {
        assert_eq!(scheme(&pix), Some(Scheme::Pix(pix)));
    }
    let sgqr = Sgqr {
        number: Some("1809072DDA29".into()),
        version: Some("01.0001".into()),
        postal_code: Some("058602".into()),
        ..Sgqr::default()
    };
    assert_eq!(scheme(&sgqr), Some(Scheme::Sgqr(sgqr)));
}

#[test]
fn templates_of_unknown_schemes_keep_their_identifier() {
    for (account, id, name) in [
        (
            there_and_back(&Khqr::individual("john@devb").information("1").bank("Dev")),
            29,
            "john@devb",
        ),
        (there_and_back(&Khqr::merchant("shop@devb", "42", "Dev Bank")), 30, "shop@devb"),
        (there_and_back(&GuidAccount::alipay_plus("token")), 26, "COM.ALIPAY"),
        (there_and_back(&GuidAccount::new("org.example").with(7, "x")), 26, "org.example"),
    ] {
        assert_eq!(Some(account.id), Id::new(id));
        assert_eq!(account.kind, AccountKind::Template { guid: Some(name.into()), scheme: None });
    }
}

#[test]
fn a_scheme_is_known_by_its_identifier_alone() {
    let anywhere = complete().account_at(45, &Pix::key("k")).encode().expect("a payload");
    assert_eq!(decode(&anywhere).schemes(), ["paynow", "pix"]);
    let capitals =
        sealed(&"00020126110107unknown2618".replace("2618", "30220014Br.GoV.bCb.PiX0100"));
    assert_eq!(decode(&capitals).schemes(), ["pix"]);
    let elsewhere = sealed("00020180180014br.gov.bcb.pix");
    assert_eq!(decode(&elsewhere).schemes(), [""; 0], "80 is no account");
}

#[test]
fn schemes_are_named_once_in_the_payloads_order() {
    let sgqr = Sgqr { number: Some("1".into()), version: Some("1".into()), ..Sgqr::default() };
    let payload = complete()
        .account(&sgqr)
        .account_at(40, &Pix::key("k"))
        .account_at(27, &PayNow::mobile("+6591234567"))
        .encode()
        .expect("a payload");
    assert_eq!(decode(&payload).schemes(), ["paynow", "pix", "sgqr"]);
}

#[test]
fn every_card_network_has_its_ids() {
    for id in 2..=25 {
        let expected = match id {
            2 | 3 => Network::Visa,
            4 | 5 => Network::Mastercard,
            9 | 10 => Network::Discover,
            11 | 12 => Network::Amex,
            13 | 14 => Network::Jcb,
            15 | 16 => Network::UnionPay,
            _ => Network::Emvco,
        };
        assert_eq!(Id::new(id).and_then(Network::of), Some(expected), "{id}");
    }
}

#[test]
fn a_beneficiary_that_is_ambiguous_is_not_read() {
    for beneficiary in ["00069704160101A0101B", "0006970416010", "hello"] {
        let template = format!("0010A00000072701{:02}{beneficiary}", beneficiary.len());
        let payload = sealed(&format!("00020138{:02}{template}", template.len()));
        let accounts = decode(&payload).meaning.expect("a meaning").accounts;
        let [account] = accounts.as_slice() else { panic!("one account") };
        assert_eq!(account.scheme(), Some(&Scheme::VietQr(VietQr::default())), "{beneficiary}");
    }
}

#[test]
fn promptpay_codes_are_those_that_banks_print() {
    let payload = Mpm::builder()
        .initiation(Initiation::Static)
        .account(&PromptPay::mobile("0801234567"))
        .currency(currency("THB"))
        .country("TH")
        .encode();
    let expected = sealed("00020101021129370016A0000006770101110113006680123456753037645802TH");
    assert_eq!(payload, Ok(expected));
}
