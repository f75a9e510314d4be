//! Types of the chain as types of Rust: their names, and how they are referred to and defined.

mod define;
mod name;

use std::collections::{BTreeMap, BTreeSet};

use subwire::codec::registry::{Field, Fields, Primitive, Registry, Type, TypeDef};

use super::config::Config;
use super::module::{Module, Uses};

/// Types inside each other, of any kind; a registry may hold anything.
const MAX_DEPTH: usize = 64;

/// A type is written in no more bytes: types of types of the same type could make it any length.
const MAX_TEXT: usize = 1 << 14;

/// A tuple of Rust has traits up to this length.
const MAX_TUPLE: usize = 18;

/// The types that what is generated is made of.
pub(super) struct Types<'m> {
    registry: &'m Registry,
    config: &'m Config,
    /// The name of each type that gets a definition; of types that are alike the same.
    names: BTreeMap<u32, String>,
    /// The types that are defined, each once.
    defined: Vec<u32>,
    /// Types with types inside them by which they would hold themselves.
    boxed: BTreeSet<(u32, u32)>,
    /// Types that are read and written in their compact form.
    compact: BTreeSet<u32>,
}

/// Why a type cannot be had in Rust.
pub(super) type Refused = String;

impl<'m> Types<'m> {
    /// All types that the `roots` are made of.
    pub(super) fn new(registry: &'m Registry, config: &'m Config, roots: &BTreeSet<u32>) -> Self {
        let mut types = Self {
            registry,
            config,
            names: BTreeMap::new(),
            defined: Vec::new(),
            boxed: BTreeSet::new(),
            compact: BTreeSet::new(),
        };
        let mut found = Found {
            types: &types,
            order: Vec::new(),
            seen: BTreeSet::new(),
            boxed: BTreeSet::new(),
            compact: BTreeSet::new(),
        };
        for root in roots {
            found.visit(*root, &mut Vec::new(), 0);
        }
        let Found { order, boxed, compact, .. } = found;
        (types.boxed, types.compact) = (boxed, compact);
        name::assign(&mut types, &order);
        types
    }

    /// The modules that define them, one for each crate of the chain.
    pub(super) fn module(&self) -> Result<Module, Refused> {
        define::module(self)
    }

    /// How a type is written where it is used.
    pub(super) fn text(&self, ty: u32, uses: &mut Uses) -> Result<String, Refused> {
        self.text_in(Place { around: None, depth: 0 }, ty, uses)
    }

    /// How the type of a field is written, which the source may have called by a name that its own
    /// type has lost; whether it is compact stands apart.
    pub(super) fn field(
        &self,
        around: Option<u32>,
        field: &Field<'_>,
        uses: &mut Uses,
    ) -> Result<(bool, String), Refused> {
        let (is_compact, ty) = match self.get(field.ty())?.def() {
            TypeDef::Compact(of) => (true, of),
            _ => (false, field.ty()),
        };
        let name = field.type_name();
        let inner = name.strip_prefix("Compact<").and_then(|name| name.strip_suffix('>'));
        if let Some(known) = self.config.named(inner.unwrap_or(name)) {
            return Ok((is_compact, written(known, uses)));
        }
        Ok((is_compact, self.text_in(Place { around, depth: 0 }, ty, uses)?))
    }

    /// The tuple of a call's arguments.
    pub(super) fn arguments(&self, fields: Fields<'_>, uses: &mut Uses) -> Result<String, Refused> {
        let mut members = Vec::new();
        for field in fields.iter() {
            let (is_compact, text) = self.field(None, &field, uses)?;
            members.push(match is_compact {
                true => format!("{}<{text}>", import("$::codec::Compact", uses)),
                false => text,
            });
        }
        tuple(&members)
    }

    fn text_in(&self, place: Place, ty: u32, uses: &mut Uses) -> Result<String, Refused> {
        let text = self.unlimited_text(place, ty, uses)?;
        if text.len() > MAX_TEXT {
            return Err(format!("a type that takes {} bytes to write", text.len()));
        }
        Ok(text)
    }

