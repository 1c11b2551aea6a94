//! Screen `packets`: what waits to be opened, what I got, what I gave.

use super::{GIVE, greeting, path};
use crate::answer::read;
use crate::features::wallet::links;
use crate::features::wallet::overview::my_person;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::PersonId;
use sampan_protocol::wallet::packet::{ListPackets, Packet, PacketState, ROW};

/// My packets.
#[component]
pub(crate) fn PacketsScreen() -> View {
    let packets = read(&[ROW], || ListPackets {});
    let state = Signal::derive(move || ScreenState::of(&packets.get(), Vec::is_empty));
    let again = Callback::new(move |()| packets.refetch());
    let me = my_person();
    let list = move |packets: Vec<Packet>| {
        let Some(me) = me.with_untracked(|me| me.as_ref().map(|me| me.id)) else {
            return View::none();
        };
        if packets.is_empty() {
            return empty();
        }
        let (mine, theirs): (Vec<_>, Vec<_>) = packets.into_iter().partition(|p| p.sender.id == me);
        let waits = |p: &Packet| p.state == PacketState::Open && p.share_of(me).is_none();
        let (waiting, theirs): (Vec<_>, Vec<_>) = theirs.into_iter().partition(waits);
        view! {
            <div class="stack packets">
                {section("wallet.packet.waiting", &waiting, me)}
                {section("wallet.packet.got", &theirs, me)}
                {section("wallet.packet.given", &mine, me)}
            </div>
        }
    };
    let actions = || view! { <IconButton icon="plus" label=t!("wallet.packet.give") href=GIVE test="packet-new" /> };
    view! {
        <Screen name="packets" title=t!("wallet.packet.title") back=links::WALLET state actions>
            {move || loaded(packets.get(), again, list)}
        </Screen>
    }
}

fn empty() -> View {
    view! {
        <StateView icon="gift" title=t!("wallet.packet.none") text=t!("wallet.packet.none.hint")
            action=t!("wallet.packet.give") href=GIVE test="packet-first" />
    }
}

fn section(title: &'static str, packets: &[Packet], me: PersonId) -> Option<View> {
    (!packets.is_empty()).then(|| {
        let rows = packets.iter().map(|packet| row(packet, me)).collect_view();
        view! { <ListSection title=t!(title)>{rows}</ListSection> }
    })
}

fn row(packet: &Packet, me: PersonId) -> View {
    let mine = packet.sender.id == me;
    let share = packet.share_of(me);
    let title = match (mine, packet.to.as_slice()) {
        (false, _) => packet.sender.name.clone(),
        (true, []) => t!("wallet.packet.by_link"),
        (true, [one]) => one.name.clone(),
        (true, [one, rest @ ..]) => t!("wallet.packet.for", name = one.name, n = rest.len()),
    };
    let how = match packet.state {
        _ if packet.pending => t!("wallet.requests.unsent"),
        PacketState::Open if mine => {
            t!("wallet.packet.opened", n = packet.claims.len(), of = packet.shares)
        }
        PacketState::Finished if mine => t!("wallet.packet.all_opened"),
        PacketState::Returned if mine => t!("wallet.packet.returned"),
        PacketState::Open if share.is_none() => t!("wallet.packet.tap"),
        PacketState::Finished if share.is_none() => t!("wallet.packet.missed"),
        PacketState::Returned if share.is_none() => t!("wallet.packet.over"),
        _ => format::moment(packet.made),
    };
    let detail = format!("{} · {how}", greeting(packet));
    let closed = !mine && share.is_none() && packet.state == PacketState::Open;
    let class = if closed { "packet-mark" } else { "packet-mark open" };
    let money = if mine { Some(packet.amount) } else { share };
    let tail = move || money.map(|money| view! { <MoneyText money /> });
    let href = path(packet.id, None);
    view! {
        <ListItem title detail href test="packet"
            lead=move || view! { <span class=class aria-hidden="true"></span> } tail=tail />
    }
}
