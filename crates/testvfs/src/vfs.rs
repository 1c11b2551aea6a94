//! The disk as SQLite calls it: a VFS without shared memory, for one connection that locks it.

use crate::disk::{Disk, Off};
use rusqlite::ffi;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr;

/// What SQLite allocates for an open file; the first field has to be its own.
#[repr(C)]
struct Open {
    base: ffi::sqlite3_file,
    disk: *const Disk,
    name: *mut String,
    delete_on_close: bool,
}

/// Makes a disk known to SQLite by this name, until the process ends.
///
/// # Errors
/// SQLite's code where it does not take it.
///
/// # Panics
/// If the name contains a zero byte.
pub fn register(name: &str, disk: &Disk) -> Result<(), c_int> {
    let name = CString::new(name).expect("a name has no zero byte");
    // SAFETY: the default VFS is asked for by a null name, and lives as long as the process.
    let base = unsafe { ffi::sqlite3_vfs_find(ptr::null()) };
    // SAFETY: SQLite is linked in, and its default VFS is always there.
    let base = unsafe { &*base };
    let vfs = ffi::sqlite3_vfs {
        iVersion: 1,
        szOsFile: c_int::try_from(size_of::<Open>()).unwrap_or(c_int::MAX),
        mxPathname: 512,
        pNext: ptr::null_mut(),
        zName: name.into_raw(),
        pAppData: Box::into_raw(Box::new(disk.clone())).cast(),
        xOpen: Some(open),
        xDelete: Some(delete),
        xAccess: Some(access),
        xFullPathname: Some(full_pathname),
        xDlOpen: None,
        xDlError: None,
        xDlSym: None,
        xDlClose: None,
        xRandomness: base.xRandomness,
        xSleep: base.xSleep,
        xCurrentTime: base.xCurrentTime,
        xGetLastError: None,
        xCurrentTimeInt64: None,
        xSetSystemCall: None,
        xGetSystemCall: None,
        xNextSystemCall: None,
    };
    // SAFETY: the structure and all that it points to are never freed.
    match unsafe { ffi::sqlite3_vfs_register(Box::into_raw(Box::new(vfs)), 0) } {
        ffi::SQLITE_OK => Ok(()),
        code => Err(code),
    }
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 1,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(lock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: None,
    xShmLock: None,
    xShmBarrier: None,
    xShmUnmap: None,
    xFetch: None,
    xUnfetch: None,
};

fn code(done: Result<(), Off>, failed: c_int) -> c_int {
    done.map_or(failed, |()| ffi::SQLITE_OK)
}

/// # Safety
/// `vfs` has to be one that [`register`] made.
unsafe fn disk<'a>(vfs: *mut ffi::sqlite3_vfs) -> &'a Disk {
    unsafe { &*(*vfs).pAppData.cast::<Disk>() }
}

/// # Safety
/// `file` has to be one that [`open`] opened.
unsafe fn opened<'a>(file: *mut ffi::sqlite3_file) -> (&'a Disk, &'a str) {
    unsafe {
        let open = &*file.cast::<Open>();
        (&*open.disk, &*open.name)
    }
}

