//! Screens `feed.folders` and `feed.folder`: what one keeps, and in which folder.

use super::cards::Waterfall;
use super::links;
use super::reads::KINDS;
use super::shot::Shot;
use crate::act::{Act, problem};
use crate::answer::read;
use crate::clock::{BrowserClock, BrowserRandom, new_op};
use crate::listing::RefreshButton;
use crate::prelude::*;
use crate::router::use_params_map;
use crate::ui::*;
use crate::{t, tn};
use sampan_protocol::feed::{
    DropFolder, FOLDER_LIMIT, Folder, FolderSeen, FolderShown, GetFolder, KeepNote, ListFolders,
    SetFolder, check_folder,
};
use sampan_protocol::ids::{FolderId, NoteId, uuid_v7};

/// My folders.
#[component]
pub(crate) fn FoldersScreen() -> View {
    let folders = read(KINDS, || ListFolders {});
    let state = Memo::new(move || ScreenState::of(&folders.get(), |_| false));
    let making = Making::new();
    let tile = |seen: FolderSeen| {
        let (name, lock) = match &seen.folder {
            Some(folder) => (folder.name.clone(), (!folder.public).then_some("lock")),
            None => (t!("feed.folder.none"), None),
        };
        let covers = seen.covers.into_iter().map(|name| view! { <Shot name /> }).collect_view();
        let lock = lock.map(|icon| view! { <Icon name=icon size=16 /> });
        view! {
            <a class="folder-tile" href=links::folder(seen.folder.map(|folder| folder.id)) data-test="folder" data-name=name.clone()>
                <span class="folder-covers">{covers}</span>
                <span class="folder-name">{name}{lock}</span>
                <span class="folder-count">{tn!("feed.notes", i64::from(seen.notes))}</span>
            </a>
        }
    };
    let list = move |all: Vec<FolderSeen>| {
        view! { <div class="folder-tiles">{all.into_iter().map(tile).collect_view()}</div> }
    };
    let actions = move || view! { <IconButton icon="plus" label=t!("feed.folder.new") on_press=move |()| making.begin(None) test="folder-new" /> };
    view! {
        <Screen name="feed.folders" title=t!("feed.folders") back=links::ROOT state actions=actions>
            {move || loaded(folders.get(), move |()| folders.refetch(), list)}
            <MakingSheet making />
        </Screen>
    }
}

/// One folder.
#[component]
pub(crate) fn FolderScreen() -> View {
    let word = use_params_map().with_untracked(|params| params.get("folder"));
    let folder: Option<FolderId> = word.and_then(|word| word.parse().ok());
    let parts = RwSignal::new(1);
    let answer = read(KINDS, move || GetFolder { folder, parts: parts.get() });
    let shown = Memo::new(move || answer.get().and_then(Result::ok));
    let inside = Signal::derive(move || shown.get().map(|shown| shown.notes));
    let is_empty = |shown: &FolderShown| shown.notes.items.is_empty();
    let state = Memo::new(move || ScreenState::of(&answer.get(), is_empty));
    let title = Signal::derive(move || match folder {
        None => Some(t!("feed.folder.none")),
        Some(_) => shown.with(|s| Some(s.as_ref()?.folder.as_ref()?.folder.name.clone())),
    });
    let (making, dropping, act) = (Making::new(), RwSignal::new(false), Act::new());
    let mine = Memo::new(move || {
        let own = shown.get().filter(|shown| shown.mine)?;
        own.folder.map(|owned| owned.folder)
    });
    let menu = move || {
        mine.get().map(|folder| {
        let change = move |()| making.begin(Some(&folder));
        view! {
            <Menu label=t!("feed.menu") test="folder-menu">
                <MenuItem label=t!("feed.folder.change") icon="pencil" on_press=change test="folder-change" />
                <MenuItem label=t!("feed.folder.drop") icon="trash-2" danger=true on_press=move |()| dropping.set(true) test="folder-drop" />
            </Menu>
        }
    })
    };
    let back = go_back(links::FOLDERS);
    let drop_it = move |()| {
        if let Some(folder) = folder {
            act.run_aloud(DropFolder { op: new_op(), folder }, move |()| back.run(()));
        }
    };
    let head = move || {
        let owned = shown.get()?.folder?;
        let who =
            if owned.folder.public { t!("feed.folder.public") } else { t!("feed.folder.private") };
        Some(view! { <p class="hint">{format!("{} · {who}", owned.owner.name)}</p> })
    };
    let empty = || view! { <StateView icon="bookmark" title=t!("feed.folder.empty") text=t!("feed.folder.empty.text") action=t!("feed.look") href=links::ROOT /> };
    let body = move || match state.get() {
        ScreenState::Empty => empty(),
        ScreenState::Ready => view! { <Waterfall notes=inside parts /> },
        _ => loaded(answer.get(), move |()| answer.refetch(), |_| view! { <SkeletonBlock /> }),
    };
    let actions = move || view! { <RefreshButton />{menu} };
    view! {
        <Screen name="feed.folder" title back=links::FOLDERS state actions=actions wide=true>
            <div class="stack fall-screen">{head}{body}</div>
            <MakingSheet making />
            <Confirm open=dropping danger=true title=t!("feed.folder.drop.ask") text=t!("feed.folder.drop.text") confirm=t!("feed.folder.drop") on_confirm=drop_it test="folder-drop-ask" />
        </Screen>
    }
}

