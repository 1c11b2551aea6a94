//! Commands about life accounts and notes.

use sampan_protocol::feed::{
    DrawCard, DropFolder, EditNote, FollowLife, GetFolder, GetInsights, GetLife, GetNote,
    HandInClip, HandInShot, KeepNote, LikeIt, ListFolders, ListFollowed, ListKeepers, ListManaged,
    ListNotes, OpenLife, PublishNote, RemoveSaid, SayIt, SeeNote, SetFolder, SetKeeper, UpdateLife,
};

super::forward! { "feed";
    list_managed: ListManaged,
    list_followed: ListFollowed,
    list_notes: ListNotes,
    get_note: GetNote,
    get_life: GetLife,
    list_keepers: ListKeepers,
    get_insights: GetInsights,
    list_folders: ListFolders,
    get_folder: GetFolder,
    open_life: OpenLife,
    update_life: UpdateLife,
    set_keeper: SetKeeper,
    follow_life: FollowLife,
    hand_in_shot: HandInShot,
    hand_in_clip: HandInClip,
    publish_note: PublishNote,
    edit_note: EditNote,
    remove_said: RemoveSaid,
    like_it: LikeIt,
    keep_note: KeepNote,
    set_folder: SetFolder,
    drop_folder: DropFolder,
    say_it: SayIt,
    see_note: SeeNote,
    draw_card: DrawCard,
}
