//! Which proxy stands between us and an endpoint, if any.

use alloc::string::String;
use core::fmt;
use core::net::IpAddr;

use super::endpoint::Endpoint;
use super::proxy::Proxy;
use crate::Error;

/// What the caller wants of proxies.
#[derive(Clone, Default)]
pub(super) enum Proxying {
    /// There is none.
    #[default]
    Direct,
    /// The one with this URL, for every endpoint.
    By(String),
    /// What `HTTPS_PROXY` and its kin say.
    Environment,
}

impl Proxying {
    /// The proxy for an endpoint.
    pub(super) fn proxy(&self, endpoint: &Endpoint) -> Result<Option<Proxy>, Error> {
        match self {
            Self::Direct => Ok(None),
            Self::By(url) => Proxy::parse(url).map(Some),
            Self::Environment => from_vars(endpoint, |name| std::env::var(name).ok()),
        }
    }
}

impl fmt::Debug for Proxying {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Direct => "Direct",
            // Its URL may hold a password.
            Self::By(_) => "By(..)",
            Self::Environment => "Environment",
        })
    }
}

/// The proxy that some variables name. A name in lower case goes before one in upper case, an empty
/// value is none.
fn from_vars(
    endpoint: &Endpoint,
    var: impl Fn(&str) -> Option<String>,
) -> Result<Option<Proxy>, Error> {
    let var = |lower: &str, upper: &str| {
        [lower, upper].into_iter().filter_map(&var).find(|value| !value.trim().is_empty())
    };
    // A proxy's loopback would be another machine's.
    if is_loopback(&endpoint.host)
        || var("no_proxy", "NO_PROXY").is_some_and(|rules| exempt(&rules, endpoint))
    {
        return Ok(None);
    }
    let named = if endpoint.secure {
        var("https_proxy", "HTTPS_PROXY")
    } else if var("REQUEST_METHOD", "REQUEST_METHOD").is_some() {
        // In a CGI program the one in upper case is the header `Proxy` of whoever asks.
        var("http_proxy", "http_proxy")
    } else {
        var("http_proxy", "HTTP_PROXY")
    };
    let named = named.or_else(|| var("all_proxy", "ALL_PROXY"));
    named.map(|url| Proxy::parse(url.trim())).transpose()
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// Whether a list such as `node.example, .internal:9944, 10.0.0.0/8` has an endpoint in it.
fn exempt(rules: &str, endpoint: &Endpoint) -> bool {
    let rules = rules.split([',', ' ']).filter(|rule| !rule.is_empty());
    rules.into_iter().any(|rule| {
        let (host, port) = split_port(rule);
        port.is_none_or(|port| port == endpoint.port) && covers(host, &endpoint.host)
    })
}

/// Takes a port off a rule. An IPv6 address with one has brackets.
fn split_port(rule: &str) -> (&str, Option<u16>) {
    let (host, port) = match rule.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => match port.parse() {
            Ok(port) => (host, Some(port)),
            Err(_) => (rule, None),
        },
        _ => (rule, None),
    };
    (host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host), port)
}

fn covers(rule: &str, host: &str) -> bool {
    if rule == "*" {
        return true;
    }
    if let Ok(ip) = host.parse::<IpAddr>() {
        return match rule.split_once('/') {
            Some((net, bits)) => match (net.parse(), bits.parse()) {
                (Ok(net), Ok(bits)) => same_net(net, ip, bits),
                _ => false,
            },
            None => rule.parse() == Ok(ip),
        };
    }
    let domain = rule.strip_prefix("*.").or_else(|| rule.strip_prefix('.')).unwrap_or(rule);
    let (host, domain) = (host.to_ascii_lowercase(), domain.to_ascii_lowercase());
    host.strip_suffix(&*domain).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
}

