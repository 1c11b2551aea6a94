//! Which lists of life accounts and notes there are.

use crate::pages::lists;
use sampan_protocol::feed::film::{
    AskCaptions, AskFilms, AskOffered, AskRanking, Captions, CaptionsPart, FilmNumbers, FilmsPart,
    Offered, OfferedPart, Ranking, RankingPart,
};
use sampan_protocol::feed::{
    Account, AccountPart, AskAccount, AskFolder, AskInsights, AskKeepers, AskNote, AskNotes,
    AskReplies, Comment, FolderPart, Insights, InsightsPart, Keeper, KeepersPart, Note, NotePart,
    NotesPart, OwnedFolder, RepliesPart, rows,
};

lists! { rows::PAGE;
    AskNotes, NotesPart -> Note, "feed/notes";
    AskNote, NotePart -> Note, "feed/note";
    AskReplies, RepliesPart -> Comment, "feed/comments";
    AskAccount, AccountPart -> Account, "feed/account";
    AskKeepers, KeepersPart -> Keeper, "feed/keepers";
    AskFolder, FolderPart -> OwnedFolder, "feed/folder";
    AskInsights, InsightsPart -> Insights, "feed/insights";
    AskOffered, OfferedPart -> Offered, "feed/offered", 60;
    AskRanking, RankingPart -> Ranking, "feed/ranking", 600;
    AskCaptions, CaptionsPart -> Captions, "feed/captions";
    AskFilms, FilmsPart -> FilmNumbers, "feed/films";
}
