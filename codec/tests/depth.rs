//! Values that nest as deep as the limits allow: everything that is done with them fits the stack
//! of an ordinary thread, without optimisation too.

use std::thread;

use parity_scale_codec::Encode;
use scale_info::TypeInfo;
use subwire_codec::layout::Layout;
use subwire_codec::registry::Registry;
use subwire_codec::schema::{Accounts, Limits, Schema};

#[derive(Encode, TypeInfo)]
enum Tree {
    Leaf(u8),
    Fork { nested: Box<(Inner, u8)> },
    Many(Vec<Self>),
    Maybe(Option<Box<Self>>),
}

/// Structs in structs count as one level.
#[derive(Encode, TypeInfo)]
struct Inner {
    first: Option<u8>,
    second: Second,
}

#[derive(Encode, TypeInfo)]
struct Second {
    third: Third,
    flag: bool,
}

#[derive(Encode, TypeInfo)]
struct Third {
    tree: [Tree; 1],
    flag: bool,
}

fn fork(tree: Tree) -> Tree {
    let third = Third { tree: [tree], flag: true };
    let inner = Inner { first: None, second: Second { third, flag: false } };
    Tree::Fork { nested: Box::new((inner, 1)) }
}

/// A tree of so many levels, and what goes with each.
fn nest(levels: usize, wrap: fn(Tree) -> Tree) -> Vec<u8> {
    (0..levels).fold(Tree::Leaf(1), |tree, _| wrap(tree)).encode()
}

#[test]
fn the_deepest_values_are_read_and_written_on_an_ordinary_stack() {
    check(Limits::default().depth);
}

#[test]
fn the_greatest_limit_asks_for_a_larger_stack_at_most() {
    let deepest = || check(Limits::MAX_DEPTH);
    thread::Builder::new().stack_size(8 << 20).spawn(deepest).unwrap().join().unwrap();
}

fn check(depth: u16) {
    let (registry, ty) = Registry::of::<Tree>();
    let schema = Schema::new(registry).with_limits(Limits { depth, ..Limits::default() });
    let most = usize::from(depth);
    let shapes: [(usize, fn(Tree) -> Tree); 3] = [
        (most - 1, fork),
        ((most - 1) / 2, |tree| Tree::Many(vec![tree])),
        ((most - 1) / 2, |tree| Tree::Maybe(Some(Box::new(tree)))),
    ];
    for (levels, wrap) in shapes {
        let raw = nest(levels, wrap);
        all(&schema, ty, &raw);
        // The search for the place goes all the way down.
        refused(
            &schema,
            ty,
            &raw[..raw.len() - 1 - if levels == most - 1 { 3 * levels } else { 0 }],
        );
        refused(&schema, ty, &nest(levels + 1, wrap));
    }
}

fn refused(schema: &Schema, ty: u32, raw: &[u8]) {
    assert!(schema.validate(ty, raw).is_err());
    assert!(schema.to_json(ty, raw, Accounts::Hex).is_err());
    assert!(schema.value(ty, raw).is_err());
    assert!(schema.view(ty, raw).is_err());
}

fn all(schema: &Schema, ty: u32, raw: &[u8]) {
    schema.validate(ty, raw).unwrap();
    let json = schema.to_json(ty, raw, Accounts::Hex).unwrap();
    assert_eq!(schema.encode_json(ty, &json).unwrap(), raw);
    let value = schema.value(ty, raw).unwrap();
    assert_eq!(schema.encode_value(ty, &value).unwrap(), raw);
    assert_eq!(value.clone(), value);
    assert!(!value.to_string().is_empty() && !format!("{value:?}").is_empty());
    let view = schema.view(ty, raw).unwrap();
    assert_eq!(view.root().to_json(Accounts::Hex).unwrap(), json);
    let serialized = schema.serialize(ty, raw, Accounts::Hex).unwrap();
    assert_eq!(serde_json::to_string(&serialized).unwrap(), json);
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
}

/// The same tree with wider leaves, and the fields of one struct the other way round.
mod wide {
    use scale_info::TypeInfo;

    #[derive(TypeInfo)]
    #[allow(dead_code, reason = "only described")]
    pub(crate) enum Tree {
        Leaf(u16),
        Fork { nested: Box<(Inner, u8)> },
        Many(Vec<Self>),
        Maybe(Option<Box<Self>>),
    }

    #[derive(TypeInfo)]
    #[allow(dead_code, reason = "only described")]
    pub(crate) struct Inner {
        first: Option<u8>,
        second: Second,
    }

    #[derive(TypeInfo)]
    #[allow(dead_code, reason = "only described")]
    pub(crate) struct Second {
        flag: bool,
        third: Third,
    }

    #[derive(TypeInfo)]
    #[allow(dead_code, reason = "only described")]
    pub(crate) struct Third {
        tree: [Tree; 1],
        flag: bool,
    }
}

/// Plans are carried out on it too.
#[test]
fn the_deepest_values_are_rewritten_on_an_ordinary_stack() {
    let (registry, ty) = Registry::of::<Tree>();
    let schema = Schema::new(registry);
    let Layout::Adapt(plan) = Layout::of::<wide::Tree>(&schema, ty) else { panic!() };
    let most = usize::from(Limits::default().depth);
    let shapes: [(usize, fn(Tree) -> Tree); 3] = [
        (most - 1, fork),
        ((most - 1) / 2, |tree| Tree::Many(vec![tree])),
        ((most - 1) / 2, |tree| Tree::Maybe(Some(Box::new(tree)))),
    ];
    for (levels, wrap) in shapes {
        let raw = nest(levels, wrap);
        assert_eq!(plan.rewrite(&raw).unwrap().len(), raw.len() + 1);
        assert!(plan.rewrite(&nest(levels + 1, wrap)).is_err());
    }
}
