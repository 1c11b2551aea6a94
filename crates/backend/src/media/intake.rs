//! What comes in: the quarantine, who writes to which upload in this process, and the tools.

use super::quarantine::Quarantine;
use super::settings::VideoSettings;
use super::video::Tools;
use crate::config::Config;
use parking_lot::Mutex;
use sampan_protocol::auth::to_hex;
use sampan_protocol::ids::VideoId;
use std::collections::HashSet;
use std::sync::Arc;
use tokio::sync::OnceCell;

/// What uploads and the work on videos need, one for each process that opened a backend.
pub(crate) struct Intake {
    /// How much may come in.
    pub(crate) settings: VideoSettings,
    /// Where it lies.
    pub(crate) quarantine: Quarantine,
    /// Names this process, among those that write to the same database.
    pub(crate) token: String,
    writing: Arc<Mutex<HashSet<VideoId>>>,
    tools: OnceCell<Option<Tools>>,
}

/// Says that this process writes to an upload, until it is dropped.
pub(crate) struct Writing {
    id: VideoId,
    all: Arc<Mutex<HashSet<VideoId>>>,
}

impl Drop for Writing {
    fn drop(&mut self) {
        self.all.lock().remove(&self.id);
    }
}

impl Intake {
    /// What a configuration says.
    pub(crate) fn new(config: &Config) -> Self {
        let mut token = [0; 8];
        config.random.fill(&mut token);
        Self {
            settings: config.video.clone(),
            quarantine: Quarantine::of(config),
            token: to_hex(&token),
            writing: Arc::default(),
            tools: OnceCell::new(),
        }
    }

    /// Begins writing to an upload; none if this process does already.
    pub(crate) fn write(&self, id: VideoId) -> Option<Writing> {
        let new = self.writing.lock().insert(id);
        new.then(|| Writing { id, all: self.writing.clone() })
    }

    /// The tools; none where they are not there. It looks once.
    pub(crate) async fn tools(&self) -> Option<&Tools> {
        let look = || async {
            if self.settings.use_tools { Tools::find(&self.settings).await } else { None }
        };
        self.tools.get_or_init(look).await.as_ref()
    }
}
