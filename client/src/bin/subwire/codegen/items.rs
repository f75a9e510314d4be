//! Descriptors: a constant for each storage item, runtime API, constant and call.

use core::fmt::Write;
use std::collections::BTreeSet;

use subwire::codec::metadata::{Api, ApiMethod, Hasher, Metadata, Modifier, Pallet, StorageItem};

use super::Selection;
use super::config::Config;
use super::module::{Module, Uses};
use super::names;
use super::runtimes::Runtimes;
use super::types::{self, Refused, Types};

pub(super) struct Items<'m> {
    pub(super) config: &'m Config,
    pub(super) selection: &'m Selection,
    pub(super) types: &'m Types<'m>,
    pub(super) runtimes: Option<Runtimes<'m>>,
    /// What cannot be had in Rust, and why.
    pub(super) left_out: Vec<String>,
}

/// The types that the selected items are made of.
pub(super) fn roots(metadata: &Metadata, selection: &Selection) -> BTreeSet<u32> {
    let mut roots = BTreeSet::new();
    for pallet in metadata.pallets() {
        let has = |name: &str| selection.has(pallet.name(), name);
        for item in pallet.storage_items().filter(|item| has(item.name())) {
            roots.insert(item.value());
            roots.extend(item.keys().iter().map(|key| key.ty()));
        }
        roots.extend(pallet.constants().filter(|item| has(item.name())).map(|item| item.ty()));
        let calls = pallet.calls().into_iter().flat_map(|calls| calls.variants().iter());
        let calls = calls.filter(|call| has(call.name()));
        roots.extend(calls.flat_map(|call| call.fields().iter()).map(|field| field.ty()));
    }
    for api in metadata.apis() {
        for method in api.methods().filter(|method| selection.has(api.name(), method.name())) {
            roots.insert(method.output());
            roots.extend(method.inputs().map(|input| input.ty()));
        }
    }
    roots
}

impl<'m> Items<'m> {
    /// The module of a pallet; None where nothing of it is selected.
    pub(super) fn pallet(&mut self, pallet: &Pallet<'m>) -> Option<Module> {
        let of = pallet.name();
        let mut storage = Section::new("storage", "Storage items.");
        for item in pallet.storage_items() {
            if pallet.storage_prefix() == Some(of) && self.selection.has(of, item.name()) {
                self.add(&mut storage, of, item.name(), |items, uses| items.storage(&item, uses));
            }
        }
        let mut constants = Section::new("constants", "Constants.");
        for constant in pallet.constants() {
            if self.selection.has(of, constant.name()) {
                self.add(&mut constants, of, constant.name(), |items, uses| {
                    let ty = items.value(of, constant.name(), constant.ty(), uses)?;
                    uses.insert("$::Constant".into());
                    Ok(descriptor("Constant", &ty, of, constant.name()))
                });
            }
        }
        let mut calls = Section::new("calls", "Calls.");
        for call in pallet.calls().into_iter().flat_map(|calls| calls.variants().iter()) {
            if self.selection.has(of, call.name()) {
                self.add(&mut calls, of, call.name(), |items, uses| {
                    let args = items.types.arguments(call.fields(), uses)?;
                    uses.insert("$::Call".into());
                    let names: Vec<_> = call.fields().iter().map(|field| field.name()).collect();
                    Ok(takes(&names) + &descriptor("Call", &args, of, call.name()))
                });
            }
        }
        module(of, format!("The pallet `{}`.", plain(of)), [storage, constants, calls])
    }

    /// The module of a runtime API; None where nothing of it is selected.
    pub(super) fn api(&mut self, api: &Api<'m>) -> Option<Module> {
        let mut methods = Section::new("", "");
        for method in api.methods().filter(|method| self.selection.has(api.name(), method.name())) {
            self.add(&mut methods, api.name(), method.name(), |items, uses| {
                items.method(&method, uses)
            });
        }
        module(api.name(), format!("The runtime API `{}`.", plain(api.name())), [methods])
    }

    fn storage(&mut self, item: &StorageItem<'m>, uses: &mut Uses) -> Result<String, Refused> {
        let mut hashers = Vec::new();
        let mut u16_key = self.config.key(item.pallet(), item.name());
        for key in item.keys() {
            let hasher = hasher(key.hasher());
            uses.insert(format!("$::hasher::{hasher}"));
            let text = match self.types.text(key.ty(), uses)? {
                text if text == "u16" => {
                    u16_key.take().map_or(text, |written| types::written(written, uses))
                }
                text => text,
            };
            hashers.push(format!("{hasher}<{text}>"));
        }
        let comma = if hashers.len() == 1 { "," } else { "" };
        let value = self.value(item.pallet(), item.name(), item.value(), uses)?;
        let (value, default) = match item.modifier() {
            Modifier::Optional => (format!("Option<{value}>"), String::new()),
            Modifier::Default => (value, format!(".with_default({})", bytes(item.default()))),
        };
        uses.insert("$::Storage".into());
        let types = format!("({}{comma}), {value}", hashers.join(", "));
        let mut text = descriptor("Storage", &types, item.pallet(), item.name()) + &default;
        let is_adapted = self.config.is_adapted(&[item.pallet(), ".", item.name()].concat());
        if let Some(runtimes) = &mut self.runtimes {
            text += &runtimes.of_storage(item, is_adapted, uses);
        }
        Ok(text)
    }

