//! Screen `communities.new`: makes a community.

use super::super::links;
use super::form::{Fields, Typed};
use crate::act::{Act, problem};
use crate::clock::{BrowserClock, BrowserRandom, new_op};
use crate::draft::Draft;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::CreateCommunity;
use sampan_protocol::ids::{CommunityId, uuid_v7};

/// Makes a community.
#[component]
pub(crate) fn NewScreen() -> View {
    let typed = Typed::new();
    let draft = Draft::of("community".to_owned(), typed.fields());
    let (act, op) = (Act::new(), new_op());
    let community = CommunityId(uuid_v7(&BrowserClock, &BrowserRandom));
    let navigate = StoredValue::new(use_navigate());
    let make = move |()| {
        let face = untrack(|| typed.face(None));
        act.run(CreateCommunity { op, community, face, picture: typed.picture() }, move |()| {
            draft.forget();
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate.with_value(|go| go(&links::one(community), options));
        });
    };
    view! {
        <Screen name="communities.new" title=t!("communities.new") back=links::ROOT>
            <div class="form">
                <Fields typed />
                {problem(act)}
                <Button block=true busy=act.busy() disabled=typed.incomplete() on_press=make test="community-make">{t!("communities.make")}</Button>
            </div>
        </Screen>
    }
}
