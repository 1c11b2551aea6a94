//! Writes everything that the database holds as lines of JSON: `{"table": …, "row": {…}}`.

use crate::arguments::Export;
use crate::failure::Failure;
use crate::settings;
use sampan_backend::Backend;
use sampan_backend::db::{Db, DbError, Row, Value};
use sampan_protocol::auth::to_hex;
use serde_json::{Map, json};
use std::fs::OpenOptions;
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(options: &Export) -> Result<ExitCode, Failure> {
    let db = Backend::look(&settings::place(&options.place)?.database)?;
    let rows = if options.out == Path::new("-") {
        write_all(&db, &mut std::io::stdout().lock())?
    } else {
        let shown = options.out.display().to_string();
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&options.out)
            .map_err(|error| Failure::of(&shown, &error))?;
        let rows = write_all(&db, &mut BufWriter::new(&file))?;
        file.sync_all().map_err(|error| Failure::of(&shown, &error))?;
        rows
    };
    eprintln!("{rows} rows written");
    Ok(ExitCode::SUCCESS)
}

fn write_all(db: &Db, out: &mut dyn Write) -> Result<u64, Failure> {
    let mut rows = 0;
    let mut broken = None;
    let dumped = db.dump(|table, row| {
        rows += 1;
        writeln!(out, "{}", line(table, row)).map_err(|error| {
            let text = error.to_string();
            broken = Some(error);
            DbError::Other(text)
        })
    });
    if let Some(error) = broken {
        return Err(Failure::of("the export cannot be written", &error));
    }
    dumped?;
    out.flush().map_err(|error| Failure::of("the export cannot be written", &error))?;
    Ok(rows)
}

/// A row as JSON. Bytes are `{"hex": …}`.
fn line(table: &str, row: &Row) -> serde_json::Value {
    let columns: Map<_, _> = row
        .iter()
        .map(|(name, value)| {
            let value = match value {
                Value::Null => serde_json::Value::Null,
                Value::Int(whole) => json!(whole),
                Value::Text(text) => json!(text),
                Value::Blob(bytes) => json!({ "hex": to_hex(bytes) }),
            };
            (name.to_owned(), value)
        })
        .collect();
    json!({ "table": table, "row": columns })
}
