//! Two requests, line by line.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::Value;

/// How many lines of a request are compared, and how long a line is shown: the work grows with the
/// square of the lines.
const MAX_LINES: usize = 200;
const MAX_LINE_LEN: usize = 120;

/// A request as lines of text: its method, then its parameters.
pub(super) fn lines(method: &str, params: Option<&Value>) -> Vec<String> {
    let params = match params {
        None => "any parameters".into(),
        Some(params) => serde_json::to_string_pretty(params).unwrap_or_else(|_| params.to_string()),
    };
    let mut lines = vec![shortened(method)];
    lines.extend(params.lines().take(MAX_LINES).map(shortened));
    if params.lines().nth(MAX_LINES).is_some() {
        lines.push("…".into());
    }
    lines
}

/// What has to be taken out of `expected` (`-`) and put in (`+`) to make it `found`.
pub(super) fn diff(expected: &[String], found: &[String]) -> String {
    // same[i][j]: how many lines expected[i..] and found[j..] have in common, in order.
    let mut same = vec![vec![0u32; found.len() + 1]; expected.len() + 1];
    for i in (0..expected.len()).rev() {
        for j in (0..found.len()).rev() {
            same[i][j] = if expected[i] == found[j] {
                same[i + 1][j + 1] + 1
            } else {
                same[i + 1][j].max(same[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut text) = (0, 0, String::new());
    while i < expected.len() || j < found.len() {
        let (sign, line) = if i < expected.len() && j < found.len() && expected[i] == found[j] {
            (i, j) = (i + 1, j + 1);
            (' ', &expected[i - 1])
        } else if j == found.len() || (i < expected.len() && same[i + 1][j] >= same[i][j + 1]) {
            i += 1;
            ('-', &expected[i - 1])
        } else {
            j += 1;
            ('+', &found[j - 1])
        };
        text.push('\n');
        text.push(sign);
        text.push(' ');
        text.push_str(line);
    }
    text
}

fn shortened(line: &str) -> String {
    match line.char_indices().nth(MAX_LINE_LEN) {
        Some((end, _)) => format!("{}… ({} bytes)", &line[..end], line.len()),
        None => line.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lines_in_common_stay() {
        let of = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        assert_eq!(diff(&of("abcd"), &of("xbdd")), "\n- a\n+ x\n  b\n- c\n  d\n+ d");
        assert_eq!(diff(&of("ab"), &of("ab")), "\n  a\n  b");
        assert_eq!(diff(&of(""), &of("a")), "\n+ a");
        assert_eq!(diff(&of("a"), &of("")), "\n- a");
    }

    #[test]
    fn what_is_long_is_cut() {
        let long = json!(vec![json!("é".repeat(1000)); 1000]);
        let lines = lines("m", Some(&long));
        assert_eq!((lines.len(), lines.last().map(String::as_str)), (MAX_LINES + 2, Some("…")));
        assert!(lines[2].chars().count() < MAX_LINE_LEN + 20 && lines[2].ends_with("bytes)"));
    }
}
