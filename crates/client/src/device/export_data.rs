//! Writes all of my data to a file that other programs can read; keys stay where they are.

use crate::Client;
use crate::core::Core;
use crate::db::{Fault, Store, blocking};
use crate::features;
use crate::outbox::{self, Op};
use crate::table::row;
use sampan_protocol::Reply;
use sampan_protocol::device::{ExportData, Exported};
use sampan_protocol::sync::Scope;
use serde_json::{Map, Value, json};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Folder of the profile where exports are written.
const FOLDER: &str = "export";
/// Where the shell keeps this device's settings: beside the folders of its profiles.
const SETTINGS: &str = "device.json";

impl Client {
    /// Answers [`ExportData`]: `{format, person, service, exported_at, device, rows: {scope: {kind:
    /// {key: row}}}, waiting: [...]}`, as JSON; `device` is what the shell remembers.
    ///
    /// # Errors
    /// `Refused` before there is a person, `Storage` if the file cannot be written.
    pub async fn export_data(&self, _: ExportData) -> Reply<ExportData> {
        let core = self.core.clone();
        core.me()?;
        blocking(move || write(&core)).await
    }
}

fn write(core: &Core) -> Result<Exported, Fault> {
    let known = core.known();
    let me = core.me()?;
    let mut rows = Map::new();
    for scope in features::scopes(&known)? {
        rows.insert(scope.0.clone(), Value::Object(of_scope(&core.cache, &scope)?));
    }
    let waiting: Vec<Value> = core.own.read(outbox::all)?.iter().map(of_op).collect();
    let now = core.clock.now();
    let (year, month, day) = now.date(0);
    let document = json!({
        "format": "sampan-export-1",
        "person": known.me,
        "service": known.service.map(|service| service.settings.name),
        "exported_at": now,
        "device": settings(&core.folder),
        "rows": rows,
        "waiting": waiting,
    });
    let name = format!("sampan-{}-{year}-{month:02}-{day:02}.json", me.handle);
    let path = core.folder.join(FOLDER).join(name);
    let bytes = save(&path, &document).map_err(|error| Fault::File(path.clone(), error))?;
    Ok(Exported { path: absolute(&path), bytes })
}

/// What the shell remembers, if it remembers anything here.
fn settings(folder: &Path) -> Value {
    let text = folder.parent().and_then(|home| std::fs::read_to_string(home.join(SETTINGS)).ok());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn of_scope(cache: &Store, scope: &Scope) -> Result<Map<String, Value>, Fault> {
    cache.read(|db| {
        let mut kinds = Map::new();
        row::each(db, scope, |kind, key, text| {
            let value = serde_json::from_str(text)?;
            if let Value::Object(rows) = kinds.entry(kind).or_insert_with(|| json!({})) {
                rows.insert(key.to_owned(), value);
            }
            Ok(())
        })?;
        Ok(kinds)
    })
}

fn of_op(op: &Op) -> Value {
    json!({ "op": op.op_id, "name": op.name, "args": op.args, "other": op.other, "at": op.at })
}

fn save(path: &Path, document: &Value) -> std::io::Result<u64> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let file = tempfile::NamedTempFile::new_in(folder)?;
    let mut writer = BufWriter::new(file);
    serde_json::to_writer_pretty(&mut writer, document)?;
    writer.write_all(b"\n")?;
    let file = writer.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    let bytes = file.as_file().metadata()?.len();
    file.persist(path)?;
    Ok(bytes)
}

fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path)).display().to_string()
}
