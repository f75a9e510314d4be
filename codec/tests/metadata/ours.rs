//! All that our `Metadata` says, a line for each thing.

use core::fmt::Write;

use subwire_codec::metadata::{Deprecation, Metadata, Param};

pub(crate) fn lines(metadata: &Metadata) -> Vec<String> {
    let mut out = vec![format!("version {}", metadata.version())];
    for pallet in metadata.pallets() {
        let name = pallet.name();
        out.push(format!("pallet {name} {}{}", pallet.index(), deprecated(pallet.deprecation())));
        out.push(format!("{name} docs {:?}", pallet.docs()));
        out.push(format!("{name} prefix {:?}", pallet.storage_prefix()));
        for item in pallet.storage_items() {
            let keys: Vec<_> =
                item.keys().iter().map(|key| (format!("{:?}", key.hasher()), key.ty())).collect();
            out.push(format!(
                "{name}.{} {:?} {keys:?} {} {:?}{}",
                item.name(),
                item.modifier(),
                item.value(),
                item.default(),
                deprecated(item.deprecation())
            ));
            out.push(format!("{name}.{} docs {:?}", item.name(), item.docs()));
        }
        let enums =
            [("calls", pallet.calls()), ("events", pallet.events()), ("errors", pallet.errors())];
        for (what, found) in enums {
            let Some(found) = found else { continue };
            let mut line = format!("{name} {what} {}", found.ty());
            for index in 0..=255 {
                if let Some(deprecation) = found.deprecation(index) {
                    write!(line, " {index}{}", deprecated(Some(deprecation))).unwrap();
                }
            }
            out.push(line);
        }
        for constant in pallet.constants() {
            let said = deprecated(constant.deprecation());
            let (ty, value) = (constant.ty(), constant.value());
            out.push(format!("{name}::{} {ty} {value:?}{said}", constant.name()));
            out.push(format!("{name}::{} docs {:?}", constant.name(), constant.docs()));
        }
        for ty in pallet.associated_types() {
            out.push(format!("{name} type {} {}", ty.name(), ty.ty()));
            out.push(format!("{name} type {} docs {:?}", ty.name(), ty.docs()));
        }
        for view in pallet.view_functions() {
            let said = deprecated(view.deprecation());
            let inputs = params(view.inputs());
            let output = view.output();
            out.push(format!("{name}/{} {:?} {inputs} {output}{said}", view.name(), view.id()));
            out.push(format!("{name}/{} docs {:?}", view.name(), view.docs()));
        }
    }
    for api in metadata.apis() {
        let (name, version) = (api.name(), api.version());
        out.push(format!("api {name} {version:?}{}", deprecated(api.deprecation())));
        out.push(format!("api {name} docs {:?}", api.docs()));
        for method in api.methods() {
            let said = deprecated(method.deprecation());
            let (inputs, output) = (params(method.inputs()), method.output());
            out.push(format!("{name}_{} {inputs} {output}{said}", method.name()));
            out.push(format!("{name}_{} docs {:?}", method.name(), method.docs()));
        }
    }
    let extrinsic = metadata.extrinsic();
    out.push(format!("extrinsic versions {:?}", extrinsic.versions()));
    for extension in extrinsic.extensions() {
        let (extra, implicit) = (extension.extra(), extension.implicit());
        out.push(format!("extension {} {extra} {implicit}", extension.name()));
    }
    for version in extrinsic.extension_versions() {
        let names: Vec<_> = extrinsic.extensions_of(version).unwrap().map(|of| of.name()).collect();
        out.push(format!("extensions of {version} {names:?}"));
    }
    if metadata.version() >= 15 {
        out.push(format!(
            "extrinsic {:?} {:?} {:?} {:?}",
            extrinsic.address(),
            extrinsic.call(),
            extrinsic.signature(),
            extrinsic.extra()
        ));
        let outer = [metadata.call_type(), metadata.event_type(), metadata.error_type()];
        out.push(format!("outer {outer:?}"));
        for value in metadata.custom_values() {
            out.push(format!("custom {} {} {:?}", value.name(), value.ty(), value.value()));
        }
    }
    out
}

fn params<'m>(params: impl Iterator<Item = Param<'m>>) -> String {
    format!("{:?}", params.map(|param| (param.name(), param.ty())).collect::<Vec<_>>())
}

fn deprecated(deprecation: Option<Deprecation<'_>>) -> String {
    deprecation.map_or_else(String::new, |deprecation| {
        format!(" deprecated {:?} {:?}", deprecation.note(), deprecation.since())
    })
}
