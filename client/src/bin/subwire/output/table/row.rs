//! A row of a table.

/// A row's cells, in one piece: a table of all neurons has half a million of them.
#[derive(Clone, Debug)]
pub(super) struct Row {
    text: Box<str>,
    /// Where each cell ends in it.
    ends: Box<[u32]>,
}

impl Row {
    pub(super) fn new(cells: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for cell in cells {
            text.push_str(&cell.into());
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        Self { text: text.into(), ends: ends.into() }
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let end = *end as usize;
            // Of four gigabytes of text the rest would be lost.
            let cell = self.text.get(start..end).unwrap_or_default();
            start = end;
            cell
        })
    }
}
