//! What a person gets to see: texts and tables, one below the other.

use super::screen::{Screen, clean_lines};
use super::table::Table;

/// Texts and tables with an empty line between two of them.
///
/// Whatever is in them may come from the chain. What acts on a terminal is taken out when they are
/// rendered, and colours come in only after that.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page(Vec<Part>);

#[derive(Clone, Debug)]
enum Part {
    Text(String),
    Table(Table),
}

impl Page {
    /// With something more below it.
    pub(crate) fn and(mut self, more: impl Into<Self>) -> Self {
        self.0.extend(more.into().0);
        self
    }

    /// As text for elsewhere than stdout.
    pub(crate) fn plain(&self) -> String {
        self.render(Screen::default())
    }

    /// As text, without the end of its last line.
    pub(super) fn render(&self, screen: Screen) -> String {
        let mut parts = self.0.iter().map(|part| match part {
            Part::Text(text) => clean_lines(text),
            Part::Table(table) => table.render(screen),
        });
        // Most often there is one part, which may be long: it is not copied.
        let mut text = parts.next().unwrap_or_default();
        for part in parts {
            text.push_str("\n\n");
            text.push_str(&part);
        }
        text
    }
}

impl From<String> for Page {
    fn from(text: String) -> Self {
        Self(vec![Part::Text(text)])
    }
}

impl From<Table> for Page {
    fn from(table: Table) -> Self {
        Self(vec![Part::Table(table)])
    }
}