    fn unlimited_text(&self, place: Place, ty: u32, uses: &mut Uses) -> Result<String, Refused> {
        let Place { around, depth } = place;
        if depth > MAX_DEPTH {
            return Err("types too deep inside each other".into());
        }
        let depth = depth + 1;
        let inner = |ty, uses: &mut Uses| self.text_in(Place { around, depth }, ty, uses);
        // A list holds its elements elsewhere.
        let element = |ty, uses: &mut Uses| self.text_in(Place { around: None, depth }, ty, uses);
        let described = self.get(ty)?;
        match self.shape(&described) {
            Shape::Known(path) => return Ok(written(path, uses)),
            Shape::Fixed(name) => return Ok(import(&format!("$::fixed::{name}"), uses)),
            Shape::Like(ty) => return inner(ty, uses),
            Shape::Nothing => return Ok("()".into()),
            Shape::Option(some) => return Ok(format!("Option<{}>", inner(some, uses)?)),
            Shape::Result(ok, err) => {
                return Ok(format!("Result<{}, {}>", inner(ok, uses)?, inner(err, uses)?));
            }
            Shape::Map(key, value) => {
                let (key_text, value) = (element(key, uses)?, element(value, uses)?);
                if self.is_ordered(key, depth) {
                    let map = import("alloc::collections::BTreeMap", uses);
                    return Ok(format!("{map}<{key_text}, {value}>"));
                }
                return Ok(format!("{}<({key_text}, {value})>", import(VEC, uses)));
            }
            Shape::Set(of) => {
                let ordered = self.is_ordered(of, depth);
                let set = if ordered { "alloc::collections::BTreeSet" } else { VEC };
                return Ok(format!("{}<{}>", import(set, uses), element(of, uses)?));
            }
            Shape::Defined => {}
        }
        match described.def() {
            TypeDef::Array { len, of, .. } => Ok(format!("[{}; {len}]", inner(of, uses)?)),
            TypeDef::Compact(of) => {
                Ok(format!("{}<{}>", import("$::codec::Compact", uses), inner(of, uses)?))
            }
            TypeDef::Primitive(primitive) => primitive_text(primitive, uses),
            TypeDef::Sequence(of) => Ok(format!("{}<{}>", import(VEC, uses), element(of, uses)?)),
            TypeDef::Tuple(members) => {
                let members = members.iter().map(|ty| inner(*ty, uses));
                tuple(&members.collect::<Result<Vec<_>, _>>()?)
            }
            TypeDef::Composite(_) | TypeDef::Variant(_) => {
                let name = self.names.get(&ty).ok_or("a type without a name")?;
                let name = import(&format!("^::types::{name}"), uses);
                if around.is_some_and(|around| self.boxed.contains(&(around, ty))) {
                    return Ok(format!("{}<{name}>", import("alloc::boxed::Box", uses)));
                }
                Ok(name)
            }
            TypeDef::BitSequence { .. } => Err("a sequence of bits".into()),
            _ => Err("a kind of type that is not known".into()),
        }
    }

