//! A slow, plain reading of one type's values as another's, by names: what plans are held against.
//!
//! Types are small trees. One is made of a few bytes, the other by editing it; both are described
//! to the library as registries, written here by hand. Nothing of the library is used but what is
//! tested. The fuzz target `plan` uses this file as well.

mod wire;

use subwire_codec::layout::{Layout, ValueErrorKind};
use subwire_codec::schema::Schema;

use self::wire::{decode, encode, schema};

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ty {
    Bool,
    Text,
    Int {
        bits: u32,
        signed: bool,
        compact: bool,
    },
    Array(Box<Self>, u32),
    List(Box<Self>),
    Tuple(Vec<Self>),
    /// A struct with one field without a name.
    Newtype(Box<Self>),
    Struct(Vec<(String, Self)>),
    Option(Box<Self>),
    /// Name, index, fields.
    Enum(Vec<(String, u8, Vec<(String, Self)>)>),
}

/// A value of some type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Bool(bool),
    Text(String),
    /// The two's complement of a signed one.
    Int(u128),
    /// Elements of lists and arrays, fields of structs and tuples.
    Many(Vec<Self>),
    Option(Option<Box<Self>>),
    /// The variant's place in the list of its type, and its fields.
    Variant(usize, Vec<Self>),
}

/// Why there is no value.
#[derive(Debug, PartialEq)]
pub(crate) enum Refusal {
    Types,
    Variant(String),
}

/// Bytes by which is chosen; zeros when they are used up.
pub(crate) struct Choices<'a>(&'a [u8]);

impl Choices<'_> {
    fn next(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn below(&mut self, end: usize) -> usize {
        usize::from(self.next()) % end
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }
}

/// One round: a type, a value, an edited type, and what the plan between them makes of the bytes.
pub(crate) fn check(data: &[u8]) {
    let mut choices = Choices(data);
    let choices = &mut choices;
    let chain = any_type(choices, 4);
    let mut harmless = true;
    let rust = edited(&chain, choices, &mut harmless);
    let (from, chain_id) = schema(&chain);
    let (to, rust_id) = schema(&rust);
    let layout = Layout::between(&from, chain_id, &to, rust_id);
    for _ in 0..4 {
        let mut bytes = Vec::new();
        encode(&chain, &any_value(&chain, choices), &mut bytes);
        if choices.one_in(3) && !bytes.is_empty() {
            let at = choices.below(bytes.len());
            bytes[at] ^= 1 << choices.below(8);
        }
        check_bytes(&layout, &from, chain_id, (&chain, &rust), &bytes, harmless);
    }
}

fn check_bytes(
    layout: &Layout,
    from: &Schema,
    chain_id: u32,
    (chain, rust): (&Ty, &Ty),
    bytes: &[u8],
    harmless: bool,
) {
    let mut rest = bytes;
    let value = decode(chain, &mut rest).filter(|_| rest.is_empty());
    assert_eq!(from.validate(chain_id, bytes).is_ok(), value.is_some(), "{chain:?} {bytes:x?}");
    let expected = value.map(|value| read(chain, rust, &value));
    let expected = match &expected {
        Some(Ok(value)) => {
            let mut bytes = Vec::new();
            encode(rust, value, &mut bytes);
            Some(Ok(bytes))
        }
        Some(Err(refusal)) => Some(Err(refusal)),
        None => None,
    };
    match layout {
        Layout::Incompatible(mismatch) => assert!(!harmless, "{mismatch}: {chain:?} {rust:?}"),
        Layout::Same => {
            // What is no value the Rust type's own decoder refuses: it reads the same type.
            if let Some(expected) = expected {
                assert_eq!(expected.as_deref(), Ok(bytes), "{chain:?} {rust:?}");
            }
        }
        Layout::Adapt(plan) => {
            let found = plan.rewrite(bytes);
            let found = found.map_err(|error| error.kind().clone());
            match (&found, &expected) {
                (Ok(found), Some(Ok(expected))) => {
                    assert_eq!(found, expected, "{chain:?} as {rust:?} from {bytes:x?}");
                }
                (
                    Err(ValueErrorKind::Variant { name, offset, .. }),
                    Some(Err(Refusal::Variant(expected))),
                ) => assert!(name == expected && *offset < bytes.len()),
                (Err(ValueErrorKind::Bytes(error)), None) => {
                    assert!(error.offset() <= bytes.len());
                }
                // Bytes may be wrong behind a variant that is not known.
                (Err(ValueErrorKind::Variant { .. }), None) => {}
                _ => panic!("{found:?}, not {expected:?}: {chain:?} as {rust:?} from {bytes:x?}"),
            }
        }
    }
}

