//! Bytes of a type, made of its description alone: what its decoder must read.

use subwire_codec::codec::{Compact, Encode};
use subwire_codec::registry::{Primitive, Registry, TypeDef};
use subwire_codec::scale_info::TypeInfo;

/// The SCALE bytes of some value of `T`. The same entropy gives the same value.
pub(crate) fn bytes_of<T: TypeInfo + 'static>(entropy: &[u8]) -> Vec<u8> {
    let (registry, ty) = Registry::of::<T>();
    let mut generator = Generator { registry: &registry, entropy, bytes: Vec::new() };
    generator.value(ty);
    generator.bytes
}

struct Generator<'g> {
    registry: &'g Registry,
    /// Zeros follow.
    entropy: &'g [u8],
    bytes: Vec<u8>,
}

impl Generator<'_> {
    fn value(&mut self, ty: u32) {
        let ty = self.registry.get(ty).unwrap();
        match ty.def() {
            TypeDef::Composite(fields) => {
                // More than one element of a set would have to be in order.
                if ty.name() == "BTreeSet" {
                    let some = self.next() % 2;
                    self.bytes.push(some * 4);
                    let numbers = [self.next(), self.next()];
                    self.bytes.extend(&numbers[..usize::from(some) * 2]);
                    return;
                }
                fields.iter().for_each(|field| self.value(field.ty()));
            }
            TypeDef::Variant(variants) => {
                let choice = usize::from(self.next()) % variants.len();
                let variant = variants.iter().nth(choice).unwrap();
                self.bytes.push(variant.index());
                variant.fields().iter().for_each(|field| self.value(field.ty()));
            }
            TypeDef::Sequence(of) => {
                let length = u32::from(self.next() % 4);
                Compact(length).encode_to(&mut self.bytes);
                (0..length).for_each(|_| self.value(of));
            }
            TypeDef::Array { len, of, .. } => (0..len).for_each(|_| self.value(of)),
            TypeDef::Tuple(members) => members.iter().for_each(|member| self.value(*member)),
            TypeDef::Compact(of) => {
                let bytes = self.width(of);
                let number = self.number(bytes);
                Compact(number).encode_to(&mut self.bytes);
            }
            TypeDef::Primitive(Primitive::Bool) => {
                let bit = self.next() % 2;
                self.bytes.push(bit);
            }
            TypeDef::Primitive(_) => {
                let bytes = self.width(ty.id());
                let number = self.number(bytes);
                self.bytes.extend(&number.to_le_bytes()[..bytes]);
            }
            other => panic!("{other:?}"),
        }
    }

    /// How many bytes an integer takes, or the one that a newtype is around.
    fn width(&self, ty: u32) -> usize {
        match self.registry.get(ty).unwrap().def() {
            TypeDef::Composite(fields) => self.width(fields.get(0).unwrap().ty()),
            TypeDef::Primitive(Primitive::U8) => 1,
            TypeDef::Primitive(Primitive::U16) => 2,
            TypeDef::Primitive(Primitive::U32) => 4,
            TypeDef::Primitive(Primitive::U64 | Primitive::I64) => 8,
            TypeDef::Primitive(Primitive::U128 | Primitive::I128) => 16,
            other => panic!("{other:?}"),
        }
    }

    /// A number of at most so many bytes, as often small as large.
    fn number(&mut self, bytes: usize) -> u128 {
        let used = usize::from(self.next()) % (bytes + 1);
        (0..used).fold(0, |number, _| number << 8 | u128::from(self.next()))
    }

    fn next(&mut self) -> u8 {
        let Some((first, rest)) = self.entropy.split_first() else { return 0 };
        self.entropy = rest;
        *first
    }
}
