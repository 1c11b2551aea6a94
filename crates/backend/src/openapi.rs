//! Describes what the backend answers in OpenAPI 3.1, out of the request table itself.

use crate::backend::Backend;
use crate::endpoint::{Access, Answer, Endpoint};
use sampan_protocol::auth::{
    COUNTER_HEADER, DEVICE_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION, SIGNATURE_HEADER,
};
use sampan_protocol::media::UPLOADS_PATH;
use sampan_protocol::service::{INFO_PATH, Info};
use sampan_protocol::sync::{EVENTS_PATH, Wake};
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// The description.
pub(crate) fn describe(backend: &Backend) -> Value {
    let settings =
        SchemaSettings::draft2020_12().with(|s| s.definitions_path = "/components/schemas".into());
    let mut generator = SchemaGenerator::new(settings);
    let mut paths = Map::new();
    for endpoint in backend.endpoints() {
        let described = post(&endpoint, &mut generator);
        paths.insert(endpoint.path.to_owned(), described);
    }
    let info = generator.subschema_for::<Info>();
    paths.insert(INFO_PATH.to_owned(), get("How the service presents itself.", &info));
    let wake = generator.subschema_for::<Wake>();
    paths.insert(EVENTS_PATH.to_owned(), events(&wake));
    paths.insert("/media/{sha256}".to_owned(), media());
    paths.insert("/media/v/{video}/{name}".to_owned(), of_video());
    paths.insert(UPLOADS_PATH.to_owned(), uploads(&["options", "post"]));
    let one = uploads(&["head", "patch", "delete"]);
    paths.insert(format!("{UPLOADS_PATH}/{{upload}}"), one);
    let told = "Takes in what a rail tells, signed in the rail's own way.";
    let answers =
        json!({ "200": { "description": "It was taken in, or is kept for an operator." } });
    let heard = json!({ "post": { "summary": told, "responses": answers } });
    paths.insert("/v1/rails/{rail}/events".to_owned(), heard);
    for (path, summary, mime) in [
        ("/healthz", "Says that the process lives.", "text/plain"),
        ("/readyz", "Says that the database answers.", "text/plain"),
        ("/metrics", "Counts, in Prometheus' text format.", "text/plain"),
        ("/openapi.json", "This description.", "application/json"),
    ] {
        let content = json!({ mime: {} });
        let answers = json!({ "200": { "description": "It is so.", "content": content } });
        paths.insert(
            path.to_owned(),
            json!({ "get": { "summary": summary, "responses": answers } }),
        );
    }
    let error = generator.subschema_for::<sampan_protocol::Error>();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Sampan",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0" },
            "description": "Every request is signed by a device's ed25519 key over \
                `sampan-request-v1\\n<METHOD>\\n<path>\\n<sha256 of the body, hexadecimal>\\n<counter>`; \
                each device uses a counter once.",
        },
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "responses": {
                "Error": { "description": "What went wrong.", "content": content(&error) },
            },
            "parameters": parameters(),
        },
    })
}

fn post(endpoint: &Endpoint, generator: &mut SchemaGenerator) -> Value {
    let schemas = (endpoint.schemas)(generator);
    let who = match endpoint.answer {
        Answer::Newcomer(_) => "Signed by the new device, whose key is in the body.",
        Answer::Known(Access::Active, _) => "Signed by an active device.",
        Answer::Known(Access::ActiveOrFrozen, _) => {
            "Signed by an active device; taken while all are frozen, too."
        }
        Answer::Known(Access::Waiting, _) => {
            "Signed by an active device, or one that waits for approval."
        }
    };
    json!({ "post": {
        "summary": endpoint.summary,
        "description": format!("{who} At most {} bytes.", endpoint.body_limit),
        "operationId": operation_id(endpoint.path),
        "parameters": signed(),
        "requestBody": { "required": true, "content": content(&schemas.request) },
        "responses": {
            "200": { "description": "The reply.", "content": content(&schemas.reply) },
            "default": { "$ref": "#/components/responses/Error" },
        },
    } })
}

