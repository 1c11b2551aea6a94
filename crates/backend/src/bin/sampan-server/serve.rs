//! Serves until it is told to stop; what runs then is finished first.

use crate::arguments::Serve;
use crate::failure::Failure;
use crate::settings::{self, Settings};
use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use sampan_backend::Backend;
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

/// How long requests may go on that run when the server is told to stop.
const GRACE: Duration = Duration::from_secs(30);
/// How long a connection may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) fn run(options: &Serve) -> Result<ExitCode, Failure> {
    let settings = settings::serve(options)?;
    // It fails if there is one already, which is as good.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let listener = TcpListener::bind(&settings.listen)
        .map_err(|error| Failure::of(&settings.listen, &error))?;
    let address = listener.local_addr().map_err(|error| Failure::of("the address", &error))?;
    let backend = Backend::open(settings.config.clone())?;
    let invitation = backend.first_invitation()?;
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Failure::of("threads cannot be started", &error))?;
    let served = runtime.block_on(async {
        announce(address, settings.tls.is_some(), invitation.as_deref())?;
        tracing::info!(%address, engine = backend.db().engine(), "serving");
        serve(&backend, listener, &settings).await
    });
    drop(runtime);
    drop(backend);
    tracing::info!("stopped");
    served.map(|()| ExitCode::SUCCESS)
}

/// Says on standard output where the server is, and how its operator comes in.
fn announce(address: SocketAddr, tls: bool, invitation: Option<&str>) -> Result<(), Failure> {
    let scheme = if tls { "https" } else { "http" };
    let mut out = std::io::stdout();
    let mut say = || {
        writeln!(out, "{scheme}://{address}")?;
        if let Some(code) = invitation {
            writeln!(out, "Operator invitation (for one registration): {code}")?;
        }
        out.flush()
    };
    say().map_err(|error| Failure::of("standard output", &error))
}

async fn serve(
    backend: &Backend,
    listener: TcpListener,
    settings: &Settings,
) -> Result<(), Failure> {
    let handle = Handle::new();
    let keeping = backend.keep_time();
    let stopping = tokio::spawn(stop_when_told(backend.clone(), handle.clone())?);
    let service = backend.router().into_make_service_with_connect_info::<SocketAddr>();
    let server = axum_server::from_tcp(listener)
        .map_err(|error| Failure::of("the listener", &error))?
        .handle(handle)
        .first_request_timeout(PATIENCE)
        .acceptor(NoDelayAcceptor::new());
    let served = match &settings.tls {
        None => server.serve(service).await,
        Some((cert, key)) => {
            let config = RustlsConfig::from_pem_file(cert, key)
                .await
                .map_err(|error| Failure::of("the certificate or its key", &error))?;
            let acceptor = RustlsAcceptor::new(config).acceptor(NoDelayAcceptor::new());
            server.acceptor(acceptor).serve(service).await
        }
    };
    stopping.abort();
    keeping.abort();
    served.map_err(|error| Failure::of("serving", &error))
}

/// Waits for SIGTERM or SIGINT; ends the streams, and lets everything else finish. At a second
/// signal it waits no longer.
fn stop_when_told(
    backend: Backend,
    handle: Handle<SocketAddr>,
) -> Result<impl Future<Output = ()>, Failure> {
    let listen = |kind| signal(kind).map_err(|error| Failure::of("signals", &error));
    let mut terminate = listen(SignalKind::terminate())?;
    let mut interrupt = listen(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!(connections = handle.connection_count(), "stopping");
        handle.graceful_shutdown(Some(GRACE));
        backend.close();
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        handle.shutdown();
    })
}
