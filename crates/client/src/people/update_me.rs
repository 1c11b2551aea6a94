//! Changes how others see me.

use super::SCOPE;
use crate::Client;
use crate::core::Core;
use crate::perform::Draft;
use sampan_protocol::device::Event;
use sampan_protocol::people::{Picture, UpdateMe, check_name, ops};
use sampan_protocol::service::KeepPicture;
use sampan_protocol::{Code, Error, Reply};

impl Client {
    /// Answers [`UpdateMe`]; a new name works offline, a new picture is handed in first.
    ///
    /// # Errors
    /// `Invalid` for a name or picture that cannot be had, `Offline` if the picture cannot be
    /// handed in now.
    pub async fn update_me(&self, request: UpdateMe) -> Reply<UpdateMe> {
        check_name(&request.name)?;
        let avatar = match request.avatar {
            Picture::Keep => super::me(&self.core).await?.and_then(|me| me.person.avatar),
            Picture::Remove => None,
            Picture::Set(base64) => Some(keep_picture(&self.core, base64).await?),
        };
        let args = ops::Update { name: request.name, avatar };
        let draft = Draft::new(request.op, SCOPE, "people.update", &args, None)?;
        self.core.make(draft).await?;
        self.core.status.tell(Event::Session);
        Ok(())
    }
}

/// Hands a portrait in; answers its name.
pub(crate) async fn keep_picture(core: &Core, base64: String) -> Result<String, Error> {
    match core.wire.ask(&KeepPicture { base64, fine: false }).await {
        Ok(kept) => Ok(kept.sha256),
        Err(error) if error.code == Code::Offline => {
            Err(Error::new(Code::Offline, "error.people.picture_offline"))
        }
        Err(error) => Err(error),
    }
}