    fn method(&mut self, method: &ApiMethod<'m>, uses: &mut Uses) -> Result<String, Refused> {
        let inputs: Vec<_> = method.inputs().collect();
        let mut args = Vec::new();
        for input in &inputs {
            args.push(match self.config.argument(input.name()) {
                Some(written) => types::written(written, uses),
                None => self.types.text(input.ty(), uses)?,
            });
        }
        let args = types::tuple(&args)?;
        let output = self.value(method.api(), method.name(), method.output(), uses)?;
        uses.insert("$::RuntimeApi".into());
        let names: Vec<_> = inputs.iter().map(|input| input.name()).collect();
        let types = format!("{args}, {output}");
        let mut text =
            takes(&names) + &descriptor("RuntimeApi", &types, method.api(), method.name());
        let name = [method.api(), ".", method.name()].concat();
        if self.config.is_wrapped(&name) {
            text.push_str(".or_wrapped()");
        }
        let is_adapted = self.config.is_adapted(&name);
        if let Some(runtimes) = &mut self.runtimes {
            text += &runtimes.of_method(method, is_adapted, uses);
        }
        Ok(text)
    }

    /// The type of what an item holds or a method returns.
    fn value(&self, owner: &str, item: &str, ty: u32, uses: &mut Uses) -> Result<String, Refused> {
        match self.config.value(&[owner, ".", item].concat()) {
            Some(written) => Ok(types::written(written, uses)),
            None => self.types.text(ty, uses),
        }
    }

    /// Adds a constant to a section, or says why there is none.
    fn add(
        &mut self,
        section: &mut Section,
        owner: &str,
        item: &str,
        make: impl FnOnce(&mut Self, &mut Uses) -> Result<String, Refused>,
    ) {
        let full_name = format!("{}.{}", plain(owner), plain(item));
        let mut uses = Uses::new();
        match make(self, &mut uses) {
            Err(why) => self.left_out.push(format!("{full_name}: {why}")),
            Ok(made) => {
                let doc = self.config.doc(&full_name);
                section.add(names::constant(item), doc, &made);
                section.module.uses.append(&mut uses);
            }
        }
    }
}

/// Constants of one kind.
struct Section {
    module: Module,
    names: Vec<String>,
}

impl Section {
    fn new(name: &str, docs: &str) -> Self {
        let module = Module { name: name.into(), docs: docs.into(), ..Module::default() };
        Self { module, names: Vec::new() }
    }

    /// `made` is: documentation, the line `const: TYPE = EXPRESSION`.
    fn add(&mut self, name: String, doc: Option<&str>, made: &str) {
        let mut free = name.clone();
        let mut n = 1;
        while self.names.contains(&free) {
            n += 1;
            free = format!("{name}_{n}");
        }
        self.module.body.push('\n');
        doc.into_iter().for_each(|doc| {
            let _ = writeln!(self.module.body, "/// {doc}");
            if made.starts_with("///") {
                self.module.body.push_str("///\n");
            }
        });
        let (docs, constant) = made.rsplit_once('\n').unwrap_or(("", made));
        if !docs.is_empty() {
            let _ = writeln!(self.module.body, "{docs}");
        }
        let _ = writeln!(self.module.body, "pub const {free}: {constant};");
        self.names.push(free);
    }
}

/// A module of sections, with a list of all that is in them. A section without a name is the module
/// itself.
fn module<const N: usize>(name: &str, docs: String, sections: [Section; N]) -> Option<Module> {
    let mut module = Module { name: names::snake(name), docs, is_file: true, ..Module::default() };
    let mut list = String::new();
    for section in sections.into_iter().filter(|section| !section.names.is_empty()) {
        let path = if section.module.name.is_empty() { "" } else { "::" };
        for name in &section.names {
            let _ = writeln!(list, "&{}{path}{name},", section.module.name);
        }
        if section.module.name.is_empty() {
            module.uses.extend(section.module.uses);
            module.body.push_str(&section.module.body);
        } else {
            module.children.push(section.module);
        }
    }
    if list.is_empty() {
        return None;
    }
    module.uses.insert("$::Descriptor".into());
    let _ = write!(
        module.body,
        "\n/// All of them.\npub const ALL: &[&dyn Descriptor] = &[\n{list}];\n"
    );
    Some(module)
}

fn descriptor(kind: &str, types: &str, owner: &str, item: &str) -> String {
    format!("{kind}<{types}> = {kind}::new({owner:?}, {item:?})")
}

/// The documentation of arguments, with the end of its line.
fn takes(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{}`", plain(name))).collect();
    if names.is_empty() { String::new() } else { format!("/// Takes {}.\n", names.join(", ")) }
}

fn hasher(hasher: Hasher) -> &'static str {
    match hasher {
        Hasher::Blake2_128 => "Blake2_128",
        Hasher::Blake2_128Concat => "Blake2_128Concat",
        Hasher::Blake2_256 => "Blake2_256",
        Hasher::Identity => "Identity",
        Hasher::Twox128 => "Twox128",
        Hasher::Twox256 => "Twox256",
        Hasher::Twox64Concat => "Twox64Concat",
    }
}

fn bytes(bytes: &[u8]) -> String {
    if bytes.len() > 2 && bytes.iter().all(|byte| *byte == 0) {
        return format!("&[0; {}]", bytes.len());
    }
    format!("&{bytes:?}")
}

/// A name of the chain within a comment: metadata may hold anything.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_graphic() && *c != '`').collect()
}
