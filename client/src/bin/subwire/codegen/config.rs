//! The file that tells the generator what metadata does not: which types are written by hand, what
//! an item is for, which results may be wrapped.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::Failure;

/// A file is read up to this size.
const MAX_SIZE: u64 = 4 << 20;

/// Lines, blank ones, and comments behind `#`. Of each kind an example:
///
/// ```text
/// type pallet_subtensor::pallet::AxonInfo = $::subtensor::AxonInfo
/// named TaoCurrency = $::Tao
/// argument netuid = $::subtensor::NetUid
/// keys SubtensorModule = $::subtensor::NetUid
/// key SubtensorModule.LastUpdate = $::subtensor::NetUidStorageIndex
/// value SubtensorModule.Burn = $::Tao
/// doc SubtensorModule.Tempo = The blocks of a subnet's epoch.
/// wrapped NeuronInfoRuntimeApi.get_neurons
/// adapted SwapRuntimeApi.sim_swap_tao_for_alpha
/// ```
///
/// `$` is the crate of the codec. `type` goes by a type's path, `named` by what the source calls the
/// type of a field, `argument` by the name of an argument of a runtime API. `keys` is for the first `u16` in
/// the keys of a pallet, `key` for that of one item. `value` is what an item holds or a method returns,
/// behind the `Option` of an item that may be missing. `wrapped` marks a method whose list old
/// runtimes wrap in bytes (`RuntimeApi::or_wrapped`), `adapted` what a type written by hand reads by a
/// plan in any runtime.
#[derive(Debug, Default)]
pub(super) struct Config {
    lines: BTreeMap<(Kind, String), String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Adapted,
    Argument,
    Doc,
    Key,
    Keys,
    Named,
    Type,
    Value,
    Wrapped,
}

impl Config {
    pub(super) fn read(file: Option<&Path>) -> Result<Self, Failure> {
        let Some(file) = file else { return Ok(Self::default()) };
        let name = file.display();
        let wrong = |what: String| Failure::arguments(format!("{name}: {what}"));
        let size = fs::metadata(file).map_err(|error| wrong(error.to_string()))?.len();
        if size > MAX_SIZE {
            return Err(wrong(format!("{size} bytes, more than {MAX_SIZE}")));
        }
        let text = fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
        let mut config = Self::default();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                config.line(line).ok_or_else(|| wrong(format!("line {}: {line:?}", at + 1)))?;
            }
        }
        Ok(config)
    }

    /// None for a line of no kind.
    fn line(&mut self, line: &str) -> Option<()> {
        let (kind, rest) = line.split_once(' ')?;
        let kind = match kind {
            "adapted" => Kind::Adapted,
            "argument" => Kind::Argument,
            "doc" => Kind::Doc,
            "key" => Kind::Key,
            "keys" => Kind::Keys,
            "named" => Kind::Named,
            "type" => Kind::Type,
            "value" => Kind::Value,
            "wrapped" => Kind::Wrapped,
            _ => return None,
        };
        let (name, value) = match kind {
            Kind::Adapted | Kind::Wrapped => (rest, ""),
            _ => rest.split_once(" = ")?,
        };
        self.lines.insert((kind, name.trim().into()), value.trim().into());
        Some(())
    }

    fn get(&self, kind: Kind, name: &str) -> Option<&str> {
        self.lines.get(&(kind, name.to_string())).map(String::as_str)
    }

    /// The Rust type of a path of the chain, if it is written by hand.
    pub(super) fn type_of(&self, path: &str) -> Option<&str> {
        let known = || KNOWN.iter().find(|(known, _)| *known == path).map(|(_, rust)| *rust);
        self.get(Kind::Type, path).or_else(known)
    }

    /// The names of the types that are written by hand, without their paths.
    pub(super) fn type_names(&self) -> impl Iterator<Item = &str> {
        let types = self.lines.iter().filter(|((kind, _), _)| *kind == Kind::Type);
        types.filter_map(|(_, path)| path.rsplit("::").next())
    }

    /// The Rust type of what the source calls the type of a field.
    pub(super) fn named(&self, type_name: &str) -> Option<&str> {
        self.get(Kind::Named, type_name)
    }

    /// The Rust type of an argument of a runtime API.
    pub(super) fn argument(&self, name: &str) -> Option<&str> {
        self.get(Kind::Argument, name)
    }

    /// The Rust type of the first `u16` in the keys of an item.
    pub(super) fn key(&self, pallet: &str, item: &str) -> Option<&str> {
        let own = self.get(Kind::Key, &[pallet, ".", item].concat());
        own.or_else(|| self.get(Kind::Keys, pallet))
    }

    /// What an item holds, or a method returns.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.get(Kind::Value, name)
    }

    pub(super) fn doc(&self, name: &str) -> Option<&str> {
        self.get(Kind::Doc, name)
    }

    pub(super) fn is_wrapped(&self, name: &str) -> bool {
        self.get(Kind::Wrapped, name).is_some()
    }

    pub(super) fn is_adapted(&self, name: &str) -> bool {
        self.get(Kind::Adapted, name).is_some()
    }
}

/// Types of every Substrate chain that the codec has, or that are plain bytes and words.
const KNOWN: [(&str, &str); 6] = [
    ("primitive_types::H160", "[u8; 20]"),
    ("primitive_types::H256", "[u8; 32]"),
    ("primitive_types::H512", "[u8; 64]"),
    ("primitive_types::U256", "[u64; 4]"),
    ("sp_core::crypto::AccountId32", "$::AccountId"),
    ("sp_runtime::generic::era::Era", "$::Era"),
];
