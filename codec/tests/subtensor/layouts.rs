//! Each type against the type of its path in the recorded runtimes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use subwire_codec::layout::Layout;
use subwire_codec::metadata::Metadata;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::schema::Schema;
use subwire_codec::subtensor::*;

use crate::data;

/// What becomes of a type in one runtime.
type Compare = fn(&Schema, u32) -> Layout;

fn of<T: TypeInfo + 'static>() -> Compare {
    Layout::of::<T>
}

/// The last two parts of a path that only one type of each runtime has, and our type.
fn pairs() -> BTreeMap<&'static str, Compare> {
    BTreeMap::from([
        ("frame_system::AccountInfo", of::<AccountInfo>()),
        ("types::AccountData", of::<AccountData>()),
        ("pallet::AxonInfo", of::<AxonInfo>()),
        ("pallet::PrometheusInfo", of::<PrometheusInfo>()),
        ("pallet::NeuronCertificate", of::<NeuronCertificate>()),
        ("pallet::ChainIdentityV2", of::<ChainIdentityV2>()),
        ("pallet::SubnetIdentityV3", of::<SubnetIdentityV3>()),
        ("pallet::RootClaimTypeEnum", of::<RootClaimTypeEnum>()),
        ("pallet::RecycleOrBurnEnum", of::<RecycleOrBurnEnum>()),
        ("leasing::SubnetLease", of::<SubnetLease>()),
        ("neuron_info::NeuronInfo", of::<NeuronInfo>()),
        ("neuron_info::NeuronInfoLite", of::<NeuronInfoLite>()),
        ("delegate_info::DelegateInfo", of::<DelegateInfo>()),
        ("stake_info::StakeInfo", of::<StakeInfo>()),
        ("subnet_info::SubnetInfo", of::<SubnetInfo>()),
        ("subnet_info::SubnetInfov2", of::<SubnetInfoV2>()),
        ("subnet_info::SubnetHyperparams", of::<SubnetHyperparams>()),
        ("subnet_info::SubnetHyperparamsV2", of::<SubnetHyperparamsV2>()),
        ("dynamic_info::DynamicInfo", of::<DynamicInfo>()),
        ("metagraph::Metagraph", of::<Metagraph>()),
        ("metagraph::SelectiveMetagraph", of::<SelectiveMetagraph>()),
        ("show_subnet::SubnetState", of::<SubnetState>()),
        ("pallet_subtensor_swap_runtime_api::SimSwapResult", of::<SimSwapResult>()),
        ("types::Registration", of::<Registration>()),
        ("types::CommitmentInfo", of::<CommitmentInfo>()),
        ("types::UsageTracker", of::<UsageTracker>()),
        ("pallet_crowdloan::CrowdloanInfo", of::<CrowdloanInfo>()),
        ("preimages::Bounded", of::<BoundedCall>()),
        ("per_things::Percent", of::<Percent>()),
    ])
}

/// What is not the same, and in which specs: as the docs of the types say.
const EXCEPTIONS: &[(&str, &[u32])] = &[
    // Before the first runtime that the types are made for.
    ("CommitmentInfo adapted: fields[]: other variants", &[233]),
    ("Data adapted: other variants", &[233]),
    ("DelegateInfo: nominators[].1: compact u64 on the chain, a sequence in Rust", &[233]),
    (NO_LOGO[0], &[233]),
    (NO_LOGO[1], &[233]),
    (NO_LOGO[2], &[233]),
    ("Registration adapted: info.fields[]: other variants", &[233]),
    ("StakeInfo: tao_emission: not on this chain, and the Rust type is no Option", &[233]),
    // Wider since 425.
    ("Metagraph adapted: activity_cutoff: compact u16 read as compact u64", &SINCE_315),
    ("SelectiveMetagraph adapted: activity_cutoff: compact u16 read as compact u64", &SINCE_315),
    (
        "SubnetHyperparams adapted: activity_cutoff: compact u16 read as compact u64",
        &[233, 315, 320, 343, 365],
    ),
    ("SubnetHyperparamsV2 adapted: activity_cutoff: compact u16 read as compact u64", &SINCE_315),
    // There since 425.
    (
        "SimSwapResult adapted: tao_slippage: not on this chain, read as None, \
        alpha_slippage: not on this chain, read as None",
        &SINCE_315,
    ),
    // Variants that came later, or were named in another way.
    ("ProxyDefinition adapted: proxy_type: other variants", &[233, 315, 320]),
    ("ProxyType adapted: other variants", &[233, 315, 320]),
    ("RootClaimTypeEnum adapted: other variants", &[343]),
];

const SINCE_315: [u32; 4] = [315, 320, 343, 365];

const NO_LOGO: [&str; 3] = [
    "DynamicInfo: subnet_identity.logo_url: not on this chain, and the Rust type is no Option",
    "Metagraph: identity.logo_url: not on this chain, and the Rust type is no Option",
    "SubnetInfov2: identity.logo_url: not on this chain, and the Rust type is no Option",
];

#[test]
fn types_are_the_same_but_where_it_is_said() {
    let Some(chain) = data::chain("types_are_the_same_but_where_it_is_said") else { return };
    let mut seen = BTreeSet::new();
    let mut found = BTreeMap::<String, Vec<u32>>::new();
    for spec in [233, 315, 320, 343, 365] {
        let version = if spec == 365 { "v16" } else { "v15" };
        let file = chain.join(format!("metadata/subtensor_{spec}.{version}.scale"));
        let metadata = Metadata::decode(&fs::read(file).unwrap()).unwrap();
        for ty in metadata.schema().registry().types() {
            let path = ty.path();
            let parts: Vec<_> = path.rsplitn(3, "::").collect();
            let short = match parts[..] {
                [name, module, ..] => [module, "::", name].concat(),
                _ => continue,
            };
            let compare = match path {
                "pallet_commitments::types::Data" => of::<Data>(),
                path if path.ends_with("::ProxyType") => of::<ProxyType>(),
                path if path.ends_with("proxy::ProxyDefinition") => of::<ProxyDefinition>(),
                path if path.ends_with("proxy::Announcement") => of::<Announcement>(),
                // A pallet of other chains' identities has types of the same names.
                path if path.starts_with("pallet_registry::") => continue,
                _ => match pairs().get(&*short) {
                    Some(compare) => *compare,
                    None => continue,
                },
            };
            let name = ty.name();
            seen.insert((spec, name.to_owned()));
            let verdict = match compare(metadata.schema(), ty.id()) {
                Layout::Same => continue,
                Layout::Adapt(plan) => {
                    let changes: Vec<_> = plan.changes().iter().map(ToString::to_string).collect();
                    format!("{name} adapted: {}", changes.join(", "))
                }
                Layout::Incompatible(mismatch) => format!("{name}: {mismatch}"),
            };
            found.entry(verdict).or_default().push(spec);
        }
    }
    let names: BTreeSet<_> = seen.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names.len(), pairs().len() + 4, "{names:?}");
    let told: BTreeMap<_, _> =
        EXCEPTIONS.iter().map(|(verdict, specs)| ((*verdict).to_owned(), specs.to_vec())).collect();
    assert_eq!(found, told);
}
