//! The page on which a person pays by card: the card's fields are Stripe's, we never see them.

use super::super::{Order, StripeSettings};

/// Where Stripe's script is, unless the settings say otherwise.
const SCRIPT: &str = "https://js.stripe.com/v3/";

/// The page for an order; `secret` lets a browser pay this intent, and nothing else.
pub(super) fn page(settings: &StripeSettings, order: &Order, secret: &str) -> String {
    let script = settings.script.as_deref().unwrap_or(SCRIPT);
    PAGE.replace("{script}", &escaped(script))
        .replace("{amount}", &escaped(&order.amount.to_string()))
        .replace("{key}", &escaped(&settings.publishable_key))
        .replace("{secret}", &escaped(secret))
}

/// Text that is safe in an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

const PAGE: &str = include_str!("page.html");

#[cfg(test)]
mod tests {
    use super::super::super::Kind;
    use super::*;
    use sampan_protocol::ids::{OpId, PersonId};
    use sampan_protocol::{Currency, Money};

    #[test]
    fn a_page_has_what_the_browser_needs_and_no_secret_of_ours() {
        let amount = Money::new(1_050, Currency::new("EUR").expect("listed"));
        let (id, person) = (OpId(Default::default()), PersonId(Default::default()));
        let order = Order::new(id, "stripe", Kind::TopUp, person, amount);
        let publishable_key = "pk_test_1".to_owned();
        let mut settings = StripeSettings { publishable_key, ..StripeSettings::default() };
        settings.secret_key.0 = "sk_test_hidden".to_owned();
        let page = page(&settings, &order, "pi_1_secret_\"><script>");
        assert!(page.contains("pk_test_1") && page.contains("EUR"), "it can be paid");
        assert!(page.contains("pi_1_secret_&quot;&gt;&lt;script&gt;"), "what is put in is escaped");
        assert!(!page.contains("sk_test_hidden"), "our own key is not in it");
        assert!(!page.contains("{secret}"), "every place is filled");
    }
}
