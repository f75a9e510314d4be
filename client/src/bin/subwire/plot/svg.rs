//! The picture as SVG: one path of steps, the axis, and a few words.

use core::fmt::Write;

use super::Distribution;

const WIDTH: usize = 800;
const HEIGHT: usize = 400;
/// Where the bars begin and end.
const LEFT: usize = 72;
const RIGHT: usize = 784;
const TOP: usize = 40;
const BOTTOM: usize = 360;
/// More neurons than that are drawn in groups: a step is no less than a unit wide.
const MOST_STEPS: usize = RIGHT - LEFT;

/// Draws it: a whole document.
pub(crate) fn draw(distribution: &Distribution) -> String {
    let title = escape(&distribution.title);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         font-family=\"sans-serif\" font-size=\"12\" fill=\"#555\">\n<title>{title}</title>\n\
         <text x=\"{LEFT}\" y=\"22\" font-size=\"15\">{title}</text>\n"
    );
    for (height, label) in distribution.axis.marks() {
        let (y, labels_end) = (y(height), LEFT - 8);
        // Writing into a text cannot fail.
        let _ = writeln!(
            svg,
            "<path d=\"M{LEFT} {y:.1}H{RIGHT}\" stroke=\"#ddd\"/>\
             <text x=\"{labels_end}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            y + 4.0,
            escape(&label),
        );
    }
    let caption = escape(&distribution.caption());
    let _ = write!(
        svg,
        "<path d=\"{}\" fill=\"#3a7ca5\"/>\n\
         <path d=\"M{LEFT} {TOP}V{BOTTOM}H{RIGHT}\" fill=\"none\" stroke=\"#555\"/>\n\
         <text x=\"{LEFT}\" y=\"384\">{caption}</text>\n</svg>\n",
        steps(distribution),
    );
    svg
}

/// The outline of all bars: up from the foot, a step to the right for each, and down again.
fn steps(distribution: &Distribution) -> String {
    let groups = distribution.groups(MOST_STEPS);
    let mut path = format!("M{LEFT} {BOTTOM}");
    for (at, stake) in (1..).zip(&groups) {
        let right = LEFT as f64 + ((RIGHT - LEFT) * at) as f64 / groups.len() as f64;
        // Stake is seen, however little it is.
        let y = y(distribution.axis.height((*stake).into()))
            .min(BOTTOM as f64 - f64::from(u8::from(*stake > 0)));
        let _ = write!(path, "V{y:.1}H{right:.1}");
    }
    path.push_str(&format!("V{BOTTOM}Z"));
    path
}

fn y(height: f64) -> f64 {
    BOTTOM as f64 - height * (BOTTOM - TOP) as f64
}

/// A text that is only text in XML. What XML cannot hold is left out.
fn escape(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '&' => "&amp;".into(),
        '<' => "&lt;".into(),
        '>' => "&gt;".into(),
        '"' => "&quot;".into(),
        '\'' => "&#39;".into(),
        '\u{fffe}' | '\u{ffff}' => String::new(),
        c if c.is_control() => String::new(),
        c => c.into(),
    });
    escaped.collect()
}
