//! Commands about communities.

use sampan_protocol::communities::{
    CastVote, CreateCommunity, DecideAsking, EditWritten, GetCommunity, GetThread, InvitePerson,
    JoinCommunity, LeaveCommunity, ListCommunities, ListMembers, ListMemberships, ListPosts,
    ListSaved, RemoveWritten, SavePost, SetRole, UpdateCommunity, WriteComment, WritePost,
};

use sampan_protocol::communities::gatherings::{
    CallOffGathering, GetCalendar, GetGathering, GetTicket, KeepGathering, KeepMemory, LetIn,
    ListGatherings, ListGuests, ListMemories, ListSeats, ListZones, LookAhead, RenewCalendar,
    SaveCalendar, SignOffFrom, SignUpFor,
};

super::forward! { "communities";
    list_memberships: ListMemberships,
    list_communities: ListCommunities,
    get_community: GetCommunity,
    list_posts: ListPosts,
    get_thread: GetThread,
    list_saved: ListSaved,
    list_members: ListMembers,
    create_community: CreateCommunity,
    update_community: UpdateCommunity,
    join_community: JoinCommunity,
    leave_community: LeaveCommunity,
    decide_asking: DecideAsking,
    invite_person: InvitePerson,
    set_role: SetRole,
    write_post: WritePost,
    write_comment: WriteComment,
    edit_written: EditWritten,
    remove_written: RemoveWritten,
    cast_vote: CastVote,
    save_post: SavePost,
    list_gatherings: ListGatherings,
    list_seats: ListSeats,
    get_gathering: GetGathering,
    list_guests: ListGuests,
    list_memories: ListMemories,
    look_ahead: LookAhead,
    list_zones: ListZones,
    keep_gathering: KeepGathering,
    call_off_gathering: CallOffGathering,
    sign_up_for: SignUpFor,
    sign_off_from: SignOffFrom,
    let_in: LetIn,
    get_ticket: GetTicket,
    keep_memory: KeepMemory,
    save_calendar: SaveCalendar,
    get_calendar: GetCalendar,
    renew_calendar: RenewCalendar,
}