    fn get(&self, ty: u32) -> Result<Type<'m>, Refused> {
        self.registry.get(ty).ok_or_else(|| format!("no type {ty}"))
    }

    /// What a type is in Rust, beyond what its definition says.
    fn shape(&self, ty: &Type<'m>) -> Shape<'m> {
        if let Some(path) = self.config.type_of(ty.path()) {
            return Shape::Known(path);
        }
        let param = |at: usize| ty.params().nth(at).and_then(|(_, ty)| ty);
        let fields = match ty.def() {
            TypeDef::Composite(fields) => fields,
            TypeDef::Variant(_) => {
                return match (ty.path(), param(0), param(1)) {
                    ("Option", Some(some), _) => Shape::Option(some),
                    ("Result", Some(ok), Some(err)) => Shape::Result(ok, err),
                    _ => Shape::Defined,
                };
            }
            _ => return Shape::Defined,
        };
        let only = || fields.get(0).filter(|_| fields.len() == 1).map(|field| field.ty());
        match (ty.path(), ty.name(), param(0), param(1), only()) {
            ("PhantomData", ..) => Shape::Nothing,
            (_, "BTreeMap" | "BoundedBTreeMap", Some(key), Some(value), _) => {
                Shape::Map(key, value)
            }
            (_, "BTreeSet" | "BoundedBTreeSet", Some(of), _, _) => Shape::Set(of),
            (_, "Cow", Some(of), _, _) => Shape::Like(of),
            (_, "BoundedVec" | "WeakBoundedVec", _, _, Some(list)) => Shape::Like(list),
            (path, name, frac, _, Some(bits)) if path.starts_with("substrate_fixed::") => {
                match self.fixed(name, frac, bits) {
                    Some(name) => Shape::Fixed(name),
                    None => Shape::Defined,
                }
            }
            _ => Shape::Defined,
        }
    }

    /// The name of a fixed-point number that the codec has.
    fn fixed(&self, name: &str, frac: Option<u32>, bits: u32) -> Option<&'static str> {
        let TypeDef::Primitive(primitive) = self.registry.get(bits)?.def() else { return None };
        match (name, self.binary(frac?, 0)?, primitive) {
            ("FixedI128", 32, Primitive::I128) => Some("I96F32"),
            ("FixedI128", 64, Primitive::I128) => Some("I64F64"),
            ("FixedI64", 32, Primitive::I64) => Some("I32F32"),
            ("FixedU128", 64, Primitive::U128) => Some("U64F64"),
            ("FixedU128", 32, Primitive::U128) => Some("U96F32"),
            _ => None,
        }
    }

    /// A number that is made of types: `UInt<UInt<UTerm, B1>, B0>` is 2.
    fn binary(&self, ty: u32, depth: usize) -> Option<u32> {
        let ty = self.registry.get(ty)?;
        let mut params = ty.params().map(|(_, ty)| ty);
        match ty.name() {
            "UTerm" => Some(0),
            "UInt" if depth < 32 => {
                let (high, bit) = (params.next()??, params.next()??);
                let bit = u32::from(self.registry.get(bit)?.name() == "B1");
                self.binary(high, depth + 1)?.checked_mul(2)?.checked_add(bit)
            }
            _ => None,
        }
    }

    /// Whether the Rust type can be a key. What is generated has no order.
    fn is_ordered(&self, ty: u32, depth: usize) -> bool {
        let Some(ty) = self.registry.get(ty).filter(|_| depth < MAX_DEPTH) else { return false };
        match (self.shape(&ty), ty.def()) {
            (Shape::Known(path), _) => {
                path.starts_with('[')
                    || matches!(name_of(path), "AccountId" | "NetUid" | "Tao" | "Alpha")
            }
            (Shape::Like(of), _) => self.is_ordered(of, depth + 1),
            (Shape::Defined, TypeDef::Primitive(_)) => true,
            (Shape::Defined, TypeDef::Array { of, .. } | TypeDef::Sequence(of)) => {
                self.is_ordered(of, depth + 1)
            }
            (Shape::Defined, TypeDef::Tuple(members)) => {
                members.iter().all(|ty| self.is_ordered(*ty, depth + 1))
            }
            _ => false,
        }
    }
}

/// Where a type is written.
#[derive(Clone, Copy)]
struct Place {
    /// The type whose field it is a part of, without a list between.
    around: Option<u32>,
    /// How many types are around it.
    depth: usize,
}

const VEC: &str = "alloc::vec::Vec";

