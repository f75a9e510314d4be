//! Tables that fit where they are shown.
//!
//! In a pipe and in a file a table is as wide as what is in it. On a terminal that is too narrow
//! addresses are shortened first; then texts are cut; then columns that can be spared are left
//! out, and named below. What must be seen whole stays so, and wraps if it has to.

mod plain;
mod row;

use std::borrow::Cow;

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, Table as Layout};
use console::Style;

use self::row::Row;
use super::screen::{Screen, clean};

/// The space between two columns.
const GAP: usize = 2;
/// How much is kept of an address's beginning and of its end.
const ADDRESS_ENDS: usize = 6;
/// How short a text is cut at most.
const SHORTEST_TEXT: usize = 12;

/// A column: its name, and how it is set.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    name: Cow<'static, str>,
    kind: Kind,
    /// Whether it is left out where there is no room for all.
    spare: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Cut where there is no room.
    Text,
    /// Never cut: it wraps before anything of it is lost.
    Whole,
    /// To the right, their decimal points below each other.
    Number,
    Address,
}

impl Column {
    pub(crate) const fn text(name: &'static str) -> Self {
        Self::new(name, Kind::Text)
    }

    pub(crate) const fn whole(name: &'static str) -> Self {
        Self::new(name, Kind::Whole)
    }

    pub(crate) const fn number(name: &'static str) -> Self {
        Self::new(name, Kind::Number)
    }

    pub(crate) const fn address(name: &'static str) -> Self {
        Self::new(name, Kind::Address)
    }

    const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name: Cow::Borrowed(name), kind, spare: false }
    }

    /// In this unit.
    pub(crate) fn unit(mut self, unit: &str) -> Self {
        self.name = format!("{} ({unit})", self.name).into();
        self
    }

    /// May be left out where there is no room for all; the last of such columns goes first.
    pub(crate) const fn spare(mut self) -> Self {
        self.spare = true;
        self
    }
}

/// Rows below the names of their columns; or facts, each with its name before it.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
    total: Option<Row>,
    has_head: bool,
}