/// What a value of the chain's type is as one of Rust's.
fn read(chain: &Ty, rust: &Ty, value: &Value) -> Result<Value, Refusal> {
    let types = Err(Refusal::Types);
    // Newtypes and tuples of one are what they hold.
    match (chain, rust) {
        (Ty::Newtype(chain), _) => return read(chain, rust, value),
        (_, Ty::Newtype(rust)) => return read(chain, rust, value),
        (Ty::Tuple(chain), _) if chain.len() == 1 => return read(&chain[0], rust, first(value)),
        (_, Ty::Tuple(rust)) if rust.len() == 1 => {
            return Ok(Value::Many(vec![read(chain, &rust[0], value)?]));
        }
        _ => {}
    }
    // A struct of one field is that field, except for a struct with names.
    match (chain, rust) {
        (Ty::Struct(fields), rust) if fields.len() == 1 && !is_struct(held(rust)) => {
            return read(&fields[0].1, rust, first(value));
        }
        (chain, Ty::Struct(fields)) if fields.len() == 1 && !is_struct(chain) => {
            return Ok(Value::Many(vec![read(chain, &fields[0].1, value)?]));
        }
        _ => {}
    }
    match (chain, rust, value) {
        (Ty::Bool, Ty::Bool, value) | (Ty::Text, Ty::Text, value) => Ok(value.clone()),
        (
            Ty::Int { bits: from, signed: from_signed, .. },
            Ty::Int { bits: to, signed: to_signed, .. },
            value,
        ) => {
            let fits = match (from_signed, to_signed) {
                (false, false) | (true, true) => from <= to,
                (false, true) => from < to,
                (true, false) => false,
            };
            if fits { Ok(value.clone()) } else { types }
        }
        (Ty::Option(chain), Ty::Option(rust), Value::Option(value)) => Ok(Value::Option(
            value.as_ref().map(|value| read(chain, rust, value).map(Box::new)).transpose()?,
        )),
        (Ty::Option(_), ..) => types,
        (chain, Ty::Option(rust), value) => {
            Ok(Value::Option(Some(Box::new(read(chain, rust, value)?))))
        }
        (Ty::List(chain), Ty::List(rust), Value::Many(values)) => values
            .iter()
            .map(|value| read(chain, rust, value))
            .collect::<Result<_, _>>()
            .map(Value::Many),
        (Ty::Array(chain, n), Ty::Array(rust, m), Value::Many(values)) if n == m => values
            .iter()
            .map(|value| read(chain, rust, value))
            .collect::<Result<_, _>>()
            .map(Value::Many),
        (Ty::Tuple(chain), Ty::Tuple(rust), Value::Many(values)) if chain.len() == rust.len() => {
            let parts = chain.iter().zip(rust).zip(values);
            let parts = parts.map(|((chain, rust), value)| read(chain, rust, value));
            parts.collect::<Result<_, _>>().map(Value::Many)
        }
        (Ty::Tuple(chain), Ty::Struct(rust), Value::Many(values)) if chain.len() == rust.len() => {
            let parts = chain.iter().zip(rust).zip(values);
            let parts = parts.map(|((chain, (_, rust)), value)| read(chain, rust, value));
            parts.collect::<Result<_, _>>().map(Value::Many)
        }
        (Ty::Struct(chain), Ty::Struct(rust), Value::Many(values)) => {
            Ok(Value::Many(read_fields(chain, rust, values)?))
        }
        (Ty::Enum(chain), Ty::Enum(rust), Value::Variant(at, values)) => {
            let (name, _, theirs) = &chain[*at];
            let Some(place) = rust.iter().position(|(other, ..)| other == name) else {
                return Err(Refusal::Variant(name.clone()));
            };
            Ok(Value::Variant(place, read_fields(theirs, &rust[place].2, values)?))
        }
        _ => types,
    }
}

