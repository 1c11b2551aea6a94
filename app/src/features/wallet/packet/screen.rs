//! Screen `packet`: one packet, closed in its envelope or opened.

use super::envelope::Envelope;
use super::opened::Opened;
use super::{GIVE, PACKETS};
use crate::answer::{Answer, read};
use crate::features::wallet::overview::my_person;
use crate::prelude::*;
use crate::router::{use_params_map, use_query_map};
use crate::t;
use crate::ui::*;
use sampan_protocol::Code;
use sampan_protocol::ids::PacketId;
use sampan_protocol::wallet::packet::{GetPacket, Packet, PacketState, ROW};

/// One packet: `/wallet/packet/<packet>?s=<secret>`.
#[component]
pub(crate) fn PacketScreen() -> View {
    let params = use_params_map();
    let query = use_query_map();
    let at = Memo::new(move || {
        let packet = params.with(|p| p.get("packet").and_then(|id| id.parse::<PacketId>().ok()));
        let secret = query.with(|q| q.get("s").filter(|s| !s.is_empty()));
        GetPacket { packet: packet.unwrap_or(PacketId(Default::default())), secret }
    });
    let answer = read(&[ROW], move || at.get());
    let state = Signal::derive(move || ScreenState::of(&answer.get(), |_| false));
    let body = move || match answer.get() {
        Some(Err(error))
            if matches!(error.code, Code::NotFound | Code::Refused | Code::Invalid) =>
        {
            view! {
                <StateView kind=StateKind::Error icon="gift" title=t!("wallet.packet.not_here")
                    text=crate::words::tell(&error) action=t!("wallet.packet.give") href=GIVE />
            }
        }
        got => {
            let again = Callback::new(move |()| answer.refetch());
            loaded(got, again, |packet| one(packet, at.get_untracked(), answer))
        }
    };
    view! { <Screen name="packet" title=t!("wallet.packet.title") state back=PACKETS>{body}</Screen> }
}

fn one(packet: Packet, at: GetPacket, answer: Answer<Packet>) -> View {
    let me = my_person().with_untracked(|me| me.as_ref().map(|me| me.id));
    let mine = Some(packet.sender.id) == me;
    let share = me.and_then(|me| packet.share_of(me));
    if !mine && share.is_none() && packet.state == PacketState::Open {
        let opened = Callback::new(move |()| answer.refetch());
        return view! { <Envelope packet secret=at.secret opened /> };
    }
    view! { <Opened packet share mine /> }
}
