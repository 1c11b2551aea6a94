//! Commands about this device: what concerns the shell is answered here, the rest is passed on.

use crate::core::Core;
use sampan_protocol::biometric::{GetBiometric, SetBiometric, UseBiometric};
use sampan_protocol::device::{
    ClearCache, ConfigureService, DiscardWaiting, DrawSymbol, Event, ExportData, GetSession,
    GetStorage, KeepLook, LinkDevice, ListLicences, ListWaiting, LookAtServer, MakeInvitation,
    Onboard, RecoverAccount, Refresh, RetryWaiting, SetPin, SetSettings, SyncNow, UseProfile,
    Watch,
};
use sampan_protocol::{Error, Reply};
use std::sync::Arc;
use tauri::State;
use tauri::ipc::Channel;

#[tauri::command]
async fn get_session(core: State<'_, Arc<Core>>, request: GetSession) -> Reply<GetSession> {
    core.session(request).await
}

#[tauri::command]
async fn set_settings(core: State<'_, Arc<Core>>, request: SetSettings) -> Reply<SetSettings> {
    core.set_settings(request)
}

#[tauri::command]
async fn keep_look(core: State<'_, Arc<Core>>, request: KeepLook) -> Reply<KeepLook> {
    core.keep_look(&request)
}

#[tauri::command]
async fn watch(
    core: State<'_, Arc<Core>>,
    request: Watch,
    channel: Channel<Event>,
) -> Result<(), Error> {
    core.watch(request, move |event| channel.send(event).is_ok());
    Ok(())
}

#[tauri::command]
async fn use_profile(core: State<'_, Arc<Core>>, request: UseProfile) -> Reply<UseProfile> {
    core.use_profile(request).await
}

#[tauri::command]
async fn list_licences(request: ListLicences) -> Reply<ListLicences> {
    crate::licences::list(request)
}

#[tauri::command]
async fn look_at_server(request: LookAtServer) -> Reply<LookAtServer> {
    sampan_client::look_at_server(request).await
}

super::forward! { "device";
    onboard: Onboard,
    link_device: LinkDevice,
    recover_account: RecoverAccount,
    set_pin: SetPin,
    get_biometric: GetBiometric,
    set_biometric: SetBiometric,
    use_biometric: UseBiometric,
    list_waiting: ListWaiting,
    retry_waiting: RetryWaiting,
    discard_waiting: DiscardWaiting,
    sync_now: SyncNow,
    refresh: Refresh,
    get_storage: GetStorage,
    clear_cache: ClearCache,
    export_data: ExportData,
    draw_symbol: DrawSymbol,
    configure_service: ConfigureService,
    make_invitation: MakeInvitation,
    ; also get_session, set_settings, keep_look, watch, use_profile, list_licences, look_at_server
}
