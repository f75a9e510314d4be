//! The same part of other runtimes: where it is the same, and where there is none.

use core::fmt::Write;
use std::collections::BTreeSet;

use subwire::codec::Metadata;
use subwire::codec::layout::Layout;
use subwire::codec::metadata::{ApiMethod, StorageItem};

use super::module::{Module, Uses};

/// The runtime that is generated from, and those that it is compared with.
pub(super) struct Runtimes<'m> {
    spec_name: String,
    main: &'m Metadata,
    /// By spec version.
    all: Vec<(u32, &'m Metadata)>,
    /// The sets that were named so far, each with its name.
    named: BTreeSet<Vec<u32>>,
}

enum Found {
    Same,
    Missing,
    Other,
}

impl<'m> Runtimes<'m> {
    /// None where the metadata does not tell its runtime.
    pub(super) fn new(main: &'m Metadata, others: &'m [Metadata]) -> Option<Self> {
        let spec_name = main.runtime_version()?.spec_name().to_string();
        let of = |metadata: &'m Metadata| {
            let version = metadata.runtime_version()?;
            (version.spec_name() == spec_name).then_some((version.spec_version(), metadata))
        };
        let mut all = others.iter().chain([main]).map(of).collect::<Option<Vec<_>>>()?;
        all.sort_by_key(|(version, _)| *version);
        all.dedup_by_key(|(version, _)| *version);
        Some(Self { spec_name, main, all, named: BTreeSet::new() })
    }

    /// What a descriptor says of the runtimes in which this item is the same, and of those that have
    /// none.
    pub(super) fn of_storage(
        &mut self,
        item: &StorageItem<'_>,
        is_adapted: bool,
        uses: &mut Uses,
    ) -> String {
        let found = |other: &Metadata| match other.storage_item(item.pallet(), item.name()) {
            None => Found::Missing,
            Some(theirs) if same_item(other, &theirs, self.main, item) => Found::Same,
            Some(_) => Found::Other,
        };
        let found = self.all.iter().map(|(version, other)| (*version, found(other))).collect();
        self.said(found, is_adapted, uses)
    }

    /// The same of a method of a runtime API. Metadata that describes none is as if it were another.
    pub(super) fn of_method(
        &mut self,
        method: &ApiMethod<'_>,
        is_adapted: bool,
        uses: &mut Uses,
    ) -> String {
        let found = |other: &Metadata| match other.api_method(method.api(), method.name()) {
            None if other.describes_apis() => Found::Missing,
            Some(theirs) if same_method(other, &theirs, self.main, method) => Found::Same,
            _ => Found::Other,
        };
        let found = self.all.iter().map(|(version, other)| (*version, found(other))).collect();
        self.said(found, is_adapted, uses)
    }

    fn said(&mut self, found: Vec<(u32, Found)>, is_adapted: bool, uses: &mut Uses) -> String {
        let (mut same, mut missing) = (Vec::new(), Vec::new());
        for (version, found) in found {
            match found {
                Found::Same => same.push(version),
                Found::Missing => missing.push(version),
                Found::Other => {}
            }
        }
        if is_adapted {
            same.clear();
        }
        let mut text = String::new();
        for (method, versions) in [("same_in", same), ("missing_in", missing)] {
            if !versions.is_empty() {
                let name = name(&versions);
                uses.insert(format!("^::runtimes::{name}"));
                let _ = write!(text, ".{method}(&{name})");
                self.named.insert(versions);
            }
        }
        text
    }

    /// The module with the sets that descriptors name.
    pub(super) fn module(&self) -> Module {
        let mut body = String::new();
        for versions in &self.named {
            let _ = writeln!(
                body,
                "pub const {}: Runtimes = Runtimes::new({:?}, &{versions:?});",
                name(versions),
                self.spec_name
            );
        }
        Module {
            name: "runtimes".into(),
            docs: "The runtimes that descriptors were compared with.".into(),
            uses: [String::from("$::Runtimes")].into(),
            body,
            is_file: true,
            ..Module::default()
        }
    }
}

fn name(versions: &[u32]) -> String {
    versions.iter().fold(String::from("IN"), |name, version| format!("{name}_{version}"))
}

fn same_item(
    other: &Metadata,
    theirs: &StorageItem<'_>,
    main: &Metadata,
    ours: &StorageItem<'_>,
) -> bool {
    let keys = theirs.keys().iter().zip(ours.keys());
    theirs.keys().len() == ours.keys().len()
        && keys.into_iter().all(|(theirs, ours)| {
            theirs.hasher() == ours.hasher() && same(other, theirs.ty(), main, ours.ty())
        })
        && theirs.modifier() == ours.modifier()
        && theirs.prefix() == ours.prefix()
        && theirs.default() == ours.default()
        && reads_same(other, theirs.value(), main, ours.value())
}

fn same_method(
    other: &Metadata,
    theirs: &ApiMethod<'_>,
    main: &Metadata,
    ours: &ApiMethod<'_>,
) -> bool {
    theirs.inputs().len() == ours.inputs().len()
        && theirs
            .inputs()
            .zip(ours.inputs())
            .all(|(theirs, ours)| same(other, theirs.ty(), main, ours.ty()))
        && reads_same(other, theirs.output(), main, ours.output())
}

/// Whether what is written for the one is right for the other.
fn same(other: &Metadata, theirs: u32, main: &Metadata, ours: u32) -> bool {
    matches!(Layout::between(other.schema(), theirs, main.schema(), ours), Layout::Same)
}

/// Whether what is read by the one is read right by the other.
fn reads_same(other: &Metadata, theirs: u32, main: &Metadata, ours: u32) -> bool {
    match Layout::between(other.schema(), theirs, main.schema(), ours) {
        Layout::Same => true,
        Layout::Adapt(plan) => plan.keeps_bytes(),
        Layout::Incompatible(_) => false,
    }
}
