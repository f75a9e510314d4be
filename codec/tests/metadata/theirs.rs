//! All that `frame-metadata` says, in the same lines as [`ours`](super::ours).

use core::fmt::Write;

use frame_metadata::v14::{StorageEntryMetadata, StorageEntryModifier, StorageEntryType};
use frame_metadata::v16::{EnumDeprecationInfo, ItemDeprecationInfo, VariantDeprecationInfo};
use frame_metadata::{RuntimeMetadata, v15, v16};
use subwire_codec::scale_info::form::PortableForm;
use subwire_codec::scale_info::{PortableRegistry, TypeDef};

pub(crate) fn lines(metadata: &RuntimeMetadata) -> Vec<String> {
    let mut out = vec![format!("version {}", metadata.version())];
    match metadata {
        RuntimeMetadata::V14(metadata) => {
            for pallet in &metadata.pallets {
                let name = &pallet.name;
                out.push(format!("pallet {name} {}", pallet.index));
                out.push(format!("{name} docs \"\""));
                storage(&mut out, name, &pallet.storage, &metadata.types);
                enums(
                    &mut out,
                    name,
                    [
                        pallet.calls.as_ref().map(|of| of.ty.id),
                        pallet.event.as_ref().map(|of| of.ty.id),
                        pallet.error.as_ref().map(|of| of.ty.id),
                    ],
                );
                for of in &pallet.constants {
                    out.push(format!("{name}::{} {} {:?}", of.name, of.ty.id, of.value));
                    out.push(format!("{name}::{} docs {:?}", of.name, of.docs.join("\n")));
                }
            }
            let extrinsic = &metadata.extrinsic;
            out.push(format!("extrinsic versions {:?}", [extrinsic.version]));
            let extensions = extrinsic
                .signed_extensions
                .iter()
                .map(|of| (&of.identifier, of.ty.id, of.additional_signed.id));
            only_version(&mut out, extensions);
        }
        RuntimeMetadata::V15(metadata) => {
            for pallet in &metadata.pallets {
                let name = &pallet.name;
                out.push(format!("pallet {name} {}", pallet.index));
                out.push(format!("{name} docs {:?}", pallet.docs.join("\n")));
                storage(&mut out, name, &pallet.storage, &metadata.types);
                enums(
                    &mut out,
                    name,
                    [
                        pallet.calls.as_ref().map(|of| of.ty.id),
                        pallet.event.as_ref().map(|of| of.ty.id),
                        pallet.error.as_ref().map(|of| of.ty.id),
                    ],
                );
                for of in &pallet.constants {
                    out.push(format!("{name}::{} {} {:?}", of.name, of.ty.id, of.value));
                    out.push(format!("{name}::{} docs {:?}", of.name, of.docs.join("\n")));
                }
            }
            for api in &metadata.apis {
                let name = &api.name;
                out.push(format!("api {name} None"));
                out.push(format!("api {name} docs {:?}", api.docs.join("\n")));
                for method in &api.methods {
                    let (inputs, output) = (params(&method.inputs), method.output.id);
                    out.push(format!("{name}_{} {inputs} {output}", method.name));
                    out.push(format!("{name}_{} docs {:?}", method.name, method.docs.join("\n")));
                }
            }
            let extrinsic = &metadata.extrinsic;
            out.push(format!("extrinsic versions {:?}", [extrinsic.version]));
            let extensions = extrinsic
                .signed_extensions
                .iter()
                .map(|of| (&of.identifier, of.ty.id, of.additional_signed.id));
            only_version(&mut out, extensions);
            out.push(format!(
                "extrinsic {:?} {:?} {:?} {:?}",
                Some(extrinsic.address_ty.id),
                Some(extrinsic.call_ty.id),
                Some(extrinsic.signature_ty.id),
                Some(extrinsic.extra_ty.id)
            ));
            last(&mut out, &metadata.outer_enums, &metadata.custom);
        }
        RuntimeMetadata::V16(metadata) => version_16(&mut out, metadata),
        _ => panic!("version {}", metadata.version()),
    }
    out
}

