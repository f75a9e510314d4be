//! `subwire check`: the built-in descriptors beside a runtime's metadata.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use subwire::codec::subtensor::catalogue;
use subwire::codec::{Descriptor, Metadata, Verdict};

use crate::{Failure, decode, output};

/// Says of each descriptor how it fits.
pub(crate) fn run(metadata: &Path, as_json: bool) -> Result<(), Failure> {
    let metadata = decode::read_metadata(metadata)?;
    let verdicts = verdicts(&metadata);
    let text = if as_json {
        serde_json::to_string(&document(&metadata, &verdicts))
            .map_err(|error| Failure { status: 1, message: error.to_string() })?
    } else {
        lines(&verdicts)
    };
    output::print(text)
}

type Verdicts = [(&'static dyn Descriptor, Verdict)];

/// The verdicts in the catalogue's order. Of what was changed so far that it takes another descriptor,
/// the one that fits best counts.
fn verdicts(metadata: &Metadata) -> Vec<(&'static dyn Descriptor, Verdict)> {
    let fitness = |verdict: &Verdict| match verdict {
        Verdict::Same => 0,
        Verdict::Adapted(_) => 1,
        Verdict::Incompatible(_) => 2,
        Verdict::Missing(_) => 3,
    };
    let mut verdicts: Vec<(&dyn Descriptor, Verdict)> = Vec::new();
    let mut places = BTreeMap::new();
    for descriptor in catalogue() {
        let verdict = descriptor.verify(metadata);
        let place =
            *places.entry((descriptor.kind(), descriptor.full_name())).or_insert(verdicts.len());
        match verdicts.get_mut(place) {
            None => verdicts.push((descriptor, verdict)),
            Some((_, found)) if fitness(&verdict) < fitness(found) => *found = verdict,
            Some(_) => {}
        }
    }
    verdicts
}

/// The answer for programs.
#[derive(Default, Serialize)]
struct Document {
    spec_version: Option<u32>,
    same: Vec<String>,
    adapted: Vec<Adapted>,
    missing: Vec<String>,
    incompatible: Vec<Incompatible>,
}

#[derive(Serialize)]
struct Adapted {
    name: String,
    /// What differs, a sentence each.
    changes: Vec<String>,
}

#[derive(Serialize)]
struct Incompatible {
    name: String,
    path: String,
    reason: String,
}

fn document(metadata: &Metadata, verdicts: &Verdicts) -> Document {
    let mut document = Document { spec_version: metadata.spec_version(), ..Document::default() };
    for (descriptor, verdict) in verdicts {
        let name = descriptor.full_name();
        match verdict {
            Verdict::Same => document.same.push(name),
            Verdict::Missing(_) => document.missing.push(name),
            Verdict::Adapted(changes) => {
                let changes = changes.iter().map(ToString::to_string).collect();
                document.adapted.push(Adapted { name, changes });
            }
            Verdict::Incompatible(mismatch) => document.incompatible.push(Incompatible {
                name,
                path: mismatch.path().to_string(),
                reason: mismatch.why().to_string(),
            }),
        }
    }
    document
}

fn lines(verdicts: &Verdicts) -> String {
    let names: Vec<_> = verdicts.iter().map(|(descriptor, _)| descriptor.full_name()).collect();
    let width = names.iter().map(String::len).max().unwrap_or(0);
    let lines = names.iter().zip(verdicts).map(|(name, (_, verdict))| {
        // What differs is named as the metadata names it, and that may be anything.
        let verdict = verdict.to_string().replace(char::is_control, " ");
        format!("{name:width$}  {verdict}")
    });
    lines.collect::<Vec<_>>().join("\n")
}