fn read_fields(
    chain: &[(String, Ty)],
    rust: &[(String, Ty)],
    values: &[Value],
) -> Result<Vec<Value>, Refusal> {
    let field =
        |(name, rust): &(String, Ty)| match chain.iter().position(|(other, _)| other == name) {
            Some(at) => read(&chain[at].1, rust, &values[at]),
            None if matches!(peeled(rust), Ty::Option(_)) => Ok(Value::Option(None)),
            None => Err(Refusal::Types),
        };
    // Values are checked in the chain's order, so a variant met first is refused first.
    for (at, (name, theirs)) in chain.iter().enumerate() {
        if let Some((_, rust)) = rust.iter().find(|(other, _)| other == name) {
            read(theirs, rust, &values[at])?;
        }
    }
    rust.iter().map(field).collect()
}

fn first(value: &Value) -> &Value {
    match value {
        Value::Many(values) => &values[0],
        _ => value,
    }
}

fn is_struct(ty: &Ty) -> bool {
    matches!(peeled(ty), Ty::Struct(_))
}

/// Without newtypes.
fn peeled(ty: &Ty) -> &Ty {
    match ty {
        Ty::Newtype(inner) => peeled(inner),
        _ => ty,
    }
}

/// What options and tuples of one hold.
fn held(ty: &Ty) -> &Ty {
    match ty {
        Ty::Newtype(inner) | Ty::Option(inner) => held(inner),
        Ty::Tuple(parts) if parts.len() == 1 => held(&parts[0]),
        _ => ty,
    }
}

fn any_type(choices: &mut Choices<'_>, depth: u32) -> Ty {
    let kinds = if depth == 0 { 5 } else { 14 };
    let inner = |choices: &mut Choices<'_>| Box::new(any_type(choices, depth - 1));
    match choices.below(kinds) {
        0 => Ty::Bool,
        1 => Ty::Text,
        2..=4 => any_int(choices),
        // Not of length 0: then every list holds as many elements as its bytes pay for.
        5 => Ty::Array(inner(choices), 1 + choices.below(3) as u32),
        6 | 7 => Ty::List(inner(choices)),
        8 => Ty::Tuple((0..1 + choices.below(3)).map(|_| *inner(choices)).collect()),
        9 => Ty::Newtype(inner(choices)),
        10 => Ty::Option(inner(choices)),
        11 => {
            let variants = 1 + choices.below(4);
            let step = 1 + choices.below(3);
            Ty::Enum(
                (0..variants)
                    .map(|at| {
                        let count = choices.below(3);
                        (format!("V{at}"), (at * step) as u8, fields(choices, depth - 1, count))
                    })
                    .collect(),
            )
        }
        _ => {
            let count = 1 + choices.below(6);
            Ty::Struct(fields(choices, depth - 1, count))
        }
    }
}

fn fields(choices: &mut Choices<'_>, depth: u32, count: usize) -> Vec<(String, Ty)> {
    (0..count).map(|at| (format!("f{at}"), any_type(choices, depth))).collect()
}

fn any_int(choices: &mut Choices<'_>) -> Ty {
    let bits = 8 << choices.below(5);
    match choices.below(3) {
        0 => Ty::Int { bits, signed: false, compact: false },
        1 => Ty::Int { bits, signed: true, compact: false },
        _ => Ty::Int { bits, signed: false, compact: true },
    }
}

/// A type that is like another in most things.
fn edited(ty: &Ty, choices: &mut Choices<'_>, harmless: &mut bool) -> Ty {
    let inner = match ty {
        Ty::Bool | Ty::Text => ty.clone(),
        Ty::Int { .. } => edited_int(ty, choices, harmless),
        Ty::Array(of, length) => Ty::Array(Box::new(edited(of, choices, harmless)), *length),
        Ty::List(of) => Ty::List(Box::new(edited(of, choices, harmless))),
        Ty::Tuple(parts) => {
            Ty::Tuple(parts.iter().map(|part| edited(part, choices, harmless)).collect())
        }
        Ty::Newtype(of) if choices.one_in(2) => edited(of, choices, harmless),
        Ty::Newtype(of) => Ty::Newtype(Box::new(edited(of, choices, harmless))),
        Ty::Option(of) => Ty::Option(Box::new(edited(of, choices, harmless))),
        Ty::Struct(fields) => Ty::Struct(edited_fields(fields, choices, harmless)),
        Ty::Enum(variants) => edited_enum(variants, choices, harmless),
    };
    match choices.below(24) {
        20 => Ty::Option(Box::new(inner)),
        21 => Ty::Newtype(Box::new(inner)),
        22 => Ty::Tuple(vec![inner]),
        23 => {
            // Looked through only where it does not meet a struct with names.
            *harmless = false;
            Ty::Struct(vec![("wrapped".into(), inner)])
        }
        _ => inner,
    }
}