/// # Safety
/// `text` has to be null or end in a zero byte.
unsafe fn text<'a>(text: *const c_char) -> Option<&'a str> {
    if text.is_null() {
        return None;
    }
    unsafe { CStr::from_ptr(text) }.to_str().ok()
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    unsafe {
        let disk = disk(vfs);
        let open = file.cast::<Open>();
        (*open).base.pMethods = ptr::null();
        let name = text(name).map_or_else(|| format!("temporary-{file:p}"), str::to_owned);
        let make = flags & ffi::SQLITE_OPEN_CREATE != 0;
        match disk.open(&name, make) {
            Ok(true) => {}
            _ => return ffi::SQLITE_CANTOPEN,
        }
        (*open).disk = disk;
        (*open).name = Box::into_raw(Box::new(name));
        (*open).delete_on_close = flags & ffi::SQLITE_OPEN_DELETEONCLOSE != 0;
        (*open).base.pMethods = &raw const METHODS;
        if !out.is_null() {
            *out = flags;
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    _sync: c_int,
) -> c_int {
    unsafe {
        match text(name) {
            Some(name) => code(disk(vfs).delete(name), ffi::SQLITE_IOERR_DELETE),
            None => ffi::SQLITE_IOERR_DELETE,
        }
    }
}

unsafe extern "C" fn access(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    _flags: c_int,
    out: *mut c_int,
) -> c_int {
    unsafe {
        *out = c_int::from(text(name).is_some_and(|name| disk(vfs).exists(name)));
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn full_pathname(
    _vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    room: c_int,
    out: *mut c_char,
) -> c_int {
    unsafe {
        let bytes = CStr::from_ptr(name).to_bytes_with_nul();
        if usize::try_from(room).is_ok_and(|room| bytes.len() <= room) {
            ptr::copy_nonoverlapping(bytes.as_ptr().cast(), out, bytes.len());
            return ffi::SQLITE_OK;
        }
    }
    ffi::SQLITE_CANTOPEN
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    unsafe {
        let open = &*file.cast::<Open>();
        let name = Box::from_raw(open.name);
        if open.delete_on_close {
            let _ = (*open.disk).delete(&name);
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    into: *mut c_void,
    count: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    let (Ok(count), Ok(at)) = (usize::try_from(count), usize::try_from(at)) else {
        return ffi::SQLITE_IOERR_READ;
    };
    unsafe {
        let (disk, name) = opened(file);
        match disk.read(name, at, std::slice::from_raw_parts_mut(into.cast(), count)) {
            Ok(there) if there == count => ffi::SQLITE_OK,
            Ok(_) => ffi::SQLITE_IOERR_SHORT_READ,
            Err(Off) => ffi::SQLITE_IOERR_READ,
        }
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    count: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    let (Ok(count), Ok(at)) = (usize::try_from(count), usize::try_from(at)) else {
        return ffi::SQLITE_IOERR_WRITE;
    };
    unsafe {
        let (disk, name) = opened(file);
        let bytes = std::slice::from_raw_parts(from.cast(), count);
        code(disk.write(name, at, bytes), ffi::SQLITE_IOERR_WRITE)
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, to: ffi::sqlite3_int64) -> c_int {
    let (disk, name) = unsafe { opened(file) };
    usize::try_from(to).map_or(ffi::SQLITE_IOERR_TRUNCATE, |to| {
        code(disk.truncate(name, to), ffi::SQLITE_IOERR_TRUNCATE)
    })
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    let (disk, name) = unsafe { opened(file) };
    code(disk.sync(name), ffi::SQLITE_IOERR_FSYNC)
}

unsafe extern "C" fn file_size(
    file: *mut ffi::sqlite3_file,
    out: *mut ffi::sqlite3_int64,
) -> c_int {
    let (disk, name) = unsafe { opened(file) };
    let Ok(size) = disk.size(name) else {
        return ffi::SQLITE_IOERR_FSTAT;
    };
    unsafe { *out = ffi::sqlite3_int64::try_from(size).unwrap_or_default() };
    ffi::SQLITE_OK
}

unsafe extern "C" fn lock(_file: *mut ffi::sqlite3_file, _level: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(_file: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    unsafe { *out = 0 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_control(
    _file: *mut ffi::sqlite3_file,
    _op: c_int,
    _argument: *mut c_void,
) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_file: *mut ffi::sqlite3_file) -> c_int {
    c_int::try_from(crate::SECTOR).unwrap_or(c_int::MAX)
}

unsafe extern "C" fn characteristics(_file: *mut ffi::sqlite3_file) -> c_int {
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::{Connection, OpenFlags};

    fn connect(name: &str) -> rusqlite::Result<Connection> {
        let db = Connection::open_with_flags_and_vfs("db", OpenFlags::default(), name)?;
        db.execute_batch(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY, fill BLOB);",
        )?;
        Ok(db)
    }

    #[test]
    fn what_sqlite_committed_is_there_after_a_power_cut_at_any_write() {
        for cut in 0..300u64 {
            let (disk, name) = (Disk::new(), format!("cut-{cut}"));
            register(&name, &disk).expect("it is taken");
            disk.cut_after(cut);
            let mut answered = 0;
            if let Ok(db) = connect(&name) {
                for n in 1..=40 {
                    let insert = "INSERT INTO t VALUES (?1, zeroblob(3000))";
                    match db.execute(insert, [n]) {
                        Ok(_) => answered = n,
                        Err(_) => break,
                    }
                }
            }
            let mut chance = cut;
            disk.restart(&mut |below| {
                chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (chance >> 33) % below
            });
            let db = connect(&name).expect("it is whole");
            let check: String = db
                .query_row("PRAGMA integrity_check", [], |row| row.get(0))
                .expect("it can be read");
            assert_eq!(check, "ok", "cut at {cut}");
            let count = "SELECT coalesce(max(n), 0), count(*) FROM t";
            let (last, count): (i64, i64) = db
                .query_row(count, [], |row| Ok((row.get(0)?, row.get(1)?)))
                .expect("it can be read");
            assert!(last >= answered, "cut at {cut}: {answered} was answered, {last} is there");
            assert!(last <= answered + 1, "cut at {cut}: nothing that was not asked for");
            assert_eq!(last, count, "cut at {cut}: without gaps");
        }
    }

    #[test]
    fn a_disk_that_lies_loses_what_was_committed() {
        let (disk, name) = (Disk::new(), "lies");
        register(name, &disk).expect("it is taken");
        let db = connect(name).expect("it opens");
        disk.lie();
        db.execute("INSERT INTO t VALUES (1, zeroblob(3000))", []).expect("it is answered");
        disk.cut_after(0);
        drop(db);
        disk.restart(&mut |_| 0);
        let db = connect(name).expect("it opens");
        let count: i64 =
            db.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).expect("it can be read");
        assert_eq!(count, 0, "so the test above can fail");
    }
}
