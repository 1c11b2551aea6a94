//! Commands about life accounts and notes.

use sampan_protocol::feed::{
    DrawCard, DropFolder, EditNote, FollowLife, GetDraft, GetFolder, GetInsights, GetLife, GetNote,
    HandInClip, HandInShot, KeepDraft, KeepNote, LikeIt, ListFolders, ListFollowed, ListManaged,
    ListManagers, ListNotes, OpenLife, PublishNote, Refresh, RemoveSaid, SayIt, SeeNote, SetFolder,
    SetManager, UpdateLife,
};

super::forward! { "feed";
    list_managed: ListManaged,
    list_followed: ListFollowed,
    list_notes: ListNotes,
    get_note: GetNote,
    get_life: GetLife,
    list_managers: ListManagers,
    get_insights: GetInsights,
    list_folders: ListFolders,
    get_folder: GetFolder,
    refresh_notes: Refresh,
    open_life: OpenLife,
    update_life: UpdateLife,
    set_manager: SetManager,
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
    get_note_draft: GetDraft,
    keep_note_draft: KeepDraft,
}
