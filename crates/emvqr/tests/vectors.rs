//! Holds the decoder to every published vector, and tells all disagreements at once.

use sampan_emvqr::{checksum, cpm, decode};
use serde_json::{Map, Value, json};

const VECTORS: &str = include_str!("vectors/emvqr.json");

#[test]
fn every_merchant_presented_vector_agrees() {
    let file = file();
    let vectors = file["vectors"].as_array().expect("vectors");
    assert_eq!(vectors.len(), 96);
    let disagreements: Vec<String> = vectors
        .iter()
        .flat_map(|vector| {
            let payload = vector["payload"].as_str().expect("a payload");
            let ours = serde_json::to_value(decode(payload)).expect("JSON");
            let keys = ours.as_object().expect("an object").keys();
            keys.filter(|key| ours[key.as_str()] != vector[key.as_str()])
                .map(|key| disagreement(vector, key, &ours[key.as_str()], &vector[key.as_str()]))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
}

#[test]
fn no_term_of_the_vectors_is_left_out() {
    let ours = serde_json::to_value(decode("")).expect("JSON");
    for term in ["verdict", "schemes", "crc", "errors", "warnings", "meaning", "tlv"] {
        assert!(ours.get(term).is_some(), "{term} is not told");
    }
}

#[test]
fn every_consumer_presented_vector_agrees() {
    let file = file();
    let vectors = file["cpm"].as_array().expect("vectors");
    assert_eq!(vectors.len(), 3);
    let terms = ["verdict", "tlv", "aids", "error", "offset"];
    for vector in vectors {
        let payload = vector["payload_base64"].as_str().expect("a payload");
        let theirs: Map<String, Value> = terms
            .into_iter()
            .filter_map(|term| Some((term.to_string(), vector.get(term)?.clone())))
            .collect();
        assert_eq!(json!(cpm::decode(payload)), Value::Object(theirs), "{}", vector["id"]);
    }
}

#[test]
fn accepted_vectors_are_written_as_they_were_read() {
    for vector in file()["vectors"].as_array().expect("vectors") {
        let payload = vector["payload"].as_str().expect("a payload");
        let Some(mpm) = decode(payload).mpm() else {
            continue;
        };
        let lowercase = json!(decode(payload).warnings).to_string().contains("CRC_LOWERCASE");
        let expected = if lowercase {
            let (body, crc) = payload.split_at(payload.len() - 4);
            format!("{body}{}", crc.to_uppercase())
        } else {
            payload.to_string()
        };
        assert_eq!(mpm.encode(), expected, "{}", vector["id"]);
    }
}

#[test]
fn the_check_value_agrees() {
    assert_eq!(file()["check"], "crc(\"123456789\")=29B1");
    assert_eq!(checksum(b"123456789"), 0x29B1);
}

fn file() -> Value {
    serde_json::from_str(VECTORS).expect("JSON")
}

fn disagreement(vector: &Value, key: &str, ours: &Value, theirs: &Value) -> String {
    format!("{} {key}\n  ours   {ours}\n  theirs {theirs}", vector["id"])
}