fn version_16(out: &mut Vec<String>, metadata: &v16::RuntimeMetadataV16) {
    for pallet in &metadata.pallets {
        let name = &pallet.name;
        let said = deprecated(&pallet.deprecation_info);
        out.push(format!("pallet {name} {}{said}", pallet.index));
        out.push(format!("{name} docs {:?}", pallet.docs.join("\n")));
        let prefix = pallet.storage.as_ref().map(|storage| &storage.prefix);
        out.push(format!("{name} prefix {prefix:?}"));
        for item in pallet.storage.iter().flat_map(|storage| &storage.entries) {
            let said = deprecated(&item.deprecation_info);
            let older = StorageEntryMetadata {
                name: item.name.clone(),
                modifier: item.modifier.clone(),
                ty: item.ty.clone(),
                default: item.default.clone(),
                docs: item.docs.clone(),
            };
            storage_item(out, name, &older, &metadata.types, &said);
        }
        for (what, ty, deprecated) in [
            ("calls", pallet.calls.as_ref().map(|of| of.ty.id), {
                pallet.calls.as_ref().map(|of| &of.deprecation_info)
            }),
            ("events", pallet.event.as_ref().map(|of| of.ty.id), {
                pallet.event.as_ref().map(|of| &of.deprecation_info)
            }),
            ("errors", pallet.error.as_ref().map(|of| of.ty.id), {
                pallet.error.as_ref().map(|of| &of.deprecation_info)
            }),
        ] {
            let Some(ty) = ty else { continue };
            out.push(format!("{name} {what} {ty}{}", variants(deprecated.unwrap())));
        }
        for of in &pallet.constants {
            let said = deprecated(&of.deprecation_info);
            out.push(format!("{name}::{} {} {:?}{said}", of.name, of.ty.id, of.value));
            out.push(format!("{name}::{} docs {:?}", of.name, of.docs.join("\n")));
        }
        for of in &pallet.associated_types {
            out.push(format!("{name} type {} {}", of.name, of.ty.id));
            out.push(format!("{name} type {} docs {:?}", of.name, of.docs.join("\n")));
        }
        for of in &pallet.view_functions {
            let said = deprecated(&of.deprecation_info);
            let (inputs, output) = (params(&of.inputs), of.output.id);
            out.push(format!("{name}/{} {:?} {inputs} {output}{said}", of.name, of.id));
            out.push(format!("{name}/{} docs {:?}", of.name, of.docs.join("\n")));
        }
    }
    for api in &metadata.apis {
        let name = &api.name;
        let said = deprecated(&api.deprecation_info);
        out.push(format!("api {name} {:?}{said}", Some(api.version.0)));
        out.push(format!("api {name} docs {:?}", api.docs.join("\n")));
        for method in &api.methods {
            let said = deprecated(&method.deprecation_info);
            let (inputs, output) = (params(&method.inputs), method.output.id);
            out.push(format!("{name}_{} {inputs} {output}{said}", method.name));
            out.push(format!("{name}_{} docs {:?}", method.name, method.docs.join("\n")));
        }
    }
    let extrinsic = &metadata.extrinsic;
    out.push(format!("extrinsic versions {:?}", extrinsic.versions));
    let all = &extrinsic.transaction_extensions;
    for of in all {
        out.push(format!("extension {} {} {}", of.identifier, of.ty.id, of.implicit.id));
    }
    for (version, places) in &extrinsic.transaction_extensions_by_version {
        let names: Vec<_> =
            places.iter().map(|place| &all[place.0 as usize].identifier[..]).collect();
        out.push(format!("extensions of {version} {names:?}"));
    }
    out.push(format!(
        "extrinsic {:?} {:?} {:?} None",
        Some(extrinsic.address_ty.id),
        Some(extrinsic.call_ty.id),
        Some(extrinsic.signature_ty.id),
    ));
    last(out, &metadata.outer_enums, &metadata.custom);
}

