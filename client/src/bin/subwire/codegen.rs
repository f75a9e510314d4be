//! `subwire codegen`: descriptors and types in Rust, from a runtime's metadata.

mod config;
mod items;
mod module;
mod names;
mod runtimes;
mod types;

use std::path::Path;

use subwire::codec::Metadata;

use self::config::Config;
use self::items::Items;
use self::module::{Module, Style};
use self::runtimes::Runtimes;
use self::types::Types;
use crate::args::Codegen;
use crate::{Failure, decode, output};

/// Writes the module, or its files.
pub(crate) fn run(args: &Codegen) -> Result<(), Failure> {
    let metadata = decode::read_metadata(&args.metadata)?;
    let others = args.same.iter().map(|file| decode::read_metadata(file));
    let others = others.collect::<Result<Vec<_>, _>>()?;
    let config = Config::read(args.config.as_deref())?;
    let selection = Selection::new(&metadata, &args.only)?;
    let roots = items::roots(&metadata, &selection);
    let types = Types::new(metadata.registry(), &config, &roots);
    let runtimes = Runtimes::new(&metadata, &others);
    if runtimes.is_none() && !others.is_empty() {
        return Err(Failure::arguments("--same: not all of these are runtimes of one chain"));
    }
    let mut items = Items {
        config: &config,
        selection: &selection,
        types: &types,
        runtimes,
        left_out: Vec::new(),
    };
    let pallets: Vec<_> = metadata.pallets().filter_map(|pallet| items.pallet(&pallet)).collect();
    let apis: Vec<_> = metadata.apis().filter_map(|api| items.api(&api)).collect();
    let folder = |name: &str, docs: &str, children: Vec<Module>| {
        (!children.is_empty()).then(|| group(name, docs, children))
    };
    let children = [
        folder("apis", "Runtime APIs.", apis),
        folder("pallets", "Pallets.", pallets),
        items.runtimes.as_ref().map(Runtimes::module),
        Some(types.module().map_err(Failure::arguments)?),
    ];
    for left_out in &items.left_out {
        output::note(&format!("left out {left_out}"));
    }
    let name = args.out.as_deref().and_then(Path::file_stem).and_then(|name| name.to_str());
    let root = Module {
        name: name.unwrap_or("generated").into(),
        docs: head(&metadata),
        children: children.into_iter().flatten().collect(),
        is_file: true,
        ..Module::default()
    };
    let style = Style { codec: args.codec.clone(), no_std: args.no_std };
    match &args.out {
        Some(file) => root.to_files(&style, file.parent().unwrap_or_else(|| Path::new(""))),
        None => output::print(root.to_text(&style)),
    }
}

/// The head of what is generated.
fn head(metadata: &Metadata) -> String {
    let runtime = metadata.runtime_version().map_or_else(
        || "a runtime".into(),
        |version| {
            let name = version.spec_name().replace(|c: char| !c.is_ascii_graphic(), "");
            format!("{name} {}", version.spec_version())
        },
    );
    format!("Descriptors and types of {runtime}.\n\nWritten by `subwire codegen`.")
}

/// Modules under one name, with a list of all that is in them.
fn group(name: &str, docs: &str, children: Vec<Module>) -> Module {
    let lists = children.iter().map(|child| format!("{}::ALL,\n", child.name));
    let body = format!(
        "\n/// All of them.\npub const ALL: &[&[&dyn Descriptor]] = &[\n{}];\n",
        lists.collect::<String>()
    );
    Module {
        name: name.into(),
        docs: docs.into(),
        uses: [String::from("$::Descriptor")].into(),
        body,
        children,
        is_file: true,
        ..Module::default()
    }
}

/// What is wanted: everything, or what has one of these names.
pub(crate) struct Selection {
    names: Vec<String>,
}

impl Selection {
    /// Each name is that of a pallet or of a runtime API, or of something of one behind a dot.
    fn new(metadata: &Metadata, names: &[String]) -> Result<Self, Failure> {
        let selection = Self { names: names.to_vec() };
        for name in names {
            let (owner, item) = match name.split_once('.') {
                Some((owner, item)) => (owner, Some(item)),
                None => (name.as_str(), None),
            };
            let in_pallet = metadata.pallet(owner).is_some_and(|pallet| {
                item.is_none_or(|item| {
                    pallet.storage_item(item).is_some()
                        || pallet.constant(item).is_some()
                        || pallet.calls().is_some_and(|calls| calls.named(item).is_some())
                })
            });
            let in_api = metadata
                .api(owner)
                .is_some_and(|api| item.is_none_or(|item| api.method(item).is_some()));
            if !in_pallet && !in_api {
                return Err(Failure::arguments(format!("--only: the runtime has no {name}")));
            }
        }
        Ok(selection)
    }

    fn has(&self, owner: &str, item: &str) -> bool {
        let is_named = |name: &String| match name.split_once('.') {
            Some(pair) => pair == (owner, item),
            None => name == owner,
        };
        self.names.is_empty() || self.names.iter().any(is_named)
    }
}
