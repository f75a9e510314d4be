//! `subwire metadata`: what a runtime has.

mod types;

use std::fs;
use std::path::Path;

use serde::Serialize;
use subwire::codec::Metadata;
use subwire::codec::metadata::{Modifier, Pallet, PalletEnum};
use subwire::codec::registry::{Fields, Variant};
use subwire::transport::Transport;
use subwire::{At, Runtime};

use self::types::type_name;
use crate::Failure;
use crate::output::{Answer, Column, Page, Table};

pub(crate) async fn answer<T: Transport>(
    at: &At<T>,
    pallet: Option<&str>,
    save: Option<&Path>,
) -> Result<Box<dyn Answer>, Failure> {
    let runtime = match save {
        None => at.next_runtime().await?,
        Some(path) => {
            let bytes = at.metadata_bytes().await?;
            let runtime = Runtime::decode(&bytes)?;
            fs::write(path, &bytes)
                .map_err(|error| Failure::arguments(format!("{}: {error}", path.display())))?;
            runtime
        }
    };
    let Some(name) = pallet else { return Ok(Box::new(Overview::of(&runtime))) };
    let metadata = runtime.metadata();
    let pallet = metadata.pallet(name).ok_or_else(|| no_pallet(metadata, name))?;
    Ok(Box::new(PalletItems::of(metadata, &pallet)))
}

fn no_pallet(metadata: &Metadata, name: &str) -> Failure {
    let names: Vec<&str> = metadata.pallets().map(|pallet| pallet.name()).collect();
    Failure::arguments(format!("no pallet {name}; there are {}", names.join(", ")))
}

/// A runtime, by the names of what it has.
#[derive(Serialize)]
struct Overview {
    spec_name: String,
    spec_version: u32,
    transaction_version: u32,
    metadata_version: u8,
    pallets: Vec<Counts>,
    apis: Vec<Api>,
}

#[derive(Serialize)]
struct Counts {
    name: String,
    index: u8,
    storage: Vec<String>,
    calls: Vec<String>,
    events: Vec<String>,
    errors: Vec<String>,
    constants: Vec<String>,
}

#[derive(Serialize)]
struct Api {
    name: String,
    methods: Vec<String>,
}

impl Overview {
    fn of(runtime: &Runtime) -> Self {
        let metadata = runtime.metadata();
        let names = |of: Option<PalletEnum<'_>>| {
            let variants = of.into_iter().flat_map(|of| of.variants().iter());
            variants.map(|variant| variant.name().to_string()).collect()
        };
        let pallets = metadata.pallets().map(|pallet| Counts {
            name: pallet.name().into(),
            index: pallet.index(),
            storage: pallet.storage_items().map(|item| item.name().into()).collect(),
            calls: names(pallet.calls()),
            events: names(pallet.events()),
            errors: names(pallet.errors()),
            constants: pallet.constants().map(|constant| constant.name().into()).collect(),
        });
        let apis = metadata.apis().map(|api| Api {
            name: api.name().into(),
            methods: api.methods().map(|method| method.name().into()).collect(),
        });
        Self {
            spec_name: runtime.spec().name().into(),
            spec_version: runtime.spec_version(),
            transaction_version: runtime.transaction_version(),
            metadata_version: metadata.version(),
            pallets: pallets.collect(),
            apis: apis.collect(),
        }
    }
}

impl Answer for Overview {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    fn page(&self) -> Page {
        let counts = ["storage", "calls", "events", "errors", "constants"].map(Column::number);
        let names = [Column::number("index"), Column::text("pallet")];
        let mut table = Table::new(names.into_iter().chain(counts));
        for pallet in &self.pallets {
            let counts =
                [&pallet.storage, &pallet.calls, &pallet.events, &pallet.errors, &pallet.constants];
            let names = [pallet.index.to_string(), pallet.name.clone()];
            table.row(names.into_iter().chain(counts.map(|names| names.len().to_string())));
        }
        let apis = self.apis.iter().map(|api| format!("{}: {}", api.name, api.methods.join(", ")));
        let spec = format!(
            "{} {}, transactions {}, metadata {}",
            self.spec_name, self.spec_version, self.transaction_version, self.metadata_version
        );
        Page::from(spec).and(table).and(apis.collect::<Vec<_>>().join("\n"))
    }
}

/// All that a pallet has, one line each.
#[derive(Serialize)]
struct PalletItems {
    name: String,
    index: u8,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    kind: &'static str,
    name: String,
    /// The types, as far as they have names.
    signature: String,
    docs: String,
}

impl PalletItems {
    fn of(metadata: &Metadata, pallet: &Pallet<'_>) -> Self {
        let name_of = |ty| type_name(metadata.registry(), ty);
        let storage = pallet.storage_items().map(|item| {
            let keys: Vec<String> = item
                .keys()
                .iter()
                .map(|key| format!("{:?} {}", key.hasher(), name_of(key.ty())))
                .collect();
            let value = name_of(item.value());
            let value = match item.modifier() {
                Modifier::Optional => format!("Option<{value}>"),
                _ => value,
            };
            let signature = format!("({}) -> {value}", keys.join(", "));
            Item::new("storage", item.name(), signature, item.docs())
        });
        let constants = pallet.constants().map(|constant| {
            Item::new("constant", constant.name(), name_of(constant.ty()), constant.docs())
        });
        let variants = |kind, of: Option<PalletEnum<'_>>| -> Vec<Item> {
            let variants = of.into_iter().flat_map(|of| of.variants().iter());
            variants.map(|variant| Item::of_variant(metadata, kind, &variant)).collect()
        };
        let items = storage
            .chain(constants)
            .chain(variants("call", pallet.calls()))
            .chain(variants("event", pallet.events()))
            .chain(variants("error", pallet.errors()));
        Self { name: pallet.name().into(), index: pallet.index(), items: items.collect() }
    }
}

impl Item {
    fn new(kind: &'static str, name: &str, signature: String, docs: &str) -> Self {
        Self { kind, name: name.into(), signature, docs: docs.into() }
    }

    fn of_variant(metadata: &Metadata, kind: &'static str, variant: &Variant<'_>) -> Self {
        Self::new(kind, variant.name(), fields(metadata, variant.fields()), variant.docs())
    }
}

fn fields(metadata: &Metadata, fields: Fields<'_>) -> String {
    let fields = fields.iter().map(|field| {
        let ty = type_name(metadata.registry(), field.ty());
        if field.name().is_empty() { ty } else { format!("{}: {ty}", field.name()) }
    });
    fields.collect::<Vec<_>>().join(", ")
}

impl Answer for PalletItems {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    fn page(&self) -> Page {
        let mut table = Table::new(["kind", "name", "types", "what it is"].map(Column::text));
        for item in &self.items {
            let docs = item.docs.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            table.row([item.kind, &item.name, &item.signature, docs.trim()]);
        }
        table.into()
    }
}
