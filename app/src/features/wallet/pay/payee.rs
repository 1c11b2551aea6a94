//! Who is paid, at the head of a form.

use super::amount::called;
use crate::prelude::*;
use crate::ui::*;
use sampan_protocol::people::Person;

/// Who is paid: large enough to be recognised.
#[component]
pub(crate) fn PayeeHead(
    /// Who.
    person: Person,
) -> View {
    let name = called(&person);
    let handle = Some(person.handle.clone()).filter(|h| !h.is_empty()).map(|h| format!("@{h}"));
    view! {
        <div class="payee" data-test="payee">
            <PersonAvatar person size=64 />
            <p class="payee-name">{name.clone()}</p>
            <p class="payee-handle">{handle}</p>
            <NameWarning name />
        </div>
    }
}
