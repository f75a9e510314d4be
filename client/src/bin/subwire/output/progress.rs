//! How far long work has come, shown on stderr where that is a terminal.

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};

/// Shows how many of so many have arrived; of one there is nothing to show. Vanishes when dropped.
pub(crate) fn progress(what: &'static str, count: usize) -> ProgressBar {
    if count < 2 {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{pos} of {len} {msg} {wide_bar}");
    let bar = ProgressBar::new(count as u64).with_message(what);
    // The template is ours and right; without it the bar would only look different.
    let bar = style.map(|style| bar.clone().with_style(style)).unwrap_or(bar);
    bar.with_finish(ProgressFinish::AndClear)
}

/// Shows how many have arrived of nobody knows how many. Vanishes when dropped.
pub(crate) fn counter(what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {pos} {msg}, {elapsed}");
    let bar = ProgressBar::new_spinner().with_message(what);
    let bar = style.map(|style| bar.clone().with_style(style)).unwrap_or(bar);
    bar.with_finish(ProgressFinish::AndClear)
}
