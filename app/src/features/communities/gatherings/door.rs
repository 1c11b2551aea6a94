//! Screen `communities.door`: lets guests in, by the code that they show.

use super::super::links;
use super::super::reads::id_in_path;
use super::who::Who;
use super::{KINDS, times};
use crate::act::{Act, problem};
use crate::answer::read;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::gatherings::{GetGathering, LetIn};
use sampan_protocol::ids::GatheringId;

/// The door.
#[component]
pub(crate) fn DoorScreen() -> View {
    let id = id_in_path("gathering", GatheringId(Default::default()));
    let at = Timestamp(id_in_path("at", 0_i64));
    let answer = read(KINDS, move || GetGathering { gathering: id });
    let hosting = Memo::new(move || answer.get().is_some_and(|s| s.is_ok_and(|seen| seen.hosting)));
    let state = Memo::new(move || ScreenState::of(&answer.get(), |_| false));
    let title = move || {
        let one = answer.get().and_then(Result::ok).and_then(|seen| seen.gathering);
        one.map(|one| view! { <p class="item-title">{one.plan.title}</p> })
    };
    let typed = RwSignal::new(id_in_path("code", String::new()));
    let (act, toasts) = (Act::new(), use_toasts());
    let let_in = Callback::new(move |()| {
        let code = typed.get_untracked();
        act.run(LetIn { op: new_op(), gathering: id, at, code }, move |()| {
            typed.try_set(String::new());
            toasts.say(t!("communities.gathering.let_in"));
        });
    });
    let short = Signal::derive(move || typed.with(|typed| typed.trim().len() < 8));
    let when = Memo::new(move || at);
    view! {
        <Screen name="communities.door" title=t!("communities.gathering.door") back=links::GATHERINGS state>
            <div class="stack">
                <section class="card form">
                    {title}
                    <p class="hint">{times::begins(at)}</p>
                    <Field label=t!("communities.gathering.code") value=typed hint=t!("communities.gathering.code.hint") max=20 on_enter=let_in test="door-code" />
                    {problem(act)}
                    <Button block=true icon="user-round-check" busy=act.busy() disabled=short on_press=let_in test="let-in">{t!("communities.gathering.let_in.do")}</Button>
                </section>
                <Who gathering=id at=when hosting />
            </div>
        </Screen>
    }
}
