//! A table as wide as what is in it, written row by row: it may have any number of them.

use super::row::Row;
use super::{Column, GAP, Kind, behind_point};
use crate::output::screen::clean;

/// How wide a column is, and how much of that is behind decimal points.
#[derive(Clone, Copy, Debug, Default)]
struct Measure {
    width: usize,
    behind_point: usize,
}

/// The lines of a table, without the space at their ends.
pub(super) fn lines<'a>(
    columns: &'a [Column],
    has_head: bool,
    rows: impl Iterator<Item = &'a Row> + Clone + 'a,
) -> impl Iterator<Item = String> + 'a {
    let measures = measure(columns, has_head, rows.clone());
    let names = has_head.then(|| columns.iter().map(|column| clean(&column.name)));
    let head = names.map(|names| line(columns, &measures, names));
    head.into_iter().chain(rows.map(move |row| {
        let cells = row.cells().zip(columns).zip(&measures);
        let cells = cells.map(|((cell, column), measure)| aligned(cell, column, measure));
        line(columns, &measures, cells)
    }))
}

fn measure<'a>(
    columns: &[Column],
    has_head: bool,
    rows: impl Iterator<Item = &'a Row> + Clone,
) -> Vec<Measure> {
    let mut measures = vec![Measure::default(); columns.len()];
    for row in rows.clone() {
        for (measure, (cell, column)) in measures.iter_mut().zip(row.cells().zip(columns)) {
            if column.kind == Kind::Number {
                measure.behind_point = measure.behind_point.max(behind_point(cell));
            }
        }
    }
    for row in rows {
        for (at, (cell, column)) in row.cells().zip(columns).enumerate() {
            let width = width(&aligned(cell, column, &measures[at]));
            measures[at].width = measures[at].width.max(width);
        }
    }
    if has_head {
        for (measure, column) in measures.iter_mut().zip(columns) {
            measure.width = measure.width.max(width(&clean(&column.name)));
        }
    }
    measures
}

/// A cell without what acts on a terminal; a number filled up behind its decimals.
fn aligned(cell: &str, column: &Column, measure: &Measure) -> String {
    let mut cell = clean(cell);
    if column.kind == Kind::Number && cell.ends_with(|c: char| c.is_ascii_digit()) {
        let missing = measure.behind_point - behind_point(&cell).min(measure.behind_point);
        cell.extend(core::iter::repeat_n(' ', missing));
    }
    cell
}

fn line(columns: &[Column], measures: &[Measure], cells: impl Iterator<Item = String>) -> String {
    let mut line = String::new();
    for ((cell, column), measure) in cells.zip(columns).zip(measures) {
        let room = core::iter::repeat_n(' ', measure.width.saturating_sub(width(&cell)));
        if column.kind == Kind::Number {
            line.extend(room);
            line.push_str(&cell);
        } else {
            line.push_str(&cell);
            line.extend(room);
        }
        line.extend(core::iter::repeat_n(' ', GAP));
    }
    line.truncate(line.trim_end().len());
    line
}

fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { console::measure_text_width(text) }
}
