//! Descriptors against recorded metadata.

use std::collections::BTreeMap;

use subwire_codec::codec::{Compact, Decode, Encode};
use subwire_codec::descriptor::{BindErrorKind, Kind, Missing, Verdict};
use subwire_codec::hasher::{Blake2_128Concat, Identity, Twox64Concat};
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::subtensor::apis::neuron_info_runtime_api::GET_NEURONS_LITE;
use subwire_codec::subtensor::pallets::subtensor_module::storage;
use subwire_codec::subtensor::{AccountInfo, NetUid, NeuronInfoLite, catalogue};
use subwire_codec::{
    AccountId, Call, Constant, Descriptor, Event, PalletError, RuntimeApi, Storage, Tao,
    ViewFunction,
};

use crate::data::{self, expected_items, hex, optional_hex, text};
use crate::runtimes;

/// The newest recorded runtime is the one that the catalogue was made from.
#[test]
fn the_catalogue_has_all_of_its_runtime() {
    let Some(chain) = data::chain("the_catalogue_has_all_of_its_runtime") else { return };
    let metadata = &runtimes(&chain)["subtensor_365.v16"];
    let mut there: Vec<(Kind, String)> = Vec::new();
    for pallet in metadata.pallets() {
        let mut add = |kind, name: &str| there.push((kind, [pallet.name(), ".", name].concat()));
        pallet.storage_items().for_each(|item| add(Kind::Storage, item.name()));
        pallet.constants().for_each(|constant| add(Kind::Constant, constant.name()));
        let calls = pallet.calls().into_iter().flat_map(|calls| calls.variants().iter());
        calls.for_each(|call| add(Kind::Call, call.name()));
    }
    for api in metadata.apis() {
        let name = |method: &str| [api.name(), ".", method].concat();
        there.extend(api.methods().map(|method| (Kind::RuntimeApi, name(method.name()))));
    }
    let is_later = |descriptor: &&dyn Descriptor| {
        let missing = descriptor.missing_in();
        missing.is_some_and(|missing| missing.contains("node-subtensor", 365))
    };
    let of_365 = catalogue().filter(|descriptor| !is_later(descriptor));
    let mut ours: Vec<_> =
        of_365.map(|descriptor| (descriptor.kind(), descriptor.full_name())).collect();
    there.sort_unstable();
    ours.sort_unstable();
    // Of some there are older forms beside.
    ours.dedup();
    assert_eq!(ours, there);
}

/// Where a descriptor says that it is the same in a runtime, or missing, the metadata must say so
/// as well; and where it says neither, it is neither.
#[test]
fn the_catalogue_is_the_same_where_it_says_so() {
    let Some(chain) = data::chain("the_catalogue_is_the_same_where_it_says_so") else { return };
    let mut compared = 0;
    for (name, metadata) in runtimes(&chain) {
        let runtime = metadata.runtime_version().unwrap();
        let spec = (runtime.spec_name(), runtime.spec_version());
        for descriptor in catalogue() {
            let kind = descriptor.kind();
            let says_nothing = !matches!(kind, Kind::RuntimeApi | Kind::Storage);
            if says_nothing || kind == Kind::RuntimeApi && !metadata.describes_apis() {
                continue;
            }
            let same = descriptor.same_in().is_some_and(|in_| in_.contains(spec.0, spec.1));
            let missing = descriptor.missing_in().is_some_and(|in_| in_.contains(spec.0, spec.1));
            let full_name = descriptor.full_name();
            assert!(!same || descriptor.reads_as_is(&metadata), "{full_name} of {name}");
            let verdict = descriptor.verify(&metadata);
            assert_eq!(missing, matches!(verdict, Verdict::Missing(_)), "{full_name} of {name}");
            compared += usize::from(same);
        }
    }
    assert!(compared > 2000, "only {compared} were the same");
}

/// Whatever a runtime has of it, some descriptor of the catalogue fits.
#[test]
fn the_catalogue_fits_every_recorded_runtime() {
    let Some(chain) = data::chain("the_catalogue_fits_every_recorded_runtime") else { return };
    for (name, metadata) in runtimes(&chain) {
        // Older ones have other forms of some things.
        if metadata.spec_version().is_none_or(|version| version < 315) {
            continue;
        }
        let mut verdicts: BTreeMap<(Kind, String), Vec<Verdict>> = BTreeMap::new();
        for descriptor in catalogue() {
            let of = (descriptor.kind(), descriptor.full_name());
            verdicts.entry(of).or_default().push(descriptor.verify(&metadata));
        }
        for (of, verdicts) in &verdicts {
            let fits = |verdict: &Verdict| !matches!(verdict, Verdict::Incompatible(_));
            assert!(verdicts.iter().any(fits), "{of:?} of {name}: {verdicts:?}");
        }
        let count = |wanted: fn(&Verdict) -> bool| {
            verdicts.values().filter(|verdicts| verdicts.iter().any(wanted)).count()
        };
        let same = count(|verdict| matches!(verdict, Verdict::Same));
        assert!(same > 550, "only {same} of {} are the same in {name}", verdicts.len());
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
                let Ok(bound) = GET_NEURONS_LITE.bind(metadata) else { continue };
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
