//! Which recorded request is most like one that is not recorded.

use alloc::string::String;

use super::request::Request;

/// With how many recorded requests one is compared, and how much of their parameters, so that a
/// large recording does not make an error slow.
const MAX_COMPARED: usize = 10_000;
const MAX_COMPARED_LEN: usize = 4096;

/// How much of the closest is shown: a storage key with its block, and more.
const MAX_SHOWN: usize = 400;

/// The one that is most like `request`: by its parameters among `same`, those of its own method, or
/// else by the method's name among `all`.
pub(super) fn closest<'a>(
    request: &Request,
    same: impl Iterator<Item = &'a Request>,
    all: impl Iterator<Item = &'a Request>,
) -> Option<String> {
    let by_params = |known: &&Request| likeness(&known.text, &request.text);
    let by_name = |known: &&Request| likeness(&known.method, &request.method);
    let found = same.take(MAX_COMPARED).max_by_key(by_params);
    let found = found.or_else(|| all.take(MAX_COMPARED).max_by_key(by_name))?;
    let text: String = found.text.chars().take(MAX_SHOWN).collect();
    let cut = if text.len() < found.text.len() { "…" } else { "" };
    Some(format!("{} {text}{cut}", found.method))
}

/// How much of two texts is the same at their starts and at their ends, in thousandths. Linear:
/// parameters differ in a number, a key or a block, rarely in many places.
fn likeness(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let shorter = a.len().min(b.len());
    let most = shorter.min(MAX_COMPARED_LEN);
    let start = a.iter().zip(b).take(most).take_while(|(a, b)| a == b).count();
    let most = (shorter - start).min(MAX_COMPARED_LEN);
    let end = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    (start + end) * 2000 / (a.len() + b.len()).max(1)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn request(method: &str, text: &str) -> Request {
        Request::new(method, vec![json!(text)], None)
    }

    #[test]
    fn the_same_method_comes_first_and_then_what_is_most_alike() {
        let known = [("a_x", "0x11223344"), ("a_x", "0x1122334455"), ("a_xy", "0x9")]
            .map(|(method, text)| request(method, text));
        let ask = |method: &str, text: &str| {
            let wanted = request(method, text);
            let same = known.iter().filter(|known| known.method == method);
            closest(&wanted, same, known.iter()).unwrap()
        };
        assert_eq!(ask("a_x", "0x11223399"), "a_x [\"0x11223344\"]");
        assert_eq!(ask("a_x", "0x9922334455"), "a_x [\"0x1122334455\"]");
        assert_eq!(ask("a_xyz", "0x11223344"), "a_xy [\"0x9\"]");
        assert_eq!(closest(&known[0], [].iter(), [].iter()), None);
    }

    #[test]
    fn megabytes_are_not_compared() {
        let long = request("a", &"x".repeat(4 << 20));
        let shown = closest(&long, [&long].into_iter(), [].iter()).unwrap();
        assert!(shown.chars().count() < MAX_SHOWN + 10 && shown.ends_with('…'));
        assert!(likeness(&long.text, &long.text) < 10);
    }
}
