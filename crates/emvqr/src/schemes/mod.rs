//! Knows the merchant account templates of the countries' payment schemes.

mod bill_payment;
mod duitnow;
mod generic;
mod hkfps;
mod khqr;
mod paynow;
mod pix;
mod promptpay;
mod qris;
mod qrph;
mod sgqr;
mod vietqr;

use alloc::{string::String, vec::Vec};
use core::fmt;

pub use self::{
    bill_payment::BillPayment,
    duitnow::DuitNow,
    generic::GuidAccount,
    hkfps::HkFps,
    khqr::Khqr,
    paynow::{PayNow, PayNowProxy},
    pix::Pix,
    promptpay::{PromptPay, PromptPayProxy},
    qris::Qris,
    qrph::{QrPh, QrPhUse},
    sgqr::Sgqr,
    vietqr::VietQr,
};
use crate::{id::Id, tlv::Object};

/// A merchant account template that can be written into a payload.
pub trait MerchantAccount {
    /// The data object at the root where the scheme wants its template.
    fn usual_id(&self) -> Id;

    /// The data objects inside the template; a mandatory one that is not known is left empty,
    /// which the encoder refuses.
    fn objects(&self) -> Vec<Object>;

    /// Whether the scheme's own codes leave out category, name and city.
    fn may_be_anonymous(&self) -> bool {
        false
    }
}

/// A known scheme, and what its template says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Singapore: transfer to a proxy.
    PayNow(PayNow),
    /// Singapore: the label that several schemes share.
    Sgqr(Sgqr),
    /// Thailand: transfer to a proxy.
    PromptPay(PromptPay),
    /// Thailand: bill payment.
    PromptPayBill(BillPayment),
    /// Indonesia: the national merchant repository.
    Qris(Qris),
    /// Indonesia: the national payment gateway, which came before QRIS and shares its name.
    Gpn,
    /// Philippines: to a merchant.
    QrPh(QrPh),
    /// Philippines: to a person.
    QrPhP2p(QrPh),
    /// Malaysia.
    DuitNow(DuitNow),
    /// Vietnam: NAPAS.
    VietQr(VietQr),
    /// Vietnam: VNPAY.
    VnPay,
    /// Hong Kong: Faster Payment System.
    HkFps(HkFps),
    /// Brazil.
    Pix(Pix),
    /// India: UPI inside Bharat QR.
    BharatQr,
    /// West Africa: instant payments of the BCEAO.
    BceaoPi,
}

/// One thing that a template says, for JSON and for screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact<'a> {
    /// A text, or none.
    Text(Option<&'a str>),
    /// Yes, no, or not said.
    Flag(Option<bool>),
}

impl Scheme {
    /// Recognises a template by its globally unique identifier, in whatever letter case, wherever
    /// it stands, and reads what it says.
    #[must_use]
    pub fn read(guid: &str, sub: &[Object]) -> Option<Scheme> {
        Some(match guid.to_ascii_uppercase().as_str() {
            paynow::GUID => Scheme::PayNow(PayNow::read(sub)),
            sgqr::GUID => Scheme::Sgqr(Sgqr::read(sub)),
            promptpay::GUID => Scheme::PromptPay(PromptPay::read(sub)),
            bill_payment::GUID => Scheme::PromptPayBill(BillPayment::read(sub)),
            qris::GUID => Scheme::Qris(Qris::read(sub)),
            "ID.OR.GPNQR.WWW" => Scheme::Gpn,
            qrph::P2M => Scheme::QrPh(QrPh::read(QrPhUse::Merchant, sub)),
            qrph::P2P => Scheme::QrPhP2p(QrPh::read(QrPhUse::Person, sub)),
            duitnow::GUID => Scheme::DuitNow(DuitNow::read(sub)),
            vietqr::GUID => Scheme::VietQr(VietQr::read(sub)),
            "A000000775" => Scheme::VnPay,
            hkfps::GUID => Scheme::HkFps(HkFps::read(sub)),
            pix::GUID => Scheme::Pix(Pix::read(sub)),
            "A000000524" => Scheme::BharatQr,
            "INT.BCEAO.PI" => Scheme::BceaoPi,
            _ => return None,
        })
    }

    /// Its name in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Scheme::PayNow(_) => "paynow",
            Scheme::Sgqr(_) => "sgqr",
            Scheme::PromptPay(_) => "promptpay",
            Scheme::PromptPayBill(_) => "promptpay_bill",
            Scheme::Qris(_) | Scheme::Gpn => "qris",
            Scheme::QrPh(_) => "qrph",
            Scheme::QrPhP2p(_) => "qrph_p2p",
            Scheme::DuitNow(_) => "duitnow",
            Scheme::VietQr(_) => "vietqr",
            Scheme::VnPay => "vnpay",
            Scheme::HkFps(_) => "hkfps",
            Scheme::Pix(_) => "pix",
            Scheme::BharatQr => "bharatqr",
            Scheme::BceaoPi => "bceao_pi",
        }
    }

    /// What JSON says of the template.
    ///
    /// A name is always there with an empty fact if the vectors show it so, and left out if they
    /// leave it out.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, Fact<'_>)> {
        match self {
            Scheme::PayNow(paynow) => paynow.facts(),
            Scheme::PromptPay(promptpay) => promptpay.facts(),
            Scheme::PromptPayBill(bill) => bill.facts(),
            Scheme::Qris(qris) => qris.facts(),
            Scheme::QrPh(qrph) | Scheme::QrPhP2p(qrph) => qrph.facts(),
            Scheme::DuitNow(duitnow) => duitnow.facts(),
            Scheme::VietQr(vietqr) => vietqr.facts(),
            Scheme::HkFps(fps) => fps.facts(),
            Scheme::Pix(pix) => pix.facts(),
            Scheme::Sgqr(_) | Scheme::Gpn | Scheme::VnPay | Scheme::BharatQr | Scheme::BceaoPi => {
                Vec::new()
            }
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A mandatory data object.
fn must(id: Id, text: Option<&String>) -> Option<Object> {
    Some(Object::new(id, text.cloned().unwrap_or_default()))
}

/// An optional data object.
fn may(id: Id, text: Option<&String>) -> Option<Object> {
    text.map(|text| Object::new(id, text.as_str()))
}

/// A fact that is always told.
fn told<'a>(name: &'static str, text: Option<&'a String>) -> Option<(&'static str, Fact<'a>)> {
    Some((name, Fact::Text(text.map(String::as_str))))
}

/// A fact that is told if it is there.
fn noted<'a>(name: &'static str, text: Option<&'a String>) -> Option<(&'static str, Fact<'a>)> {
    text.map(|text| (name, Fact::Text(Some(text.as_str()))))
}
