//! What goes wrong: the power at any write, or every connection at any moment.

use crate::town::Town;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Lets things go wrong until it is told to stop: by how much was done meanwhile and not by the time, so that
/// as much gets through on a slow machine as on a fast one.
pub(crate) async fn keep(town: Arc<Town>, stop: Arc<AtomicBool>) -> Result<(), String> {
    while !stop.load(Ordering::SeqCst) {
        let next = town.answered.load(Ordering::SeqCst) + 20 + town.below(180);
        while town.answered.load(Ordering::SeqCst) < next && !stop.load(Ordering::SeqCst) {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        match &town.disk {
            Some(disk) => {
                disk.cut_after(town.below(200));
                while !disk.is_off() && !stop.load(Ordering::SeqCst) {
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
                if disk.is_off() {
                    town.power_cut().await?;
                }
            }
            None if town.below(4) == 0 => town.power_cut().await?,
            None => {
                let address = town.address.clone();
                let cut = move || {
                    statement(
                        &address,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                         WHERE datname = current_database() AND pid <> pg_backend_pid()",
                    )
                };
                tokio::task::spawn_blocking(move || {
                    std::thread::scope(|scope| scope.spawn(cut).join().unwrap_or(Ok(())))
                })
                .await
                .map_err(|error| error.to_string())??;
                town.outages.fetch_add(1, Ordering::SeqCst);
            }
        }
    }
    // What was to go wrong yet does not happen in quiet times.
    if town.disk.is_some() {
        town.power_cut().await?;
    }
    Ok(())
}

/// Runs a statement on a PostgreSQL server.
pub(crate) fn statement(address: &str, text: &str) -> Result<(), String> {
    let (address, text) = (address.to_owned(), text.to_owned());
    let done = std::thread::spawn(move || {
        let mut client = postgres::Client::connect(&address, postgres::NoTls)?;
        client.batch_execute(&text)
    });
    let done = done.join().map_err(|_| "the statement panicked".to_owned())?;
    done.map_err(|error| error.to_string())
}
