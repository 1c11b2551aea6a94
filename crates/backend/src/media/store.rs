//! Where media is kept: a folder, a bucket of S3, or memory; content-addressed either way.

use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart};
use sampan_protocol::{Code, Error};
use std::ops::Range;
use std::sync::Arc;
use tokio::io::AsyncReadExt;

/// The bytes of a part of a large file.
const PART: usize = 8 << 20;
/// How many parts are on their way at a time.
const PARTS: usize = 2;

/// A store of files that never change, named by the SHA-256 of their bytes, and by their edition where
/// one of the same bytes was taken away before.
#[derive(Clone)]
pub(crate) struct MediaStore {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
}

impl MediaStore {
    /// Opens a folder (made if it is not there), `s3://BUCKET/PREFIX` (keys and region come from
    /// the environment, as S3's own tools read them), or `memory:`.
    pub(crate) fn open(place: &str) -> Result<Self, Error> {
        let (store, prefix): (Arc<dyn ObjectStore>, &str) = match place.split_once(':') {
            Some(("memory", "")) => (Arc::new(InMemory::new()), ""),
            #[cfg(feature = "s3")]
            Some(("s3", address)) => {
                let address = address.trim_start_matches('/');
                let (bucket, prefix) = address.split_once('/').unwrap_or((address, ""));
                let bucket = object_store::aws::AmazonS3Builder::from_env()
                    .with_bucket_name(bucket)
                    .build()
                    .map_err(|error| unreachable(&error))?;
                (Arc::new(bucket), prefix)
            }
            _ => {
                std::fs::create_dir_all(place).map_err(|error| unreachable(&error))?;
                let folder = LocalFileSystem::new_with_prefix(place)
                    .map_err(|error| unreachable(&error))?
                    .with_fsync(true);
                (Arc::new(folder), "")
            }
        };
        Ok(Self { store, prefix: Path::from(prefix) })
    }

    /// Keeps a file.
    pub(crate) async fn put(&self, sha256: &str, bytes: Vec<u8>) -> Result<(), Error> {
        self.store
            .put(&self.path(sha256), PutPayload::from(bytes))
            .await
            .map(drop)
            .map_err(|error| unreachable(&error))
    }

    /// Keeps a file that lies on this machine's disk, a part at a time.
    pub(crate) async fn put_file(&self, sha256: &str, path: &std::path::Path) -> Result<(), Error> {
        let broken = |error: std::io::Error| unreachable(&error);
        let mut file = tokio::fs::File::open(path).await.map_err(broken)?;
        if file.metadata().await.map_err(broken)?.len() <= PART as u64 {
            return self.put(sha256, tokio::fs::read(path).await.map_err(broken)?).await;
        }
        let begun = self.store.put_multipart(&self.path(sha256)).await;
        let mut upload =
            WriteMultipart::new_with_chunk_size(begun.map_err(|e| unreachable(&e))?, PART);
        let mut part = vec![0; 1 << 20];
        loop {
            let more = match file.read(&mut part).await {
                Ok(0) => break,
                Ok(more) => more,
                Err(error) => {
                    let _ = upload.abort().await;
                    return Err(unreachable(&error));
                }
            };
            upload.wait_for_capacity(PARTS).await.map_err(|error| unreachable(&error))?;
            upload.write(&part[..more]);
        }
        upload.finish().await.map(drop).map_err(|error| unreachable(&error))
    }

    /// Reads a part of a file.
    pub(crate) async fn get(&self, sha256: &str, range: Range<u64>) -> Result<Vec<u8>, Error> {
        match self.store.get_range(&self.path(sha256), range).await {
            Ok(bytes) => Ok(bytes.into()),
            Err(object_store::Error::NotFound { .. }) => Err(unknown()),
            Err(error) => Err(unreachable(&error)),
        }
    }

    /// Takes a file away; what is not there is away.
    pub(crate) async fn delete(&self, sha256: &str) -> Result<(), Error> {
        match self.store.delete(&self.path(sha256)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(unreachable(&error)),
        }
    }

    /// Two levels, so that no folder holds everything.
    fn path(&self, sha256: &str) -> Path {
        let parts = self.prefix.parts().map(|part| part.as_ref().to_owned());
        parts.chain([sha256[..2].to_owned(), sha256.to_owned()]).collect()
    }
}

/// What is asked for is not there.
pub(crate) fn unknown() -> Error {
    Error::not_found("error.media.unknown")
}

fn unreachable(error: &dyn std::error::Error) -> Error {
    tracing::error!(%error, "the media store refused");
    Error::new(Code::Storage, "error.media.storage")
}