/// Whether two addresses share their first `bits`.
fn same_net(a: IpAddr, b: IpAddr, bits: u32) -> bool {
    match (a, b) {
        (IpAddr::V4(a), IpAddr::V4(b)) => {
            let differing = u32::from(a) ^ u32::from(b);
            bits <= u32::BITS && differing.leading_zeros() >= bits
        }
        (IpAddr::V6(a), IpAddr::V6(b)) => {
            let differing = u128::from(a) ^ u128::from(b);
            bits <= u128::BITS && differing.leading_zeros() >= bits
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::endpoint::Protocol;

    fn proxy(url: &str, vars: &[(&str, &str)]) -> Option<String> {
        let endpoint = Endpoint::parse(url, Protocol::WebSocket).unwrap();
        let var = |name: &str| {
            vars.iter().find(|(var, _)| *var == name).map(|(_, value)| (*value).into())
        };
        from_vars(&endpoint, var).unwrap().map(|proxy| proxy.endpoint.shown)
    }

    #[test]
    fn which_variable_counts() {
        let all = [("HTTP_PROXY", "http://h"), ("HTTPS_PROXY", "https://s"), ("ALL_PROXY", "a:1")];
        assert_eq!(proxy("ws://node", &all).unwrap(), "http://h");
        assert_eq!(proxy("wss://node", &all).unwrap(), "https://s");
        assert_eq!(proxy("wss://node", &all[2..]).unwrap(), "http://a:1");
        assert_eq!(
            proxy("ws://node", &[("HTTP_PROXY", "h"), ("http_proxy", "l")]).unwrap(),
            "http://l"
        );
        assert_eq!(
            proxy("ws://node", &[("HTTP_PROXY", "h"), ("http_proxy", " ")]).unwrap(),
            "http://h"
        );
        assert_eq!(proxy("ws://node", &[("HTTP_PROXY", "")]), None);
        assert_eq!(proxy("ws://node", &[("HTTPS_PROXY", "s")]), None);
        // What a web server was sent as the header `Proxy`.
        assert_eq!(proxy("ws://node", &[("HTTP_PROXY", "h"), ("REQUEST_METHOD", "GET")]), None);
        let endpoint = Endpoint::parse("wss://node", Protocol::WebSocket).unwrap();
        let error = from_vars(&endpoint, |_| Some("socks5://u:secret@proxy".into())).unwrap_err();
        assert!(!error.to_string().contains("secret"), "{error}");
        assert!(!format!("{:?}", Proxying::By("http://u:secret@proxy".into())).contains("secret"));
    }

    #[test]
    fn loopback_is_no_business_of_a_proxy() {
        for url in ["ws://localhost:1", "ws://127.0.0.2", "ws://[::1]", "wss://LOCALHOST"] {
            assert_eq!(proxy(url, &[("ALL_PROXY", "a")]), None, "{url}");
        }
    }

    #[test]
    fn whom_no_proxy_exempts() {
        for (rules, url, exempt) in [
            ("*", "ws://node.example", true),
            ("node.example", "ws://node.example", true),
            ("NODE.example", "ws://node.EXAMPLE:1", true),
            ("a,.example , b", "ws://node.example", true),
            ("*.example", "ws://deep.node.example", true),
            ("example", "ws://node.example", true),
            ("ample", "ws://node.example", false),
            ("node.example:9944", "ws://node.example:9944", true),
            ("node.example:9944", "ws://node.example:9945", false),
            ("deep.node.example", "ws://node.example", false),
            ("10.1.2.3", "ws://10.1.2.3", true),
            ("10.1.2.3:80", "ws://10.1.2.3", true),
            ("10.0.0.0/8", "ws://10.1.2.3", true),
            ("10.0.0.0/8", "ws://11.1.2.3", false),
            ("0.0.0.0/0", "ws://11.1.2.3", true),
            ("10.0.0.0/99", "ws://10.0.0.0", false),
            ("10.0.0.0/x", "ws://10.0.0.0", false),
            ("2.3", "ws://10.1.2.3", false),
            ("fd00::/8", "ws://[fd12::1]", true),
            ("fd00::/8", "ws://[fe12::1]", false),
            ("fd12::1", "ws://[fd12::1]", true),
            ("[fd12::1]:80", "ws://[fd12::1]", true),
            ("[fd12::1]:81", "ws://[fd12::1]", false),
            ("", "ws://node.example", false),
            (", ,", "ws://node.example", false),
            (".", "ws://node.example", false),
        ] {
            let found = proxy(url, &[("NO_PROXY", rules), ("ALL_PROXY", "a")]);
            assert_eq!(found.is_none(), exempt, "{rules} {url}");
        }
    }
}
