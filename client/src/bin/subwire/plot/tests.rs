use super::*;

const TAO: u64 = 1_000_000_000;

fn of(stakes: impl IntoIterator<Item = u64>, scale: Scale) -> Distribution {
    Distribution::new("stake of 4 neurons (α)".into(), stakes.into_iter().collect(), scale)
}

#[test]
fn bars_stand_beside_a_round_axis() {
    let drawn = terminal::draw(&of([0, 30 * TAO, 1, 7 * TAO], Scale::Linear));
    let expected = "\
stake of 4 neurons (α)
30 ┤████████████████
   │████████████████
   │████████████████
   │████████████████
20 ┤████████████████
   │████████████████
   │████████████████
   │████████████████
10 ┤████████████████
   │████████████████▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆
   │████████████████████████████████
   │████████████████████████████████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
 0 └────────────────────────────────────────────────────────────────
    3 of 4 neurons have stake; 1 of them hold half of it";
    assert_eq!(drawn, expected);
}

#[test]
fn a_logarithmic_axis_shows_the_small_ones() {
    let drawn = terminal::draw(&of([1000 * TAO, 10 * TAO, TAO / 10, 0], Scale::Log));
    let expected = "\
stake of 4 neurons (α)
 1k ┤████████████████
    │████████████████
    │████████████████
100 ┤████████████████
    │████████████████
    │████████████████
 10 ┤████████████████████████████████
    │████████████████████████████████
    │████████████████████████████████
  1 ┤████████████████████████████████
    │████████████████████████████████
    │████████████████████████████████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
0.1 └────────────────────────────────────────────────────────────────
     3 of 4 neurons have stake; 1 of them hold half of it";
    assert_eq!(drawn, expected);
}

#[test]
fn svg_is_the_same_every_time() {
    let drawn = svg::draw(&of([4 * TAO, 2 * TAO, 0], Scale::Linear));
    assert_eq!(drawn, include_str!("golden.svg"));
}

#[test]
fn names_are_text_in_svg() {
    let title = "</title><script>\"'&\u{1b}\u{ffff}".to_string();
    let drawn = svg::draw(&Distribution::new(title, vec![1], Scale::Linear));
    assert!(
        drawn.contains("<title>&lt;/title&gt;&lt;script&gt;&quot;&#39;&amp;</title>"),
        "{drawn}"
    );
}

/// The program leaves the ends of lines in a picture as they are, since it draws them itself.
#[test]
fn names_draw_no_lines() {
    let title = "subnet 1 a\n0 of 9 neurons\u{1b}[2J".to_string();
    for stakes in [vec![], vec![1]] {
        let distribution = Distribution::new(title.clone(), stakes, Scale::Linear);
        let drawn = terminal::draw(&distribution);
        assert_eq!(drawn.lines().next(), Some("subnet 1 a 0 of 9 neurons [2J"));
    }
}

#[test]
fn nothing_to_draw_is_no_panic() {
    for scale in [Scale::Linear, Scale::Log] {
        for stakes in [vec![], vec![0], vec![0; 3], vec![1], vec![u64::MAX; 3], vec![u64::MAX, 1]] {
            let distribution = of(stakes.clone(), scale);
            let (text, svg) = (terminal::draw(&distribution), svg::draw(&distribution));
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{stakes:?}: {svg}");
            let none = stakes.iter().all(|stake| *stake == 0);
            assert_eq!(text.contains("none of"), none, "{stakes:?}: {text}");
            assert_eq!(text.contains(['▁', '█']), !none, "{stakes:?}: {text}");
        }
    }
}

/// A picture is never wider than its frame.
#[test]
fn many_are_drawn_in_groups() {
    for neurons in [1, 2, 63, 64, 65, 127, 256, 1000] {
        let distribution = of((1..=neurons).map(|stake| stake * TAO), Scale::Linear);
        let groups = distribution.groups(64);
        assert_eq!(groups.len() as u64, neurons.min(64));
        assert!(groups.is_sorted_by(|a, b| a >= b));
        let text = terminal::draw(&distribution);
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
    // 1 to 128 in pairs: 128 and 127 first.
    let distribution = of(1..=128, Scale::Linear);
    assert_eq!(distribution.groups(64)[..2], [128, 126]);
}

#[test]
fn numbers_beside_the_axis_are_short() {
    for (rao, text) in [
        (0, "0"),
        (1, "0.000000001"),
        (500_000_000, "0.5"),
        (1_500_000_000_000, "1.5k"),
        (200_000_000_000_000_000, "200M"),
        (20_000_000_000_000_000_000, "20G"),
    ] {
        assert_eq!(short(rao), text);
    }
}