enum Shape<'m> {
    /// Written by hand, at this path.
    Known(&'m str),
    Fixed(&'static str),
    Like(u32),
    Nothing,
    Option(u32),
    Result(u32, u32),
    Map(u32, u32),
    Set(u32),
    /// What its definition says.
    Defined,
}

/// The types that get a definition, in the order in which they are met, and where one holds itself.
struct Found<'t, 'm> {
    types: &'t Types<'m>,
    order: Vec<u32>,
    seen: BTreeSet<u32>,
    boxed: BTreeSet<(u32, u32)>,
    compact: BTreeSet<u32>,
}

impl Found<'_, '_> {
    /// Walks the types below `ty`; `path` are the defined types around it, without a list between. What
    /// is too deep is not found, and refused where it is to be written.
    fn visit(&mut self, ty: u32, path: &mut Vec<u32>, depth: usize) {
        let Some(described) = self.types.registry.get(ty) else { return };
        let shape = self.types.shape(&described);
        let defines = matches!(described.def(), TypeDef::Composite(_) | TypeDef::Variant(_));
        let is_defined = matches!(shape, Shape::Defined) && defines;
        if is_defined && path.contains(&ty) {
            self.boxed.extend(path.last().map(|around| (*around, ty)));
        }
        if depth > MAX_DEPTH || !self.seen.insert(ty) {
            return;
        }
        if is_defined {
            self.order.push(ty);
            path.push(ty);
        }
        let depth = depth + 1;
        match (shape, described.def()) {
            (Shape::Known(_) | Shape::Fixed(_) | Shape::Nothing, _) => {}
            (Shape::Like(of) | Shape::Option(of), _) => self.visit(of, path, depth),
            (Shape::Result(ok, err), _) => self.visit_all([ok, err], path, depth),
            (Shape::Map(key, value), _) => self.visit_all([key, value], &mut Vec::new(), depth),
            (Shape::Set(of), _) | (_, TypeDef::Sequence(of)) => {
                self.visit(of, &mut Vec::new(), depth);
            }
            (_, TypeDef::Array { of, .. }) => self.visit(of, path, depth),
            (_, TypeDef::Compact(of)) => {
                self.compact.insert(of);
                self.visit(of, path, depth);
            }
            (_, TypeDef::Tuple(members)) => self.visit_all(members.iter().copied(), path, depth),
            (_, TypeDef::Composite(fields)) => {
                self.visit_all(fields.iter().map(|field| field.ty()), path, depth);
            }
            (_, TypeDef::Variant(variants)) => {
                let fields = variants.iter().flat_map(|variant| variant.fields().iter());
                self.visit_all(fields.map(|field| field.ty()), path, depth);
            }
            _ => {}
        }
        if is_defined {
            path.pop();
        }
    }

    fn visit_all(
        &mut self,
        types: impl IntoIterator<Item = u32>,
        path: &mut Vec<u32>,
        depth: usize,
    ) {
        types.into_iter().for_each(|ty| self.visit(ty, path, depth));
    }
}

fn primitive_text(primitive: Primitive, uses: &mut Uses) -> Result<String, Refused> {
    Ok(match primitive {
        Primitive::Str => import("alloc::string::String", uses),
        Primitive::U256 | Primitive::I256 => return Err("an integer of 256 bits".into()),
        other => format!("{other:?}").to_lowercase(),
    })
}

/// A tuple of types.
pub(super) fn tuple(members: &[String]) -> Result<String, Refused> {
    match members {
        [one] => Ok(format!("({one},)")),
        more if more.len() > MAX_TUPLE => Err(format!("a tuple of {}", more.len())),
        more => Ok(format!("({})", more.join(", "))),
    }
}

/// A type as it is written by hand, of which the paths are used by their names.
pub(super) fn written(text: &str, uses: &mut Uses) -> String {
    let is_path = |c: char| c.is_ascii_alphanumeric() || "_:$^".contains(c);
    let mut written = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_path) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !is_path(c)).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        let path = match word {
            "Vec" => VEC,
            "BTreeMap" => "alloc::collections::BTreeMap",
            word => word,
        };
        written.push_str(before);
        written.push_str(&import(path, uses));
        rest = after;
    }
    written + rest
}

/// The name by which a path is used; what is no path stays as it is.
fn import(path: &str, uses: &mut Uses) -> String {
    if !path.contains("::") {
        return path.into();
    }
    uses.insert(path.into());
    name_of(path).into()
}

fn name_of(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
