//! The picture in letters: bars of block elements, in eighths of a line.

use super::Distribution;
use crate::output::clean;

/// How many characters wide and how many lines high the bars are. With the marks beside the axis it
/// fits into a terminal of 80 characters.
const WIDTH: usize = 64;
const HEIGHT: usize = 12;
const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Draws it: some lines of text.
pub(crate) fn draw(distribution: &Distribution) -> String {
    let axis = &distribution.axis;
    let groups = distribution.groups(WIDTH);
    // A subnet's name may have ends of lines, and no line of the picture is its.
    let title = clean(&distribution.title);
    if groups.is_empty() {
        return format!("{title}\n{}", distribution.caption());
    }
    let bars: Vec<usize> =
        groups.iter().map(|stake| eighths(axis.height((*stake).into()), *stake)).collect();
    let each = WIDTH / groups.len();
    let marks: Vec<(usize, String)> = axis
        .marks()
        .map(|(height, label)| ((height * HEIGHT as f64).round() as usize, label))
        .collect();
    let margin = marks.iter().map(|(_, label)| label.len()).max().unwrap_or(0);

    let mut lines = vec![title];
    for line in (0..HEIGHT).rev() {
        // A mark stands beside the line whose upper edge is its height.
        let mark = marks.iter().rfind(|(at, _)| *at == line + 1);
        let (label, edge) = mark.map_or(("", '│'), |(_, label)| (label, '┤'));
        let bars = bars.iter().flat_map(|bar| {
            let block = BLOCKS[bar.saturating_sub(line * 8).min(8)];
            core::iter::repeat_n(block, each)
        });
        let bars: String = bars.collect();
        lines.push(format!("{label:>margin$} {edge}{}", bars.trim_end()));
    }
    let foot = marks.first().map_or("", |(_, label)| label);
    lines.push(format!("{foot:>margin$} └{}", "─".repeat(each * groups.len())));
    lines.push(format!("{:margin$}  {}", "", distribution.caption()));
    lines.join("\n")
}

/// How many eighths of a line a bar is high. Stake is seen, however little it is.
fn eighths(height: f64, stake: u64) -> usize {
    let eighths = (height * (HEIGHT * 8) as f64).round() as usize;
    eighths.max(usize::from(stake > 0))
}
