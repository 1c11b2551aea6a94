//! How an account presents itself, as it is typed.

use super::hours;
use crate::prelude::*;
use crate::session::use_session;
use crate::ui::format;
use sampan_protocol::feed::hours::Hours;
use sampan_protocol::feed::ops::Face;
use sampan_protocol::feed::{Account, Category, LifeKind, Service, check_face};
use sampan_protocol::people::Picture;
use sampan_protocol::{Currency, Money};

/// A service that is typed.
#[derive(Clone, Copy)]
pub(super) struct TypedService {
    pub(super) title: RwSignal<String>,
    pub(super) text: RwSignal<String>,
    pub(super) price: RwSignal<String>,
    /// The currency of the price that it has; the service's first one for a new price.
    pub(super) currency: Option<Currency>,
}

impl TypedService {
    /// Nothing is typed.
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let first =
            |service: sampan_protocol::service::Info| service.settings.currencies.first().copied();
        let currency = use_session().get_untracked().service.and_then(first);
        Self { title: text(), text: text(), price: text(), currency }
    }

    fn of(service: &Service) -> Self {
        let typed = Self::new();
        typed.title.set(service.title.clone());
        typed.text.set(service.text.clone());
        let Some(price) = service.price else { return typed };
        typed.price.set(price.to_plain());
        Self { currency: Some(price.currency), ..typed }
    }

    /// The service; none where its price is no amount.
    fn read(self) -> Option<Service> {
        let trimmed = |text: RwSignal<String>| text.with(|text| text.trim().to_owned());
        let price = trimmed(self.price);
        let price = match (price.is_empty(), self.currency) {
            (true, _) => None,
            (false, currency) => Some(Money::parse(&price, currency?).ok()?),
        };
        Some(Service { title: trimmed(self.title), text: trimmed(self.text), price })
    }
}

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) name: RwSignal<String>,
    pub(super) about: RwSignal<String>,
    pub(super) place: RwSignal<String>,
    pub(super) kind: RwSignal<String>,
    pub(super) category: RwSignal<String>,
    /// Whether it says when it is open.
    pub(super) says_hours: RwSignal<bool>,
    pub(super) days: [RwSignal<String>; 7],
    pub(super) services: RwSignal<Vec<TypedService>>,
    pub(super) picture: RwSignal<Picture>,
}

impl Typed {
    /// Nothing is typed.
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            name: text(),
            about: text(),
            place: text(),
            kind: RwSignal::new(LifeKind::default().word().to_owned()),
            category: RwSignal::new(Category::default().word().to_owned()),
            says_hours: RwSignal::new(false),
            days: [(); 7].map(|()| text()),
            services: RwSignal::new(Vec::new()),
            picture: RwSignal::new(Picture::Keep),
        }
    }

    /// What an account says now.
    pub(super) fn of(account: &Account) -> Self {
        let typed = Self::new();
        typed.name.set(account.name.clone());
        typed.about.set(account.about.clone());
        typed.place.set(account.place.clone());
        typed.kind.set(account.kind.word().to_owned());
        typed.category.set(account.category.word().to_owned());
        typed.says_hours.set(!account.hours.days.is_empty());
        for (day, spans) in typed.days.into_iter().zip(&account.hours.days) {
            day.set(hours::written(spans));
        }
        typed.services.set(account.services.iter().map(TypedService::of).collect());
        typed
    }

    /// How it presents itself, with the picture that it has; none where something is no time or
    /// amount. Tracked.
    pub(super) fn face(self, picture: Option<String>) -> Option<Face> {
        let trimmed = |text: RwSignal<String>| text.with(|text| text.trim().to_owned());
        let days = match self.says_hours.get() {
            true => {
                self.days.into_iter().map(|day| hours::read(&day.get())).collect::<Option<_>>()?
            }
            false => Vec::new(),
        };
        let services = self.services.get().into_iter().map(TypedService::read);
        Some(Face {
            name: trimmed(self.name),
            kind: self.kind.with(|word| LifeKind::from_word(word)).unwrap_or_default(),
            about: trimmed(self.about),
            category: self.category.with(|word| Category::from_word(word)).unwrap_or_default(),
            hours: Hours { offset: format::utc_offset(), days },
            place: trimmed(self.place),
            services: services.collect::<Option<_>>()?,
            picture: picture.filter(|_| self.picture.get() != Picture::Remove),
        })
    }

    /// Another picture, if one was picked.
    pub(super) fn picked(self) -> Option<String> {
        match self.picture.get_untracked() {
            Picture::Set(base64) => Some(base64),
            Picture::Keep | Picture::Remove => None,
        }
    }

    /// Whether it cannot be handed in like this.
    pub(super) fn incomplete(self) -> Signal<bool> {
        Signal::derive(move || self.face(None).is_none_or(|face| check_face(&face).is_err()))
    }
}
