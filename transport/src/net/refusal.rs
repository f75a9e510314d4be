//! What a server says when it does not want to serve.

use core::time::Duration;
use std::time::SystemTime;

use http::header::{DATE, HeaderName, RETRY_AFTER};
use http::{HeaderMap, StatusCode};

use crate::Error;

/// The longest wait that a server may ask for: it must not switch a client off for good.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(3600);

/// The error for an HTTP status that is not the one wanted.
pub(crate) fn refusal(url: &str, status: StatusCode, headers: &HeaderMap) -> Error {
    let retry_after = retry_after(headers);
    Error::Refused { endpoint: url.into(), status: status.as_u16(), retry_after }
}

/// How long the server asks to be left alone: seconds, or a moment by the server's own clock.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = match value.parse().ok() {
        Some(seconds) => Duration::from_secs(seconds),
        None if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
            MAX_RETRY_AFTER
        }
        // What is past means now.
        None => {
            date(headers, RETRY_AFTER)?.duration_since(date(headers, DATE)?).unwrap_or_default()
        }
    };
    Some(wait.min(MAX_RETRY_AFTER))
}

fn date(headers: &HeaderMap, name: HeaderName) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(name)?.to_str().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(retry: &'static str, date: Option<&'static str>) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, retry.parse().unwrap());
        if let Some(date) = date {
            headers.insert(DATE, date.parse().unwrap());
        }
        retry_after(&headers)
    }

    #[test]
    fn how_long_to_wait() {
        let now = Some("Sun, 06 Nov 1994 08:49:37 GMT");
        for (retry, date, seconds) in [
            ("0", None, Some(0)),
            (" 30", None, Some(30)),
            ("99999", None, Some(3600)),
            ("99999999999999999999999999", None, Some(3600)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", now, Some(60)),
            ("Sun, 06 Nov 1994 08:40:37 GMT", now, Some(0)),
            ("Sun, 06 Nov 2022 08:50:37 GMT", now, Some(3600)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", None, None),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some("today"), None),
            ("soon", now, None),
            ("-1", now, None),
        ] {
            assert_eq!(wait(retry, date), seconds.map(Duration::from_secs), "{retry}");
        }
        assert_eq!(wait("", None), None);
    }
}
