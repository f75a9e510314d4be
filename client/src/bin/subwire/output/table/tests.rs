use super::*;

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

fn stakes() -> Table {
    let mut table = Table::new([
        Column::number("uid"),
        Column::text("name"),
        Column::number("stake").unit("τ"),
        Column::number("trust").spare(),
        Column::address("hotkey"),
    ]);
    table.row(["1", "a long name with many words", "1,000.5", "0", ALICE]);
    table.row(["12", "b", "7", "0.00002", ALICE]);
    table.total(["", "total", "1,007.5", "", ""]);
    table
}

fn on(width: usize) -> Screen {
    Screen { width: Some(width), styled: false }
}

#[test]
fn points_stand_below_each_other() {
    let expected = "\
uid  name                         stake (τ)    trust  hotkey
  1  a long name with many words    1,000.5  0        5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY
 12  b                                  7    0.00002  5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY
     total                          1,007.5";
    assert_eq!(stakes().render(Screen::default()), expected);
    // As wide as it is.
    assert_eq!(stakes().render(on(102)), expected);
}

#[test]
fn what_is_narrow_shortens_cuts_and_leaves_out() {
    let narrower = [
        (101, "5Grwva…GKutQY", "a long name with many words", "trust"),
        (60, "5Grwva…GKutQY", "a long name with ma…", "trust"),
        (52, "5Grwva…GKutQY", "a long name…", "trust"),
        (51, "5Grwva…GKutQY", "a long name…", "(no room for: trust)"),
    ];
    for (width, address, name, trust) in narrower {
        let text = stakes().render(on(width));
        assert!(text.contains(address) && text.contains(name) && text.contains(trust), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= width), "{width}:\n{text}");
    }
    // Narrower than anything could be made.
    assert_eq!(stakes().render(on(1)).lines().count(), 5);
}

#[test]
fn styles_are_for_terminals_alone_and_never_from_cells() {
    let mut table = Table::new([Column::text("name")]);
    table.row(["\u{1b}[31mred\u{1b}[0m\nnext"]);
    assert_eq!(table.render(Screen::default()), "name\n [31mred [0m next");
    let styled = table.render(Screen { width: Some(80), styled: true });
    assert!(styled.starts_with("\u{1b}["), "{styled:?}");
    assert!(styled.ends_with("\n [31mred [0m next"), "{styled:?}");
}

#[test]
fn facts_have_no_head() {
    let mut facts = Table::facts();
    facts.row(["block", "17"]);
    facts.row(["name", "Apex"]);
    assert_eq!(facts.render(Screen::default()), "block  17\nname   Apex");
    assert_eq!(facts.render(on(5)), facts.render(Screen::default()), "nothing is cut");
    let styled = facts.render(Screen { width: None, styled: true });
    assert!(styled.starts_with("\u{1b}[1mblock\u{1b}[0m  17\n"), "{styled:?}");
}
