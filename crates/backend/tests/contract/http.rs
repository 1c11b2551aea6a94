//! What comes over HTTP and is no request: it is answered, never obeyed.

use crate::world::{World, on_each};
use axum::body::Body;
use axum::http::{Request, Response};
use http_body_util::BodyExt;
use sampan_protocol::auth::{
    COUNTER_HEADER, DEVICE_HEADER, PROTOCOL_HEADER, SIGNATURE_HEADER, Signed,
};
use sampan_protocol::{Code, Error, people, service, sync, wallet};
use serde_json::Value;
use tower::ServiceExt;

async fn ask(world: &World, request: Request<Body>) -> (u16, Vec<u8>) {
    let response: Response<Body> = world.backend.router().oneshot(request).await.expect("answers");
    let status = response.status().as_u16();
    let protocol = response.headers().get(PROTOCOL_HEADER).and_then(|v| v.to_str().ok());
    assert_eq!(protocol, Some("1"), "every answer tells its protocol");
    assert!(response.headers().contains_key("x-request-id"), "and its number in the log");
    let body = response.into_body().collect().await.expect("a body");
    (status, body.to_bytes().to_vec())
}

async fn refused(world: &World, request: Request<Body>) -> (u16, Error) {
    let (status, body) = ask(world, request).await;
    (status, serde_json::from_slice(&body).expect("an error is JSON"))
}

fn with_headers(signed: &Signed, version: &str) -> Request<Body> {
    Request::builder()
        .method(signed.method.as_str())
        .uri(&signed.path)
        .header(PROTOCOL_HEADER, version)
        .header(DEVICE_HEADER, signed.device.to_string())
        .header(COUNTER_HEADER, signed.counter)
        .header(SIGNATURE_HEADER, &signed.signature)
        .body(Body::from(signed.body.clone()))
        .expect("a request")
}

#[tokio::test(flavor = "multi_thread")]
async fn garbage_is_answered_with_what_is_wrong() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let empty = |method: &str, path: &str| {
            Request::builder().method(method).uri(path).body(Body::empty()).expect("a request")
        };
        let (status, error) = refused(&world, empty("GET", "/nowhere")).await;
        assert_eq!((status, error.key.as_str()), (404, "error.request.path"), "no such path");
        let (status, error) = refused(&world, empty("DELETE", "/v1/sync/push")).await;
        assert_eq!((status, error.key.as_str()), (405, "error.request.method"), "no such method");
        let (status, error) = refused(&world, empty("POST", "/v1/sync/push")).await;
        assert_eq!((status, error.code), (426, Code::Incompatible), "it speaks no protocol");
        for bad in ["", "0", "2", "one"] {
            let signed = mei.device.signed("POST", "/v1/people/find", b"{}".to_vec());
            let (_, error) = refused(&world, with_headers(&signed, bad)).await;
            assert_eq!(error.code, Code::Incompatible, "{bad:?} is another protocol");
        }
        for body in ["", "{", "[]", "{\"text\":5}", "\u{FEFF}{}"] {
            let signed = mei.device.signed("POST", "/v1/people/find", body.into());
            let (status, error) = refused(&world, with_headers(&signed, "1")).await;
            let told = (status, error.key.as_str());
            assert_eq!(told, (400, "error.request.malformed"), "{body:?} is no question");
        }
        let mut unsigned = with_headers(&mei.device.signed("POST", "/v1/people/find", vec![]), "1");
        unsigned.headers_mut().remove(SIGNATURE_HEADER);
        let (status, error) = refused(&world, unsigned).await;
        assert_eq!((status, error.key.as_str()), (401, "error.auth.unsigned"), "nobody signed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_is_not_even_read() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let large = vec![b' '; (1 << 20) + 1];
        let signed = mei.device.signed("POST", "/v1/people/find", large);
        let (status, error) = refused(&world, with_headers(&signed, "1")).await;
        let told = (status, error.key.as_str());
        assert_eq!(told, (413, "error.request.too_large"), "a question is shorter");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_names_every_request() {
    on_each(async |world| {
        let path = |path: &str| Request::get(path).body(Body::empty()).expect("a request");
        let (status, body) = ask(&world, path("/openapi.json")).await;
        assert_eq!(status, 200, "it describes itself");
        let description: Value = serde_json::from_slice(&body).expect("it is JSON");
        let lists = [
            people::PATHS,
            service::PATHS,
            sync::PATHS,
            wallet::PATHS,
            wallet::packet::PATHS,
            wallet::operate::PATHS,
            wallet::coupon::PATHS,
        ];
        for path in lists.into_iter().flatten() {
            let post = &description["paths"][path]["post"];
            for place in ["/requestBody/content", "/responses/200/content"] {
                let schema = post.pointer(place).map(|c| &c["application/json"]["schema"]);
                assert!(schema.is_some_and(Value::is_object), "{path} has a schema at {place}");
            }
        }
        let mut references = Vec::new();
        collect_references(&description, &mut references);
        assert!(references.len() > 40, "types are described once and referred to");
        for reference in references {
            let pointer = reference.trim_start_matches('#');
            assert!(description.pointer(pointer).is_some(), "{reference} leads somewhere");
        }
    })
    .await;
}

fn collect_references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                found.push(reference.clone());
            }
            members.values().for_each(|member| collect_references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_references(item, found)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_see_that_it_lives_and_what_it_does() {
    on_each(async |world| {
        world.someone("mei", "Mei").await;
        let get = async |path: &str| {
            let request = Request::get(path).body(Body::empty()).expect("a request");
            let (status, body) = ask(&world, request).await;
            (status, String::from_utf8(body).expect("text"))
        };
        assert_eq!(get("/healthz").await, (200, "ok".into()), "it lives");
        assert_eq!(get("/readyz").await.0, 200, "its database answers");
        let (_, text) = get("/metrics").await;
        let counted = "sampan_requests_total{path=\"/v1/service/register\",status=\"200\"} 1";
        assert!(text.contains(counted), "the registration was counted:\n{text}");
    })
    .await;
}