fn get(summary: &str, reply: &Schema) -> Value {
    json!({ "get": {
        "summary": summary,
        "operationId": operation_id(INFO_PATH),
        "responses": {
            "200": { "description": "The reply.", "content": content(reply) },
            "default": { "$ref": "#/components/responses/Error" },
        },
    } })
}

/// What is served of a video.
fn of_video() -> Value {
    let files = json!({ "200": { "description": "It." }, "206": { "description": "A part." } });
    json!({ "get": {
        "summary": "Something of a video: its playlists (HLS), files, poster and strip.",
        "description": "Of a video that is not shown to everybody, signed by a device of somebody \
            whom it is shown to.",
        "responses": files,
    } })
}

/// Uploads, of which tus says everything.
fn uploads(methods: &[&str]) -> Value {
    let answers = json!({
        "2XX": { "description": "As tus says." },
        "default": { "$ref": "#/components/responses/Error" },
    });
    let described = methods.iter().map(|method| {
        let told = json!({
            "summary": "Uploads that can be gone on with: tus 1.0.0.",
            "description": "Signed by an active device (OPTIONS by nobody), over the body if \
                `Upload-Checksum` names its SHA-256, otherwise as if there were none.",
            "responses": answers,
        });
        ((*method).to_owned(), told)
    });
    Value::Object(described.collect())
}

fn events(wake: &Schema) -> Value {
    json!({ "get": {
        "summary": "Tells of each scope that moved on, as server-sent events.",
        "description": "Signed by an active device. Each event's data is the JSON of a wake-up; \
            some may be lost: the truth is what pulling answers.",
        "operationId": operation_id(EVENTS_PATH),
        "parameters": signed(),
        "responses": {
            "200": {
                "description": "Events without end.",
                "content": { "text/event-stream": { "schema": wake } },
            },
            "default": { "$ref": "#/components/responses/Error" },
        },
    } })
}

fn media() -> Value {
    let bytes = json!({ "image/jpeg": {}, "image/webp": {} });
    json!({ "get": {
        "summary": "Serves a kept file, whole or a range of it; it never changes.",
        "description": "What is shown to some alone is asked for as all else is: signed by a device \
            of one of them. What nothing shows any more is not there.",
        "operationId": "media",
        "parameters": [{
            "name": "sha256",
            "in": "path",
            "required": true,
            "schema": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
        }],
        "responses": {
            "200": { "description": "The file.", "content": bytes },
            "206": { "description": "A part of it.", "content": bytes },
            "304": { "description": "You have it." },
            "416": { "description": "The range lies behind its end." },
            "default": { "$ref": "#/components/responses/Error" },
        },
    } })
}

fn content(schema: &Schema) -> Value {
    json!({ "application/json": { "schema": schema } })
}

fn signed() -> Value {
    ["Protocol", "Device", "Counter", "Signature"]
        .map(|name| json!({ "$ref": format!("#/components/parameters/{name}") }))
        .to_vec()
        .into()
}

fn parameters() -> Value {
    let header = |name: &str, schema: Value, description: &str| {
        json!({
            "name": name,
            "in": "header",
            "required": true,
            "schema": schema,
            "description": description,
        })
    };
    json!({
        "Protocol": header(
            PROTOCOL_HEADER,
            json!({ "type": "integer", "const": PROTOCOL_VERSION }),
            "The version of the protocol.",
        ),
        "Device": header(
            DEVICE_HEADER,
            json!({ "type": "string", "format": "uuid" }),
            "The device that signs.",
        ),
        "Counter": header(
            COUNTER_HEADER,
            json!({ "type": "integer", "minimum": 0 }),
            "A number that the device uses once.",
        ),
        "Signature": header(
            SIGNATURE_HEADER,
            json!({ "type": "string", "pattern": "^[0-9a-f]{128}$" }),
            "ed25519, hexadecimal.",
        ),
    })
}

/// `/v1/sync/push` is `sync_push`.
fn operation_id(path: &str) -> String {
    path.trim_start_matches("/v1/").replace(['/', '-'], "_")
}
