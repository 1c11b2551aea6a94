//! The engines that the contract is tried on.

use crate::db::Db;
use crate::module::Module;
use crate::wallet::Wallet;

/// Runs a test on a fresh database with the wallet's tables, of each engine that is there.
pub(super) fn on_each(test: impl Fn(&Db)) {
    on_each_address(|url| test(&fresh(url)));
}

/// Runs a test on the address of an empty database of each engine that is there.
pub(super) fn on_each_address(test: impl Fn(&str)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("wallet.db");
    test(&format!("sqlite:{}", file.display()));
    #[cfg(feature = "postgres")]
    if let Ok(server) = std::env::var("SAMPAN_TEST_POSTGRES") {
        postgres::on_a_new_database(&server, test);
    }
}

fn fresh(url: &str) -> Db {
    let db = Db::open(url).expect("the database opens");
    db.migrate(&[("wallet", Wallet::default().migrations())]).expect("the tables are made");
    db
}

#[cfg(feature = "postgres")]
mod postgres {
    use std::sync::atomic::{AtomicU32, Ordering};

    /// Makes a database on the server, hands its address over, and drops it again.
    pub(super) fn on_a_new_database(server: &str, test: impl FnOnce(&str)) {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("wallet_{}_{number}", std::process::id());
        let mut admin = ::postgres::Client::connect(server, ::postgres::NoTls)
            .expect("SAMPAN_TEST_POSTGRES is the address of a server that is up");
        admin.batch_execute(&format!("CREATE DATABASE {name}")).expect("it may make databases");
        let (base, _) = server.rsplit_once('/').expect("the address ends in /NAME");
        test(&format!("{base}/{name}"));
        admin
            .batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"))
            .expect("what was made can be dropped");
    }
}
