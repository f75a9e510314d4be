//! The page that tells where the methods of bittensor's Python SDK are here: made of a list, with
//! every name of the SDK's in it. That each place exists is rustdoc's to check, by its links.
//!
//! After a change of the list: `SUBWIRE_WRITE=1 cargo test -p subwire --test from_async_subtensor`.

use core::fmt::Write;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Names by heading.
type Sections<'a> = BTreeMap<&'a str, Vec<&'a str>>;

const INTRO: &str = "\
Where to find what bittensor's Python SDK has, method by method.

Of AsyncSubtensor (bittensor 10.2.0) every method, and every read of bittensor 11.3.0. Where Python takes \
`block=`, `block_hash=` or `reuse_block=`, a pinned block is a value here, [`At`](crate::At), off which the \
reads hang: all that is read from one of them belongs together. Arguments go from whom to what: the \
coldkey, the hotkey, the netuid, the mechanism, the uid, and then all else. Amounts are exact and of one token, \
fractions are ratios, and what a runtime lacks is [`Error::Unsupported`](crate::Error::Unsupported), with \
the spec versions that have it. Where the SDK asks for one after the other, most reads have a sibling for \
many: one request, or one message.
";

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The page of the list: a table for each heading.
fn page(list: &str) -> String {
    let mut page = String::from(INTRO);
    for line in list.lines() {
        match line.strip_prefix("# ") {
            Some(heading) => {
                write!(page, "\n# {heading}\n\n| Python | here |\n|---|---|\n").unwrap();
            }
            None => page.push_str(&row(line)),
        }
    }
    page
}

/// A row of a line: Python's names, our places, and what else there is to say.
fn row(line: &str) -> String {
    let mut parts = line.split(" | ");
    let (names, places) = (parts.next().unwrap(), parts.next().unwrap_or_else(|| panic!("{line}")));
    let links = places.split(", ").filter(|place| *place != "-");
    let links: Vec<_> = links.map(|place| format!("[`{place}`](crate::{place})")).collect();
    let note = parts.next();
    assert!(parts.next().is_none() && !(links.is_empty() && note.is_none()), "{line}");
    let here = match (links.is_empty(), note) {
        (true, note) => note.unwrap_or_default().to_string(),
        (false, None) => links.join(", "),
        (false, Some(note)) => format!("{}; {note}", links.join(", ")),
    };
    let names: Vec<_> = names.split(", ").map(|name| format!("`{name}`")).collect();
    format!("| {} | {here} |\n", names.join(", "))
}

/// The names of a file by heading, where a line may have several.
fn sections(text: &str) -> Sections<'_> {
    let (mut sections, mut heading) = (Sections::new(), "");
    for line in text.lines() {
        if let Some(found) = line.strip_prefix("# ") {
            heading = found;
        } else {
            let names = line.split(" | ").next().unwrap_or_default().split(", ");
            sections.entry(heading).or_default().extend(names);
        }
    }
    sections.values_mut().for_each(|names| names.sort_unstable());
    sections
}

#[test]
fn the_page_is_made_of_the_list() {
    let made = page(&file("docs/from_async_subtensor.txt"));
    if std::env::var_os("SUBWIRE_WRITE").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/from_async_subtensor.md");
        fs::write(path, &made).unwrap();
    }
    assert!(made == file("docs/from_async_subtensor.md"), "the list was changed, not the page");
}

#[test]
fn every_name_stands_in_the_list_once() {
    let (list, names) =
        (file("docs/from_async_subtensor.txt"), file("tests/golden/python_names.txt"));
    let (listed, names) = (sections(&list), sections(&names));
    assert_eq!(listed, names);
    let counts: Vec<_> = names.values().map(Vec::len).collect();
    // Blocks and time, reads, transactions, utilities; the newer SDK's reads.
    assert_eq!(counts, [13, 113, 56, 18, 102]);
}

/// The inventories themselves are no part of the repository.
#[test]
fn the_names_are_those_of_the_inventories() {
    let Some(folder) = std::env::var_os("SUBWIRE_SHARED") else {
        eprintln!("inventories: skipped, SUBWIRE_SHARED names no folder");
        return;
    };
    let read = |name: &str| fs::read_to_string(PathBuf::from(&folder).join("peers").join(name));
    let (old, new) = (read("async_subtensor.md").unwrap(), read("bittensor11.md").unwrap());
    let golden = file("tests/golden/python_names.txt");
    let golden = sections(&golden);
    for (heading, text, section, column) in [
        ("AsyncSubtensor: reads", &old, "Reads", 0),
        ("AsyncSubtensor: blocks and time", &old, "Block and timing", 0),
        ("AsyncSubtensor: transactions", &old, "Extrinsics", 0),
        ("AsyncSubtensor: utilities", &old, "Utilities", 0),
        ("bittensor 11.3: reads", &new, "Reads", 1),
    ] {
        assert_eq!(names_in(text, section, column), golden[heading], "{heading}");
    }
}

/// A column of the first table of a section, below its heading.
fn names_in<'a>(text: &'a str, section: &str, column: usize) -> Vec<&'a str> {
    let start = format!("## {section}\n");
    let (_, text) = text.split_once(&start).unwrap_or_else(|| panic!("no {section}"));
    let table = text.lines().skip_while(|line| !line.starts_with('|'));
    let rows = table.take_while(|line| line.starts_with('|')).skip(2);
    let mut names: Vec<_> =
        rows.map(|row| row.split('|').nth(column + 1).unwrap_or_default().trim()).collect();
    names.sort_unstable();
    names
}
