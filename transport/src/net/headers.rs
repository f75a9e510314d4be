//! Headers of the caller's own, such as bearer tokens.

use alloc::string::String;

use http::{HeaderMap, HeaderName, HeaderValue};

/// Headers that say how the connection itself works. A caller who set them would break it, or get
/// answers in a form that nobody here reads.
const RESERVED: [&str; 12] = [
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "expect",
    "sec-websocket-accept",
    "sec-websocket-extensions",
    "sec-websocket-key",
    "sec-websocket-version",
    "te",
    "transfer-encoding",
    "upgrade",
];

/// Headers that go with each request for a connection. Their values show nowhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Headers {
    map: HeaderMap,
    /// What is wrong with the first one that cannot be sent.
    wrong: Option<String>,
}

impl Headers {
    pub(super) fn add(&mut self, name: &str, value: &str) {
        match header(name, value) {
            Ok((name, value)) => {
                self.map.append(name, value);
            }
            Err(wrong) => {
                self.wrong.get_or_insert(wrong);
            }
        }
    }

    /// All of them, or what is wrong with one.
    pub(super) fn check(&self) -> Result<&HeaderMap, &str> {
        self.wrong.as_deref().map_or(Ok(&self.map), Err)
    }
}

fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    // The value is a secret, most likely: errors do not repeat it.
    let parsed = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("{name:?} is no name of a header"))?;
    if RESERVED.contains(&parsed.as_str()) {
        return Err(format!("the header {parsed} is the connection's own"));
    }
    let mut value = HeaderValue::from_str(value).map_err(|_| {
        format!("the value of the header {parsed} has characters that none may have")
    })?;
    value.set_sensitive(true);
    Ok((parsed, value))
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn values_show_nowhere() {
        let mut headers = Headers::default();
        headers.add("Authorization", "Bearer secret");
        headers.add("x-a", "secret");
        headers.add("x-a", "secret too");
        assert_eq!(headers.check().unwrap().len(), 3);
        assert!(!format!("{headers:?}").contains("secret"), "{headers:?}");
        headers.add("x-b", "secret\r\n");
        let wrong = headers.check().unwrap_err().to_string();
        assert!(wrong.contains("x-b") && !wrong.contains("secret"), "{wrong}");
    }

    #[test]
    fn what_cannot_be_sent_is_named() {
        for (name, wrong) in [
            ("", "\"\" is no name"),
            ("a b", "\"a b\" is no name"),
            ("Upgrade", "upgrade is the connection's own"),
            ("content-length", "content-length is the connection's own"),
        ] {
            let mut headers = Headers::default();
            headers.add(name, "1");
            assert!(headers.check().unwrap_err().contains(wrong), "{name}");
        }
    }
}
