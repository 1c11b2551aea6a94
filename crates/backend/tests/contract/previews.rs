//! Previews of links: fetched by the service, from where it may look, and from nowhere else.

use crate::communities::{done, found, see};
use crate::world::{Someone, World, on_each};
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::response::IntoResponse;
use axum::routing::get;
use futures::future::BoxFuture;
use sampan_backend::{Backend, Internet, Outside};
use sampan_protocol::communities::ops::{self, Edit, Said};
use sampan_protocol::communities::{Joining, Preview, Target};
use sampan_protocol::ids::{CommunityId, PostId};
use std::io::Cursor;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A site on this machine, and the world outside as tests have it: its names lead here.
#[derive(Clone)]
struct Site {
    port: u16,
    asked: Arc<AtomicU32>,
    /// Whether it answers.
    up: Arc<AtomicU32>,
}

/// What the site may be reached by: the address that may be reached, and one that may not.
const OPEN: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const INNER: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

impl Outside for Site {
    fn look_up(&self, host: String) -> BoxFuture<'static, std::io::Result<Vec<IpAddr>>> {
        let found = match host.as_str() {
            "site.example" => vec![OPEN],
            "inner.example" => vec![INNER],
            // One that answers with an open address and one of the inner network.
            "both.example" => vec![INNER, OPEN],
            _ => Vec::new(),
        };
        Box::pin(async move { Ok(found) })
    }

    fn lets(&self, address: IpAddr) -> bool {
        address == OPEN
    }

    fn lets_port(&self, port: u16) -> bool {
        port == self.port
    }
}

/// Names lead where somebody hostile lets them, and addresses are checked as in earnest.
struct Rebound(u16);

impl Outside for Rebound {
    fn look_up(&self, _: String) -> BoxFuture<'static, std::io::Result<Vec<IpAddr>>> {
        Box::pin(async { Ok(vec![OPEN, "::1".parse().expect("an address")]) })
    }

    fn lets(&self, address: IpAddr) -> bool {
        Internet.lets(address)
    }

    fn lets_port(&self, port: u16) -> bool {
        port == self.0
    }
}

fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    image::RgbImage::from_pixel(900, 600, image::Rgb([200, 120, 30]))
        .write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png)
        .expect("a picture");
    bytes
}

async fn site() -> Site {
    let (asked, up) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(1)));
    let html = |text: &'static str| ([(CONTENT_TYPE, "text/html; charset=utf-8")], text);
    let page = html(
        "<title>Rye</title><meta property=og:title content='Rye &amp; spelt'>
         <meta name=description content='Two  days\u{202E} of work'>
         <meta property=og:image content='/crumb.png'>",
    );
    let to = |path: String| (StatusCode::FOUND, [(LOCATION, path)]);
    let is_up = up.clone();
    let sometimes = move || async move {
        match is_up.load(Ordering::SeqCst) {
            0 => StatusCode::SERVICE_UNAVAILABLE.into_response(),
            _ => html("<title>Back again</title>").into_response(),
        }
    };
    let listener = tokio::net::TcpListener::bind("0.0.0.0:0").await.expect("a port");
    let port = listener.local_addr().expect("its address").port();
    let hop =
        move |host: &'static str| move || async move { to(format!("http://{host}:{port}/rye")) };
    let count = asked.clone();
    let counted = axum::middleware::from_fn(move |request, next: axum::middleware::Next| {
        count.fetch_add(1, Ordering::SeqCst);
        next.run(request)
    });
    let router = Router::new()
        .route("/rye", get(move || async move { page }))
        .route("/crumb.png", get(|| async { ([(CONTENT_TYPE, "image/png")], png()) }))
        .route("/sometimes", get(sometimes))
        .route("/hop", get(hop("site.example")))
        .route("/inside", get(hop("inner.example")))
        .route("/written", get(hop("127.0.0.2")))
        .route("/mapped", get(hop("[::ffff:127.0.0.1]")))
        .route("/scheme", get(move || async move { to("file:///etc/passwd".to_owned()) }))
        .route("/port", get(move || async move { to("http://site.example:22/".to_owned()) }))
        .route("/round", get(move || async move { to("/round".to_owned()) }))
        .route("/data", get(|| async { ([(CONTENT_TYPE, "application/json")], "{}") }))
        .route(
            "/long",
            get(move || async move {
                (
                    [(CONTENT_TYPE, "text/html")],
                    format!("<title>Long</title>{}", " ".repeat(3 << 20)),
                )
            }),
        )
        .layer(counted);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Site { port, asked, up }
}

