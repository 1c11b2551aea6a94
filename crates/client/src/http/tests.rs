//! Tests of the line over HTTP, against servers that misbehave.

use super::*;
use axum::Router;
use axum::response::{IntoResponse, Redirect};
use axum::routing::{any, get};
use sampan_protocol::device::LookAtServer;
use sampan_protocol::ids::DeviceId;

async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

fn signed(path: &str) -> Signed {
    Signed {
        method: "POST".to_owned(),
        path: path.to_owned(),
        body: b"{}".to_vec(),
        device: DeviceId(uuid::Uuid::from_u128(7)),
        counter: 3,
        signature: "ab".to_owned(),
    }
}

async fn key_of(url: &str) -> String {
    let look = look_at_server(LookAtServer { url: url.to_owned() }).await;
    look.expect_err("no server of ours").key
}

#[tokio::test]
async fn a_request_carries_who_signed_it() {
    let echo = |headers: axum::http::HeaderMap, body: String| async move {
        let of = |name: &str| headers[name].to_str().expect("text").to_owned();
        let names = [PROTOCOL_HEADER, DEVICE_HEADER, COUNTER_HEADER, SIGNATURE_HEADER];
        format!("{}|{body}", names.map(of).join("|"))
    };
    let url = serve(Router::new().route("/v1/echo", any(echo))).await;
    let protocol = HttpProtocol::new(&url).expect("an address");
    let answer = protocol.send(signed("/v1/echo")).await.expect("an answer");
    let expected = "1|00000000-0000-0000-0000-000000000007|3|ab|{}";
    assert_eq!(String::from_utf8_lossy(&answer.body), expected, "all of it arrives");
}

#[tokio::test]
async fn a_part_of_a_file_carries_its_headers_and_answers_with_others() {
    let take = |headers: axum::http::HeaderMap, body: axum::body::Bytes| async move {
        let all: Vec<_> = headers.get_all("content-type").iter().collect();
        assert_eq!(all, ["application/offset+octet-stream"], "one type, which was named");
        assert_eq!(headers[DEVICE_HEADER], signed("").device.to_string(), "who signed it");
        let offset = headers["upload-offset"].to_str().expect("text").to_owned();
        let after = offset.parse::<usize>().expect("a number") + body.len();
        ([("Upload-Offset", after.to_string())], axum::http::StatusCode::NO_CONTENT).into_response()
    };
    let router = Router::new().route("/v1/part", axum::routing::patch(take));
    let url = serve(router.layer(axum::extract::DefaultBodyLimit::disable())).await;
    let protocol = HttpProtocol::new(&url).expect("an address");
    let headers = [("content-type", "application/offset+octet-stream"), ("upload-offset", "4")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let body = vec![7; 4 << 20];
    let part = Signed { method: "PATCH".into(), body, ..signed("/v1/part") };
    let (answer, told) = protocol.send_with(part, headers.clone()).await.expect("an answer");
    assert_eq!(answer.status, 204, "it is taken");
    let offset = told.iter().find(|(name, _)| name == "upload-offset");
    let after = (4 + (4 << 20)).to_string();
    assert_eq!(offset.map(|(_, value)| &**value), Some(&*after), "in lower case");
    let look = Signed { method: "HEAD".into(), body: Vec::new(), ..signed("/v1/part") };
    let (answer, _) = protocol.send_with(look, Vec::new()).await.expect("an answer");
    assert_eq!(answer.status, 405, "whatever is answered is told");
    let away = HttpProtocol::new("http://127.0.0.1:1").expect("an address");
    let told = away.send_with(signed("/v1/part"), headers).await.expect_err("nobody listens");
    assert_eq!(told.code, Code::Offline, "it can be sent later");
}

#[test]
fn a_slow_line_is_waited_for_as_long_as_the_part_is() {
    assert_eq!(patience(0), SILENCE, "nothing has to arrive");
    assert!(patience(4 << 20) > Duration::from_secs(500), "4 MiB at 8 KiB a second");
}

#[tokio::test]
async fn nobody_there_and_somebody_else_there_are_told_apart() {
    let page = Router::new().fallback(|| async { "<html>hello</html>" });
    assert_eq!(key_of(&serve(page).await).await, "error.device.not_sampan", "a web page");
    let other = serde_json::json!({ "hello": "world" });
    let json = Router::new().fallback(move || async move { axum::Json(other) });
    assert_eq!(key_of(&serve(json).await).await, "error.device.not_sampan", "other JSON");
    assert_eq!(key_of("127.0.0.1:1").await, "error.device.server_silent", "nobody listens");
}

#[tokio::test]
async fn a_signed_request_is_never_sent_on_to_another_host() {
    let thief = serve(Router::new().fallback(|| async { "thanks" })).await;
    let to = format!("{thief}/v1/x");
    let home = move || async move { Redirect::temporary(&to).into_response() };
    let url = serve(Router::new().route("/v1/x", any(home))).await;
    let protocol = HttpProtocol::new(&url).expect("an address");
    let answer = protocol.send(signed("/v1/x")).await.expect("an answer");
    assert_eq!(answer.status, 307, "the redirection itself is the answer");
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    let endless = || async {
        let chunk = axum::body::Bytes::from(vec![0u8; 1 << 20]);
        axum::body::Body::from_stream(futures::stream::repeat_with(move || {
            Ok::<_, std::io::Error>(chunk.clone())
        }))
    };
    let url = serve(Router::new().route("/v1/endless", any(endless))).await;
    let protocol = HttpProtocol::new(&url).expect("an address");
    let error = protocol.send(signed("/v1/endless")).await.expect_err("too much");
    assert_eq!(error.key, "error.device.answer_too_large", "it says why");
}

#[tokio::test]
async fn wake_ups_arrive_and_a_refusal_is_told() {
    let events = || async {
        let text = "data: {\"scope\":\"wallet:1\",\"seq\":4}\n\n";
        ([("content-type", "text/event-stream")], text)
    };
    let revoked = Error::new(Code::Unauthorized, "error.auth.revoked");
    let refuse = {
        let revoked = revoked.clone();
        move || async move { (axum::http::StatusCode::UNAUTHORIZED, axum::Json(revoked)) }
    };
    let router = Router::new().route("/events", get(events)).route("/no", get(refuse));
    let url = serve(router).await;
    let protocol = HttpProtocol::new(&url).expect("an address");
    let open = |path: &str| protocol.wake_ups(Signed { method: "GET".into(), ..signed(path) });
    let mut stream = open("/events").await.expect("a stream");
    assert_eq!(stream.next().await.map(|wake| wake.seq), Some(4), "a wake-up");
    assert_eq!(stream.next().await, None, "the stream ends with the answer");
    assert_eq!(open("/no").await.err(), Some(revoked), "as the backend said it");
}
