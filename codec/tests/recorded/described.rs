//! Types whose description is written by hand, against what the chain's metadata says of them.

use std::collections::BTreeSet;
use std::fs;

use subwire_codec::Era;
use subwire_codec::codec::Decode;
use subwire_codec::fixed::{I32F32, I64F64, I96F32, U64F64, U96F32};
use subwire_codec::scale_info::form::PortableForm;
use subwire_codec::scale_info::{Field, MetaType, PortableRegistry, Registry, TypeDef};

use crate::data::chain;

#[test]
fn fixed_point_numbers_and_eras() {
    let Some(chain) = chain("fixed_point_numbers_and_eras") else { return };
    let ours: Vec<_> = [
        MetaType::new::<I32F32>(),
        MetaType::new::<I64F64>(),
        MetaType::new::<I96F32>(),
        MetaType::new::<U64F64>(),
        MetaType::new::<U96F32>(),
        MetaType::new::<Era>(),
    ]
    .into_iter()
    .map(|ty| {
        let mut registry = Registry::new();
        let id = registry.register_type(&ty).id;
        describe(&registry.into(), id)
    })
    .collect();

    let mut met = BTreeSet::new();
    let mut files = 0;
    for entry in fs::read_dir(chain.join("metadata")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        // Behind `meta` and the version's byte, the types come first in V14, V15 and V16.
        let registry = PortableRegistry::decode(&mut &bytes[5..]).unwrap();
        for ty in &registry.types {
            let name = ty.ty.path.to_string();
            if name.starts_with("substrate_fixed::") || name == "sp_runtime::generic::era::Era" {
                let description = describe(&registry, ty.id);
                let found = ours.iter().position(|ours| *ours == description);
                met.insert(found.unwrap_or_else(|| panic!("{path:?}: {description}")));
            }
        }
        files += 1;
    }
    assert!(files > 0, "no metadata");
    // Each of ours is some runtime's.
    assert_eq!(met.len(), ours.len());
}

/// All that a registry says of a type, and of those it is made of.
fn describe(registry: &PortableRegistry, id: u32) -> String {
    let ty = registry.resolve(id).unwrap();
    let params: Vec<_> = ty
        .type_params
        .iter()
        .map(|param| format!("{} = {}", param.name, describe(registry, param.ty.unwrap().id)))
        .collect();
    let fields = |fields: &[Field<PortableForm>]| {
        let fields = fields.iter().map(|field| {
            let ty = describe(registry, field.ty.id);
            format!("{:?}: {ty} as {:?}", field.name, field.type_name)
        });
        fields.collect::<Vec<_>>().join(", ")
    };
    let def = match &ty.type_def {
        TypeDef::Composite(composite) => fields(&composite.fields),
        TypeDef::Variant(variants) => {
            let variants = variants.variants.iter().map(|variant| {
                format!("{} {}({})", variant.index, variant.name, fields(&variant.fields))
            });
            variants.collect::<Vec<_>>().join(" | ")
        }
        other => format!("{other:?}"),
    };
    // The crate typenum was forked between the runtimes 233 and 315.
    let path = ty.path.to_string().replace("substrate_typenum", "typenum");
    format!("{path}<{}> {{ {def} }}", params.join(", "))
}