fn storage(
    out: &mut Vec<String>,
    pallet: &str,
    storage: &Option<v15::PalletStorageMetadata<PortableForm>>,
    types: &PortableRegistry,
) {
    let prefix = storage.as_ref().map(|storage| &storage.prefix);
    out.push(format!("{pallet} prefix {prefix:?}"));
    for item in storage.iter().flat_map(|storage| &storage.entries) {
        storage_item(out, pallet, item, types, "");
    }
}

fn storage_item(
    out: &mut Vec<String>,
    pallet: &str,
    item: &StorageEntryMetadata<PortableForm>,
    types: &PortableRegistry,
    deprecated: &str,
) {
    let modifier = match item.modifier {
        StorageEntryModifier::Optional => "Optional",
        StorageEntryModifier::Default => "Default",
    };
    let (keys, value) = match &item.ty {
        StorageEntryType::Plain(value) => (vec![], value.id),
        StorageEntryType::Map { hashers, key, value } => {
            let hashers: Vec<_> = hashers.iter().map(|hasher| format!("{hasher:?}")).collect();
            let types = match types.resolve(key.id).map(|ty| &ty.type_def) {
                Some(TypeDef::Tuple(tuple)) if hashers.len() != 1 => {
                    tuple.fields.iter().map(|field| field.id).collect()
                }
                _ => vec![key.id],
            };
            assert_eq!(hashers.len(), types.len());
            (hashers.into_iter().zip(types).collect(), value.id)
        }
    };
    let name = &item.name;
    let default = &item.default;
    out.push(format!("{pallet}.{name} {modifier} {keys:?} {value} {default:?}{deprecated}"));
    out.push(format!("{pallet}.{name} docs {:?}", item.docs.join("\n")));
}

fn enums(out: &mut Vec<String>, pallet: &str, types: [Option<u32>; 3]) {
    for (what, ty) in ["calls", "events", "errors"].into_iter().zip(types) {
        out.extend(ty.map(|ty| format!("{pallet} {what} {ty}")));
    }
}

fn only_version<'m>(
    out: &mut Vec<String>,
    extensions: impl Iterator<Item = (&'m String, u32, u32)>,
) {
    let mut names = Vec::new();
    for (name, extra, implicit) in extensions {
        out.push(format!("extension {name} {extra} {implicit}"));
        names.push(name);
    }
    out.push(format!("extensions of 0 {names:?}"));
}

fn last(
    out: &mut Vec<String>,
    outer: &v15::OuterEnums<PortableForm>,
    custom: &v15::CustomMetadata<PortableForm>,
) {
    let outer = [outer.call_enum_ty.id, outer.event_enum_ty.id, outer.error_enum_ty.id];
    out.push(format!("outer {:?}", outer.map(Some)));
    for (name, value) in &custom.map {
        out.push(format!("custom {name} {} {:?}", value.ty.id, value.value));
    }
}

fn params(params: &[v15::RuntimeApiMethodParamMetadata<PortableForm>]) -> String {
    format!("{:?}", params.iter().map(|param| (&param.name[..], param.ty.id)).collect::<Vec<_>>())
}

fn variants(info: &EnumDeprecationInfo<PortableForm>) -> String {
    let mut line = String::new();
    for (index, info) in &info.0 {
        let info = match info {
            VariantDeprecationInfo::DeprecatedWithoutNote => {
                ItemDeprecationInfo::DeprecatedWithoutNote
            }
            VariantDeprecationInfo::Deprecated { note, since } => {
                ItemDeprecationInfo::Deprecated { note: note.clone(), since: since.clone() }
            }
        };
        write!(line, " {index}{}", deprecated(&info)).unwrap();
    }
    line
}

fn deprecated(info: &ItemDeprecationInfo<PortableForm>) -> String {
    match info {
        ItemDeprecationInfo::NotDeprecated => String::new(),
        ItemDeprecationInfo::DeprecatedWithoutNote => " deprecated \"\" \"\"".to_owned(),
        ItemDeprecationInfo::Deprecated { note, since } => {
            format!(" deprecated {note:?} {:?}", since.as_deref().unwrap_or_default())
        }
    }
}