fn edited_int(ty: &Ty, choices: &mut Choices<'_>, harmless: &mut bool) -> Ty {
    let Ty::Int { bits, signed, compact } = *ty else { return ty.clone() };
    match choices.below(8) {
        0 if bits < 128 => Ty::Int { bits: bits * 2, signed, compact },
        1 if bits < 128 => Ty::Int { bits: bits * 2, signed: true, compact: false },
        2 if !signed => Ty::Int { bits, signed, compact: !compact },
        3 if bits > 8 => {
            *harmless = false;
            Ty::Int { bits: bits / 2, signed, compact }
        }
        4 => {
            *harmless = false;
            any_int(choices)
        }
        _ => ty.clone(),
    }
}

fn edited_fields(
    fields: &[(String, Ty)],
    choices: &mut Choices<'_>,
    harmless: &mut bool,
) -> Vec<(String, Ty)> {
    let mut edited: Vec<_> =
        fields.iter().map(|(name, ty)| (name.clone(), edited(ty, choices, harmless))).collect();
    if edited.len() > 1 && choices.one_in(4) {
        edited.remove(choices.below(edited.len()));
    }
    if edited.len() > 1 && choices.one_in(4) {
        let (a, b) = (choices.below(edited.len()), choices.below(edited.len()));
        edited.swap(a, b);
    }
    if !edited.is_empty() && choices.one_in(4) {
        let ty = Ty::Option(Box::new(any_int(choices)));
        edited.insert(choices.below(edited.len() + 1), ("added".into(), ty));
    }
    if !edited.is_empty() && choices.one_in(12) {
        *harmless = false;
        let at = choices.below(edited.len());
        edited[at].0.push('x');
    }
    edited
}

fn edited_enum(
    variants: &[(String, u8, Vec<(String, Ty)>)],
    choices: &mut Choices<'_>,
    harmless: &mut bool,
) -> Ty {
    let mut edited: Vec<_> = variants
        .iter()
        .map(|(name, index, fields)| {
            (name.clone(), *index, edited_fields(fields, choices, harmless))
        })
        .collect();
    if edited.len() > 1 && choices.one_in(3) {
        edited.remove(choices.below(edited.len()));
    }
    if choices.one_in(3) {
        let step = 1 + choices.below(3) as u8;
        edited.iter_mut().enumerate().for_each(|(at, (_, index, _))| *index = at as u8 * step);
    }
    if choices.one_in(3) {
        edited.push(("Added".into(), 200, Vec::new()));
    }
    Ty::Enum(edited)
}

fn any_value(ty: &Ty, choices: &mut Choices<'_>) -> Value {
    match ty {
        Ty::Bool => Value::Bool(choices.one_in(2)),
        Ty::Text => Value::Text("ä".repeat(choices.below(3))),
        Ty::Int { bits, signed, .. } => {
            let mut value = u128::from(choices.next());
            for _ in 0..choices.below(16) {
                value = (value << 8) | u128::from(choices.next());
            }
            Value::Int(in_width(value, *bits, *signed))
        }
        Ty::Array(of, length) => {
            Value::Many((0..*length).map(|_| any_value(of, choices)).collect())
        }
        Ty::List(of) => {
            Value::Many((0..choices.below(4)).map(|_| any_value(of, choices)).collect())
        }
        Ty::Tuple(parts) => {
            Value::Many(parts.iter().map(|part| any_value(part, choices)).collect())
        }
        Ty::Newtype(of) => any_value(of, choices),
        Ty::Struct(fields) => {
            Value::Many(fields.iter().map(|(_, ty)| any_value(ty, choices)).collect())
        }
        Ty::Option(of) => {
            Value::Option(choices.one_in(2).then(|| Box::new(any_value(of, choices))))
        }
        Ty::Enum(variants) => {
            let at = choices.below(variants.len());
            let fields = variants[at].2.iter().map(|(_, ty)| any_value(ty, choices)).collect();
            Value::Variant(at, fields)
        }
    }
}

/// The lowest bits, of a signed number spread to the whole width.
fn in_width(value: u128, bits: u32, signed: bool) -> u128 {
    let unused = 128 - bits;
    let high = value << unused;
    if signed { ((high as i128) >> unused) as u128 } else { high >> unused }
}
