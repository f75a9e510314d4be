//! Descriptors against recorded metadata.

use subwire_codec::codec::{Compact, Decode, Encode};
use subwire_codec::descriptor::{BindErrorKind, Kind, Missing, Verdict};
use subwire_codec::hasher::{Blake2_128Concat, Identity, Twox64Concat};
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::subtensor::{
    AccountInfo, NetUid, NeuronInfoLite, catalogue, runtime_api, storage,
};
use subwire_codec::{
    AccountId, Call, Constant, Descriptor, Event, PalletError, RuntimeApi, Storage, Tao,
    ViewFunction,
};

use crate::data::{self, expected_items, hex, optional_hex, text};
use crate::runtimes;

#[test]
fn the_catalogue_names_every_descriptor() {
    let constants = |source: &str, prefix: &str| -> Vec<String> {
        let names = source.split("\npub const ").skip(1);
        names.map(|rest| [prefix, rest.split(':').next().unwrap()].concat()).collect()
    };
    let mut names = constants(include_str!("../../src/subtensor/storage.rs"), "storage::");
    names.extend(constants(include_str!("../../src/subtensor/runtime_api.rs"), "runtime_api::"));
    let listed = include_str!("../../src/subtensor/catalogue.rs");
    for name in &names {
        assert!(listed.contains(&format!("&{name},")), "{name} is not in the catalogue");
    }
    assert_eq!(catalogue().len(), names.len());
}

/// Where a descriptor says that it is the same in a runtime, the metadata must say so as well.
#[test]
fn the_catalogue_is_the_same_where_it_says_so() {
    let Some(chain) = data::chain("the_catalogue_is_the_same_where_it_says_so") else { return };
    let mut compared = 0;
    for (name, metadata) in runtimes(&chain) {
        let runtime = metadata.runtime_version().unwrap();
        for descriptor in catalogue() {
            let said = descriptor.same_in().unwrap();
            let undescribed = descriptor.kind() == Kind::RuntimeApi && !metadata.describes_apis();
            if said.contains(runtime.spec_name(), runtime.spec_version()) && !undescribed {
                let verdict = descriptor.verify(&metadata);
                assert_eq!(verdict, Verdict::Same, "{} of {name}", descriptor.full_name());
                compared += 1;
            }
        }
    }
    assert!(compared > 150, "only {compared} were compared");
}

#[test]
fn the_catalogue_fits_every_recorded_runtime() {
    let Some(chain) = data::chain("the_catalogue_fits_every_recorded_runtime") else { return };
    for (name, metadata) in runtimes(&chain) {
        for descriptor in catalogue() {
            let item = descriptor.full_name();
            let expected = match (item.as_str(), name.as_str()) {
                (api, name) if api.contains("RuntimeApi") && name.ends_with("v14") => {
                    "missing \
                    (this version of metadata describes no runtime API method)"
                }
                ("SubtensorModule.MechanismCountCurrent", "subtensor_212.v14")
                | ("SubtensorModule.MechanismCountCurrent", "subtensor_224.v14")
                | ("SubtensorModule.MechanismCountCurrent", "subtensor_233.v15")
                | ("SubtensorModule.MechanismCountCurrent", "subtensor_315.v14")
                | ("SubtensorModule.MechanismCountCurrent", "subtensor_315.v15")
                | ("SubtensorModule.MechanismEmissionSplit", "subtensor_212.v14")
                | ("SubtensorModule.MechanismEmissionSplit", "subtensor_224.v14")
                | ("SubtensorModule.MechanismEmissionSplit", "subtensor_233.v15")
                | ("SubtensorModule.MechanismEmissionSplit", "subtensor_315.v14")
                | ("SubtensorModule.MechanismEmissionSplit", "subtensor_315.v15") => {
                    "missing (no such storage item)"
                }
                _ => "same",
            };
            assert_eq!(descriptor.verify(&metadata).to_string(), expected, "{item} of {name}");
        }
    }
}