/// The world with another outside.
fn with(world: &World, outside: Option<Arc<dyn Outside>>) -> Backend {
    let mut config = world.config.clone();
    config.outside = outside;
    std::thread::scope(|scope| {
        scope.spawn(|| Backend::open(config).expect("it opens")).join().expect("no panic")
    })
}

async fn post(who: &mut Someone, community: CommunityId, body: &str) -> PostId {
    let post = PostId(who.new_op().0);
    let said = Said { title: "Look".into(), body: body.into(), ..Said::default() };
    done(who, ops::POST, &ops::NewPost { post, community, said }).await;
    post
}

async fn preview(who: &mut Someone, post: PostId) -> Option<Preview> {
    see(who, post).await.preview
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_shown_with_what_is_there() {
    on_each(async |world| {
        let site = site().await;
        let backend = with(&world, Some(Arc::new(site.clone())));
        let now = || sampan_protocol::Clock::now(&world.clock);
        let mut mei = world.someone("mei", "Mei").await;
        let food = found(&world, &mut mei, "Food", Joining::Open).await;
        let at = |path: &str| format!("http://site.example:{}{path}", site.port);
        let linked = post(&mut mei, food, &format!("See {}, and more.", at("/hop"))).await;
        assert_eq!(preview(&mut mei, linked).await, None, "posted at once, without waiting");
        assert_eq!(backend.reach_out(now()).await.expect("asked"), 1, "one link");
        let shown = preview(&mut mei, linked).await.expect("it was there");
        assert_eq!(
            (shown.title.as_str(), shown.text.as_str()),
            ("Rye & spelt", "Two days of work"),
            "its words, plainly"
        );
        assert_eq!((shown.url, shown.site.as_str()), (at("/hop"), "site.example"), "whose it is");
        assert_eq!(shown.picture.map(|name| name.len()), Some(64), "its picture is kept here");
        assert_eq!(backend.reach_out(now()).await.expect("asked"), 0, "once is enough");
        let long = post(&mut mei, food, &at("/long")).await;
        backend.reach_out(now()).await.expect("asked");
        assert_eq!(
            preview(&mut mei, long).await.map(|p| p.title).as_deref(),
            Some("Long"),
            "the beginning will do"
        );
        let said = |body: String| Said { title: "Look".into(), body, ..Said::default() };
        let edit = Edit::Post { post: linked, said: said("Nothing to see.".into()) };
        done(&mut mei, ops::EDIT, &edit).await;
        assert_eq!(preview(&mut mei, linked).await, None, "gone with the link");
        let edit = Edit::Post { post: linked, said: said(at("/sometimes")) };
        done(&mut mei, ops::EDIT, &edit).await;
        backend.reach_out(now()).await.expect("asked");
        assert_eq!(
            preview(&mut mei, linked).await.map(|p| p.title).as_deref(),
            Some("Back again"),
            "another link"
        );
        done(&mut mei, ops::REMOVE, &ops::Remove { target: Target::Post(linked) }).await;
        assert_eq!(preview(&mut mei, linked).await, None, "gone with the post");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_reached_is_tried_again_and_given_up() {
    on_each(async |world| {
        let site = site().await;
        let backend = with(&world, Some(Arc::new(site.clone())));
        let now = || sampan_protocol::Clock::now(&world.clock);
        let mut mei = world.someone("mei", "Mei").await;
        let food = found(&world, &mut mei, "Food", Joining::Open).await;
        site.up.store(0, Ordering::SeqCst);
        let linked =
            post(&mut mei, food, &format!("http://site.example:{}/sometimes", site.port)).await;
        backend.reach_out(now()).await.expect("asked");
        assert_eq!(backend.reach_out(now()).await.expect("asked"), 0, "not at once again");
        site.up.store(1, Ordering::SeqCst);
        world.clock.forward(61);
        assert_eq!(backend.reach_out(now()).await.expect("asked"), 1, "but later");
        assert_eq!(
            preview(&mut mei, linked).await.map(|p| p.title).as_deref(),
            Some("Back again"),
            "it is there"
        );
        site.up.store(0, Ordering::SeqCst);
        let never =
            post(&mut mei, food, &format!("http://site.example:{}/sometimes?", site.port)).await;
        let mut tries = 0;
        for _ in 0..12 {
            tries += backend.reach_out(now()).await.expect("asked");
            world.clock.forward(4_000);
        }
        assert_eq!(tries, 4, "a few times, and no more");
        assert_eq!(preview(&mut mei, never).await, None, "the post stays without one");
        let off = with(&world, None);
        let ignored = post(&mut mei, food, &format!("http://site.example:{}/rye", site.port)).await;
        let asked = site.asked.load(Ordering::SeqCst);
        assert_eq!(off.reach_out(now()).await.expect("asked"), 0, "switched off");
        assert_eq!(site.asked.load(Ordering::SeqCst), asked, "nothing is fetched");
        assert_eq!(preview(&mut mei, ignored).await, None, "nor shown");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_leads_the_service_nowhere_inside() {
    on_each(async |world| {
        let site = site().await;
        let now = || sampan_protocol::Clock::now(&world.clock);
        let mut mei = world.someone("mei", "Mei").await;
        let food = found(&world, &mut mei, "Food", Joining::Open).await;
        let port = site.port;
        let try_all = async |mei: &mut Someone, outside: Arc<dyn Outside>, links: &[String]| {
            let backend = with(&world, Some(outside));
            for link in links {
                let before = site.asked.load(Ordering::SeqCst);
                let linked = post(mei, food, link).await;
                assert_eq!(backend.reach_out(now()).await.expect("asked"), 1, "{link}");
                assert_eq!(preview(mei, linked).await, None, "{link} must show nothing");
                world.clock.forward(4_000);
                assert_eq!(backend.reach_out(now()).await.expect("asked"), 0, "{link}: for good");
                let asked = site.asked.load(Ordering::SeqCst) - before;
                let hops = u32::from(link.contains("site.example:"));
                let most = if link.ends_with("/round") { 4 } else { hops };
                assert!(asked <= most, "{link}: {asked} requests came through");
            }
        };
        // By redirects, by names and by addresses, however they are written.
        let inside = ["/inside", "/written", "/mapped", "/scheme", "/port", "/round", "/data"];
        let mut links: Vec<String> =
            inside.iter().map(|path| format!("http://site.example:{port}{path}")).collect();
        for host in
            ["inner.example", "127.0.0.2", "[::1]", "[::ffff:127.0.0.2]", "2130706434", "0x7f.2"]
        {
            links.push(format!("http://{host}:{port}/rye"));
        }
        links.push(format!("http://me:secret@both.example:{port}/rye"));
        links.push("http://both.example:22/rye".to_owned());
        try_all(&mut mei, Arc::new(site.clone()), &links).await;
        // In earnest: a name that leads back, and every way to write this machine.
        let back = vec![format!("http://any.example:{port}/rye")];
        try_all(&mut mei, Arc::new(Rebound(port)), &back).await;
        let here: Vec<String> = ["127.0.0.1", "localhost", "[::1]", "0", "169.254.169.254"]
            .iter()
            .map(|host| format!("http://{host}/rye"))
            .collect();
        try_all(&mut mei, Arc::new(Internet), &here).await;
        // A name with both kinds of addresses leads to the one that may be reached.
        let backend = with(&world, Some(Arc::new(site.clone())));
        let both = post(&mut mei, food, &format!("http://both.example:{port}/rye")).await;
        backend.reach_out(now()).await.expect("asked");
        assert!(preview(&mut mei, both).await.is_some(), "by its public address");
    })
    .await;
}