/// A folder that is being made or changed.
#[derive(Clone, Copy)]
pub(super) struct Making {
    open: RwSignal<bool>,
    folder: RwSignal<Option<FolderId>>,
    name: RwSignal<String>,
    public: RwSignal<bool>,
}

impl Making {
    fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            folder: RwSignal::new(None),
            name: RwSignal::new(String::new()),
            public: RwSignal::new(false),
        }
    }

    fn begin(self, folder: Option<&Folder>) {
        self.folder.set(folder.map(|folder| folder.id));
        self.name.set(folder.map(|folder| folder.name.clone()).unwrap_or_default());
        self.public.set(folder.is_some_and(|folder| folder.public));
        self.open.set(true);
    }
}

#[component]
fn MakingSheet(making: Making) -> View {
    let act = Act::new();
    let limit = u32::try_from(FOLDER_LIMIT).unwrap_or(u32::MAX);
    let save = move |()| {
        let fresh = || FolderId(uuid_v7(&BrowserClock, &BrowserRandom));
        let folder = making.folder.get_untracked().unwrap_or_else(fresh);
        let (name, public) =
            (making.name.get_untracked().trim().to_owned(), making.public.get_untracked());
        act.run(SetFolder { op: new_op(), folder, name, public }, move |()| {
            making.open.try_set(false);
        });
    };
    let unfit = Signal::derive(move || making.name.with(|name| check_folder(name.trim()).is_err()));
    view! {
        <Sheet open=making.open title=t!("feed.folder.new") test="folder-sheet">
            <div class="form">
                <Field label=t!("feed.folder.name") value=making.name max=limit test="folder-name" />
                <Switch label=t!("feed.folder.public") detail=t!("feed.folder.public.text") checked=making.public
                    on_change=move |on| making.public.set(on) test="folder-public" />
                {problem(act)}
                <Button block=true busy=act.busy() disabled=unfit on_press=save test="folder-save">{t!("ui.save")}</Button>
            </div>
        </Sheet>
    }
}

/// A note that is being put into a folder.
#[derive(Clone, Copy)]
pub(super) struct Keeping {
    note: NoteId,
    open: RwSignal<bool>,
    folder: RwSignal<Option<FolderId>>,
}

impl Keeping {
    /// Nothing is chosen yet.
    pub(super) fn new(note: NoteId) -> Self {
        Self { note, open: RwSignal::new(false), folder: RwSignal::new(None) }
    }

    /// Lets a folder be chosen.
    pub(super) fn begin(self, folder: Option<FolderId>) {
        self.folder.set(folder);
        self.open.set(true);
    }
}

/// Lets a folder be chosen for a note that is kept, or has it kept no longer.
#[component]
pub(super) fn KeepingSheet(
    /// Which.
    keeping: Keeping,
) -> View {
    let folders = read(KINDS, || ListFolders {});
    let (act, making) = (Act::new(), Making::new());
    let keep = Callback::new(move |(kept, folder): (bool, Option<FolderId>)| {
        let command = KeepNote { op: new_op(), note: keeping.note, kept, folder };
        act.run_aloud(command, move |()| {
            keeping.open.try_set(false);
        });
    });
    let row = move |seen: FolderSeen| {
        let id = seen.folder.as_ref().map(|folder| folder.id);
        let title = seen.folder.map_or_else(|| t!("feed.folder.none"), |folder| folder.name);
        let chosen = move || keeping.folder.get() == id;
        let tail = move || chosen().then(|| view! { <Icon name="check" /> }).view();
        view! { <ListItem title tail on_press=move |()| keep.run((true, id)) test="keep-in" /> }
    };
    let all = move || {
        folders.get().and_then(Result::ok).unwrap_or_default().into_iter().map(row).collect_view()
    };
    view! {
        <Sheet open=keeping.open title=t!("feed.keep.where") test="keep-sheet">
            <div class="form">
                <ListSection>{all}</ListSection>
                <Button block=true kind=ButtonKind::Soft icon="plus" on_press=move |()| making.begin(None) test="folder-new">{t!("feed.folder.new")}</Button>
                <Button block=true kind=ButtonKind::Quiet on_press=move |()| keep.run((false, None)) test="keep-not">{t!("feed.keep.not")}</Button>
            </div>
        </Sheet>
        <MakingSheet making />
    }
}