impl Table {
    pub(crate) fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        let columns = columns.into_iter().collect();
        Self { columns, rows: Vec::new(), total: None, has_head: true }
    }

    /// A table of names and what they stand for, without names above.
    pub(crate) fn facts() -> Self {
        let mut table = Self::new([Column::whole(""), Column::whole("")]);
        table.has_head = false;
        table
    }

    pub(crate) fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(Row::new(cells));
    }

    /// The last row: what the others come to.
    pub(crate) fn total<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.total = Some(Row::new(cells));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The lines of the table.
    pub(super) fn render(&self, screen: Screen) -> String {
        let Some(width) = screen.width else {
            let rows = self.rows.iter().chain(&self.total);
            let lines = plain::lines(&self.columns, self.has_head, rows).enumerate();
            return joined(lines.map(|(at, line)| self.style(at, &line, screen)));
        };
        let mut cells: Vec<Vec<String>> = self
            .rows
            .iter()
            .chain(&self.total)
            .map(|row| row.cells().map(clean).collect())
            .collect();
        self.line_up_points(&mut cells);
        self.shorten(&mut cells, width);
        let mut layout = self.layout(&cells);
        let left_out = self.leave_out(&mut layout, width);
        let text = layout.trim_fmt();
        let lines = text.lines().enumerate().map(|(at, line)| self.style(at, line, screen));
        let mut lines: Vec<String> = lines.collect();
        if !left_out.is_empty() {
            let note = format!("(no room for: {})", left_out.join(", "));
            lines.push(Style::new().dim().force_styling(screen.styled).apply_to(note).to_string());
        }
        lines.join("\n")
    }

    fn layout(&self, cells: &[Vec<String>]) -> Layout {
        let mut layout = Layout::new();
        layout.load_preset(NOTHING);
        if self.has_head {
            layout.set_header(self.columns.iter().map(|column| clean(&column.name)));
        }
        layout.add_rows(cells);
        for (column, as_set) in self.columns.iter().zip(layout.column_iter_mut()) {
            as_set.set_padding((0, GAP as u16));
            if column.kind == Kind::Number {
                as_set.set_cell_alignment(CellAlignment::Right);
            }
        }
        layout
    }

    /// Fills numbers up behind their decimals, so that points come to stand below each other.
    fn line_up_points(&self, cells: &mut [Vec<String>]) {
        for (at, _) in self.columns.iter().enumerate().filter(|(_, one)| one.kind == Kind::Number) {
            let column = || cells.iter().filter_map(|row| row.get(at));
            let longest = column().map(|cell| behind_point(cell)).max().unwrap_or(0);
            for cell in cells.iter_mut().filter_map(|row| row.get_mut(at)) {
                if cell.ends_with(|c: char| c.is_ascii_digit()) {
                    let missing = longest - behind_point(cell);
                    cell.extend(core::iter::repeat_n(' ', missing));
                }
            }
        }
    }

    /// Shortens addresses, and if they were not enough texts, where the table is wider than that.
    fn shorten(&self, cells: &mut [Vec<String>], width: usize) {
        if excess(&self.layout(cells), width) > 0 {
            for cell in self.cells_of(cells, Kind::Address) {
                *cell = shortened(cell);
            }
        }
        // The text on the far right is cut first, by no more than it takes.
        for at in (0..self.columns.len()).rev().filter(|at| self.columns[*at].kind == Kind::Text) {
            let layout = self.layout(cells);
            let excess = excess(&layout, width);
            if excess == 0 {
                return;
            }
            let widest = widths(&layout).get(at).copied().unwrap_or(0);
            let room = widest.saturating_sub(excess).max(SHORTEST_TEXT);
            for cell in cells.iter_mut().filter_map(|row| row.get_mut(at)) {
                *cell = cut(cell, room);
            }
        }
    }

    fn cells_of<'a>(
        &'a self,
        cells: &'a mut [Vec<String>],
        kind: Kind,
    ) -> impl Iterator<Item = &'a mut String> {
        let rows = cells.iter_mut().flat_map(|row| row.iter_mut().zip(&self.columns));
        rows.filter(move |(_, column)| column.kind == kind).map(|(cell, _)| cell)
    }

    /// Hides columns that can be spared until the rest fits. Gives their names.
    fn leave_out(&self, layout: &mut Layout, width: usize) -> Vec<String> {
        let mut names = Vec::new();
        let widths = widths(layout);
        let mut excess = excess(layout, width);
        for at in (0..self.columns.len()).rev().filter(|at| self.columns[*at].spare) {
            if excess == 0 {
                break;
            }
            if let Some(column) = layout.column_mut(at) {
                column.set_constraint(ColumnConstraint::Hidden);
                let freed = widths.get(at).copied().unwrap_or(0) + GAP;
                excess = excess.saturating_sub(freed);
                names.insert(0, clean(&self.columns[at].name));
            }
        }
        names
    }

    /// The head and the total are bold, and so are the names of facts.
    fn style(&self, at: usize, line: &str, screen: Screen) -> String {
        let bold = Style::new().bold().force_styling(screen.styled);
        let is_total = self.total.is_some() && at == self.rows.len() + usize::from(self.has_head);
        if !self.has_head {
            let name = self.rows.get(at).and_then(|row| row.cells().next()).unwrap_or_default();
            return match line.strip_prefix(name) {
                Some(rest) if !name.is_empty() => format!("{}{rest}", bold.apply_to(name)),
                _ => line.into(),
            };
        }
        match at {
            0 => bold.underlined().apply_to(line).to_string(),
            _ if is_total => bold.apply_to(line).to_string(),
            _ => line.into(),
        }
    }
}

/// Lines as one text, without a list of them in between.
fn joined(lines: impl Iterator<Item = String>) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    text.pop();
    text
}

/// How wide each column is.
fn widths(layout: &Layout) -> Vec<usize> {
    layout.column_max_content_widths().into_iter().map(Into::into).collect()
}

/// By how much a table is wider than that.
fn excess(layout: &Layout, width: usize) -> usize {
    let total: usize = widths(layout).into_iter().map(|width| width + GAP).sum();
    total.saturating_sub(GAP).saturating_sub(width)
}

/// How many characters a number has from its decimal point on.
fn behind_point(cell: &str) -> usize {
    match cell.rfind('.') {
        Some(at) if cell.ends_with(|c: char| c.is_ascii_digit()) => cell.len() - at,
        _ => 0,
    }
}

/// The beginning and the end of an address: `5Grwva…GKutQY`.
fn shortened(address: &str) -> String {
    match (address.get(..ADDRESS_ENDS), address.len().checked_sub(ADDRESS_ENDS)) {
        (Some(start), Some(end)) if end > ADDRESS_ENDS + 1 && address.is_ascii() => {
            format!("{start}…{}", &address[end..])
        }
        _ => address.into(),
    }
}

/// The beginning of a text, so that it is no wider than `room`.
fn cut(text: &str, room: usize) -> String {
    if console::measure_text_width(text) <= room {
        return text.into();
    }
    console::truncate_str(text, room, "…").into_owned()
}

#[cfg(test)]
mod tests;
