//! Commands about communities.

use sampan_protocol::communities::{
    CastVote, CreateCommunity, DecideAsking, EditWritten, GetCommunity, GetThread, InvitePerson,
    JoinCommunity, LeaveCommunity, ListCommunities, ListMembers, ListMemberships, ListPosts,
    ListSaved, Refresh, RemoveWritten, SavePost, SetRole, UpdateCommunity, WriteComment, WritePost,
};

super::forward! { "communities";
    list_memberships: ListMemberships,
    list_communities: ListCommunities,
    get_community: GetCommunity,
    list_posts: ListPosts,
    get_thread: GetThread,
    list_saved: ListSaved,
    list_members: ListMembers,
    refresh: Refresh,
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
}
