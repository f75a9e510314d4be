//! What stdout is, and what may be written to it.

use console::Term;

/// Where an answer is shown.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Screen {
    /// How many characters fit into a line. None in a pipe and in a file, where lines have no end.
    pub(super) width: Option<usize>,
    /// Whether lines may be set off by colours and bold letters.
    pub(super) styled: bool,
}

impl Screen {
    /// Stdout: a terminal has a width, and colours unless `NO_COLOR` is set; all else is plain.
    pub(crate) fn stdout() -> Self {
        let stdout = Term::stdout();
        Self {
            width: stdout.size_checked().map(|(_, columns)| columns.into()),
            styled: stdout.features().colors_supported(),
        }
    }
}

/// A text without what would act on a terminal instead of being shown by it: control characters,
/// with which escape sequences begin, and the marks that turn the direction of text around. Names
/// on a chain are anybody's to choose. A space stands for each.
pub(crate) fn clean(text: &str) -> String {
    text.replace(acts_on_terminal, " ")
}

/// [`clean`], but for the ends of lines.
pub(super) fn clean_lines(text: &str) -> String {
    text.replace(|c| c != '\n' && acts_on_terminal(c), " ")
}

/// JSON in which what would act on a terminal is escaped. JSON itself escapes it only up to U+001F;
/// above, such characters stand in strings alone.
pub(super) fn clean_json(json: String) -> String {
    if !json.contains(|c| c > '\u{1f}' && acts_on_terminal(c)) {
        return json;
    }
    let escaped = json.chars().map(|c| match c {
        c if c > '\u{1f}' && acts_on_terminal(c) => format!("\\u{:04x}", u32::from(c)),
        c => c.into(),
    });
    escaped.collect()
}

fn acts_on_terminal(c: char) -> bool {
    let turns_direction = matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    c.is_control() || turns_direction || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_on_a_terminal_is_left() {
        let hostile = "a\u{1b}[31mb\r\nc\u{9b}2Jd\u{202e}e\u{7f}f\u{2028}g";
        assert_eq!(clean(hostile), "a [31mb  c 2Jd e f g");
        assert_eq!(clean_lines(hostile), "a [31mb \nc 2Jd e f g");
        assert_eq!(clean("τ א 日本 👩‍🚀"), "τ א 日本 👩‍🚀");
    }

    #[test]
    fn json_says_the_same_with_escapes() {
        let value = serde_json::json!({ "name": "a\u{1b}b\u{9b}c\u{202e}d\u{7f}é" });
        let json = clean_json(value.to_string());
        assert!(!json.contains(acts_on_terminal), "{json}");
        assert!(json.contains("\\u202e"), "{json}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap(), value);
    }
}