#[test]
fn bound_descriptors_read_what_was_recorded() {
    let Some(chain) = data::chain("bound_descriptors_read_what_was_recorded") else { return };
    let runtimes = runtimes(&chain);
    let mut seen = [0; 3];
    for (place, item) in expected_items(&chain) {
        let of = item["metadata"].as_array().cloned().unwrap_or_default();
        let Some(metadata) = of.iter().find_map(|name| runtimes.get(text(name))) else { continue };
        match (item["item"].as_str(), item["call"].as_str()) {
            (Some("Tempo"), _) => {
                let bound = storage::TEMPO.bind(metadata).unwrap();
                let tempo = bound.decode(optional_hex(&item["raw"]).as_deref()).unwrap();
                assert_eq!(tempo, item["decoded"], "{place}");
                seen[0] += 1;
            }
            (Some("MechanismCountCurrent"), _) => {
                let bound = storage::MECHANISM_COUNT_CURRENT.bind(metadata).unwrap();
                let count = bound.decode(optional_hex(&item["raw"]).as_deref()).unwrap();
                assert_eq!(count, item["decoded"], "{place}");
                seen[1] += 1;
            }
            (_, Some("NeuronInfoRuntimeApi_get_neurons_lite"))
                if item["result_form"] == "direct" =>
            {
                let Ok(bound) = runtime_api::NEURONS_LITE.bind(metadata) else { continue };
                let neurons = bound.decode(&hex(&item["raw"])).unwrap();
                assert_eq!(serde_json::to_value(neurons).unwrap(), item["decoded"], "{place}");
                seen[2] += 1;
            }
            _ => {}
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

#[test]
fn drifted_storage_is_adapted_or_refused() {
    let Some(chain) = data::chain("drifted_storage_is_adapted_or_refused") else { return };
    let runtimes = runtimes(&chain);
    let metadata = &runtimes["subtensor_343.v15"];

    // The chain's default where none is named; another than the one that is named.
    const WIDE: Storage<(Identity<NetUid>,), u64> = Storage::new("SubtensorModule", "Tempo");
    let tempo = WIDE.bind(metadata).unwrap();
    assert_eq!(tempo.decode(Some(&[1, 2])), Ok(0x201));
    let default = storage::TEMPO.bind(metadata).unwrap().decode(None).unwrap();
    assert_eq!(tempo.decode(None), Ok(u64::from(default)));
    assert_eq!(WIDE.verify(metadata).to_string(), "adapted (u16 read as u64)");
    const OTHER: Storage<(Identity<NetUid>,), u16> = storage::TEMPO.with_default(&[1, 2]);
    assert_eq!(OTHER.verify(metadata).to_string(), "adapted (another default)");

    // An Option of what is not Optional, and the other way round.
    const SOME: Storage<(Identity<NetUid>,), Option<u16>> =
        Storage::new("SubtensorModule", "Tempo");
    let some = SOME.bind(metadata).unwrap();
    assert_eq!((some.decode(Some(&[7, 0])), some.decode(None)), (Ok(Some(7)), Ok(Some(default))));
    let Verdict::Adapted(changes) = SOME.verify(metadata) else { panic!() };
    assert_eq!(changes.len(), 2, "{changes:?}");
    type UidsKeys = (Identity<NetUid>, Blake2_128Concat<AccountId>);
    const BARE: Storage<UidsKeys, u16> = Storage::new("SubtensorModule", "Uids");
    let error = BARE.bind(metadata).unwrap_err();
    assert_eq!(
        error.to_string(),
        "SubtensorModule.Uids: may be absent, and the Rust type is no Option"
    );
    const WIDE_UIDS: Storage<UidsKeys, Option<u32>> = Storage::new("SubtensorModule", "Uids");
    let uids = WIDE_UIDS.bind(metadata).unwrap();
    assert_eq!((uids.decode(Some(&[7, 0])), uids.decode(None)), (Ok(Some(7)), Ok(None)));
    let many: Vec<_> = uids.decode_many([Some(&[7, 0][..]), None, Some(&[7])]).collect();
    assert!(many[..2] == [Ok(Some(7)), Ok(None)] && many[2].is_err());

    // Keys.
    const HASHER: Storage<(Twox64Concat<NetUid>,), u16> = Storage::new("SubtensorModule", "Tempo");
    assert_eq!(HASHER.verify(metadata).to_string(), "incompatible (key.0: hashed in another way)");
    const KEY: Storage<(Identity<u8>,), u16> = Storage::new("SubtensorModule", "Tempo");
    assert_eq!(KEY.verify(metadata).to_string(), "incompatible (key.0: u16 does not fit in u8)");
    const PLAIN: Storage<(), u16> = Storage::new("SubtensorModule", "Tempo");
    assert_eq!(PLAIN.verify(metadata).to_string(), "incompatible (key: 1 on the chain, 0 in Rust)");
    const GONE: Storage<(), u16> = Storage::new("SubtensorModule", "NoSuchThing");
    let error = GONE.bind(metadata).unwrap_err();
    assert!(matches!(error.kind(), BindErrorKind::Missing(Missing::Item(_))), "{error}");
    const OWNER: Storage<(), u16> = Storage::new("NoSuchPallet", "NoSuchThing");
    assert_eq!(OWNER.verify(metadata).to_string(), "missing (no such pallet)");

    // Part of a struct, by name.
    #[derive(Debug, Decode, PartialEq, TypeInfo)]
    struct Data {
        free: u128,
    }
    #[derive(Debug, Decode, PartialEq, TypeInfo)]
    struct Account {
        data: Data,
        nonce: u64,
    }
    type AccountKeys = (Blake2_128Concat<AccountId>,);
    const ACCOUNT: Storage<AccountKeys, Account> = Storage::new("System", "Account");
    let mut info = AccountInfo { nonce: 3, ..AccountInfo::default() };
    info.data.free = Tao::from_rao(1 << 40);
    let account = ACCOUNT.bind(metadata).unwrap().decode(Some(&info.encode())).unwrap();
    assert_eq!(account, Account { data: Data { free: 1 << 40 }, nonce: 3 });
}

#[test]
fn other_descriptors() {
    let Some(chain) = data::chain("other_descriptors") else { return };
    let runtimes = runtimes(&chain);
    let metadata = &runtimes["subtensor_343.v15"];

    const DEPOSIT: Constant<Tao> = Constant::new("Balances", "ExistentialDeposit");
    assert_eq!(DEPOSIT.read(metadata).unwrap(), Tao::from_rao(500));
    assert_eq!(DEPOSIT.verify(metadata), Verdict::Same);
    const WRONG: Constant<bool> = Constant::new("Balances", "ExistentialDeposit");
    let error = WRONG.read(metadata).unwrap_err().to_string();
    assert_eq!(error, "Balances.ExistentialDeposit: u64 on the chain, bool in Rust");

    #[derive(Encode, TypeInfo)]
    struct SetWeights {
        netuid: NetUid,
        dests: Vec<u16>,
        weights: Vec<u16>,
        version_key: u64,
    }
    const SET_WEIGHTS: Call<SetWeights> = Call::new("SubtensorModule", "set_weights");
    const BY_PLACE: Call<(u16, Vec<u16>, Vec<u16>, u64)> =
        Call::new("SubtensorModule", "set_weights");
    let args = SetWeights { netuid: NetUid(1), dests: vec![2], weights: vec![3], version_key: 4 };
    let bytes = SET_WEIGHTS.bind(metadata).unwrap().encode(&args);
    let place = BY_PLACE.bind(metadata).unwrap().encode(&(1, vec![2], vec![3], 4));
    assert_eq!(bytes, place);
    let call = metadata.call_type().unwrap();
    metadata.schema().validate(call, &bytes).unwrap();
    const NARROW: Call<(u16, Vec<u16>, Vec<u16>, u32)> =
        Call::new("SubtensorModule", "set_weights");
    let refused = NARROW.verify(metadata).to_string();
    assert_eq!(refused, "incompatible (version_key: u64 does not fit in u32)");
    const COMPACT: Call<(u16, Vec<u16>, Vec<u16>, Compact<u64>)> =
        Call::new("SubtensorModule", "set_weights");
    assert_eq!(
        COMPACT.verify(metadata).to_string(),
        "incompatible (version_key: not exactly what the chain takes)"
    );

    const FAILED: PalletError = PalletError::new("SubtensorModule", "SubnetNotExists");
    assert!(matches!(FAILED.verify(metadata), Verdict::Same | Verdict::Missing(_)));
    const NO_ERROR: PalletError = PalletError::new("SubtensorModule", "NoSuchError");
    assert_eq!(NO_ERROR.verify(metadata).to_string(), "missing (no such error)");

    #[derive(Debug, Decode, PartialEq, TypeInfo)]
    struct Transfer {
        amount: u128,
        to: AccountId,
        memo: Option<u8>,
    }
    const TRANSFER: Event<Transfer> = Event::new("Balances", "Transfer");
    let transfer = TRANSFER.bind(metadata).unwrap();
    let balances = metadata.pallet("Balances").unwrap();
    let index = balances.events().unwrap().named("Transfer").unwrap().index();
    let (from, to) = (AccountId::from([1; 32]), AccountId::from([2; 32]));
    // One record: the phase, the event, no topics.
    let mut events = vec![4, 0, 0, 0, 0, 0, balances.index(), index];
    (&from, &to, 77u64).encode_to(&mut events);
    events.push(0);
    let records: Vec<_> = metadata.decode_events(&events).unwrap().map(Result::unwrap).collect();
    let decoded = transfer.decode(&records[0]).unwrap().unwrap();
    assert_eq!(decoded, Transfer { amount: 77, to, memo: None });
    const OTHER: Event<()> = Event::new("System", "CodeUpdated");
    assert!(OTHER.bind(metadata).unwrap().decode(&records[0]).is_none());

    const VIEW: ViewFunction<(), u8> = ViewFunction::new("SubtensorModule", "no_such_function");
    assert_eq!(
        VIEW.verify(metadata).to_string(),
        "missing (this version of metadata describes no view function)"
    );
    if let Some(newest) = runtimes.get("subtensor_365.v16") {
        assert!(matches!(VIEW.verify(newest), Verdict::Missing(Missing::Item(_))));
    }

    const ARGS: RuntimeApi<(u64,), Vec<NeuronInfoLite>> =
        RuntimeApi::new("NeuronInfoRuntimeApi", "get_neurons_lite");
    assert_eq!(
        ARGS.verify(metadata).to_string(),
        "incompatible (netuid: not exactly what the chain takes)"
    );
}
