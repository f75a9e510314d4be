//! Runtime calls, view functions and constants: by descriptor, by name, many in one message.

#[path = "golden/file.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod file;
#[path = "storage/support.rs"]
mod support;

use file::recorded_metadata;
use futures::executor::block_on;
use subwire::codec::codec::{Decode, Encode};
use subwire::codec::hash::twox_128;
use subwire::codec::scale_info::TypeInfo;
use subwire::codec::storage_key::Argument;
use subwire::codec::subtensor::apis::neuron_info_runtime_api::{GET_NEURON_LITE, GET_NEURONS_LITE};
use subwire::codec::{RuntimeApi, ViewFunction};
use subwire::transport::layer::Meter;
use subwire::transport::mock::{Chain, ChainBuilder};
use subwire::{DynamicCall, Error, Spec, Subtensor};

use support::{BLOCK, at, subtensor_chain, trusting};

/// A chain with recorded metadata of version 15, as its runtime call answers it.
fn described(test: &str) -> Option<ChainBuilder> {
    let metadata = Some(recorded_metadata(test, "subtensor_343.v15")?).encode();
    let spec = Spec::new("node-subtensor", 343);
    let chain = Chain::builder().block(5, BLOCK).storage_many([spec.storage_entry()]);
    let chain = chain.runtime(|it| it.spec_name(spec.name()).spec_version(spec.version()));
    let chain = chain.runtime_call("Metadata_metadata_versions", |_| Ok(vec![14, 15].encode()));
    Some(chain.runtime_call("Metadata_metadata_at_version", move |args| {
        Ok(if u32::decode(&mut &args[..]) == Ok(15) { metadata.clone() } else { vec![0] })
    }))
}

const COUNT: RuntimeApi<(u16,), u16> = RuntimeApi::new("Api", "count");

#[test]
fn many_calls_are_one_message_with_an_outcome_each() {
    let chain = subtensor_chain().runtime_call(COUNT.name(), |args| match args {
        [9, 0] => Err("nine".into()),
        [8, 0] => Ok(vec![1]),
        _ => Ok(args.to_vec()),
    });
    let meter = Meter::new(chain.build());
    let at = trusting(meter.clone());
    let outcomes = block_on(at.call_many(&COUNT, (0..250).map(|n| (n,)))).unwrap();
    assert_eq!((meter.usage().requests["state_call"], meter.usage().round_trips), (250, 1));
    for (n, outcome) in outcomes.into_iter().enumerate() {
        match (n, outcome) {
            (9, Err(error)) => assert!(error.rpc().is_some()),
            (8, Err(error)) => assert!(matches!(error, Error::Decode(_)), "{error}"),
            (_, outcome) => assert_eq!(usize::from(outcome.unwrap()), n),
        }
    }
    assert!(block_on(at.call_many(&COUNT, [])).unwrap().is_empty());
    assert_eq!(meter.usage().round_trips, 1);
}

#[test]
fn many_calls_of_a_catalogue_are_those_one_by_one() {
    let demo = Subtensor::demo();
    let meter = Meter::new(demo.client().transport().clone());
    let head = block_on(Subtensor::new(meter.clone()).at_head()).unwrap();
    let trips = meter.usage().round_trips;
    let many = block_on(head.call_many(&GET_NEURONS_LITE, (0..8).map(|netuid| (netuid.into(),))));
    assert_eq!(meter.usage().round_trips - trips, 1);
    for (netuid, neurons) in many.unwrap().into_iter().enumerate() {
        assert_eq!(neurons.unwrap(), block_on(head.neurons_lite(netuid as u16)).unwrap());
    }
    assert_eq!(block_on(head.call(&GET_NEURON_LITE, (99.into(), 0))).unwrap(), None);
}

#[test]
fn a_call_by_name_is_checked_and_told_by_the_metadata() {
    let Some(chain) = described("call by name") else { return };
    let chain = chain
        .runtime_call("SwapRuntimeApi_current_alpha_price", |args| {
            u16::decode(&mut &args[..])
                .map(|n| (u64::from(n) * 2).encode())
                .map_err(|e| e.to_string())
        })
        .runtime_call("NeuronInfoRuntimeApi_get_neurons_lite", |_| Ok(vec![0_u8].encode()))
        .runtime_call("NeuronInfoRuntimeApi_get_neuron", |_| Ok(vec![7, 7, 7]));
    let meter = Meter::new(chain.build());
    let at = at(meter.clone());
    let price = |args: &[Argument<'_>]| {
        block_on(at.call_dynamic("SwapRuntimeApi", "current_alpha_price", args.iter().copied()))
    };
    assert_eq!(price(&[Argument::Json("21")]).unwrap().decode::<u64>().unwrap(), 42);
    let calls = meter.usage().requests["state_call"];
    assert_eq!(price(&[Argument::Encoded(&[3, 0])]).unwrap().to_json().unwrap(), "6");
    assert_eq!(meter.usage().requests["state_call"] - calls, 1, "metadata is fetched once");

    // What cannot be asked is refused before anything is sent.
    let sent = meter.usage().requests.values().sum::<u64>();
    let wrong = [
        (price(&[]), "SwapRuntimeApi.current_alpha_price: 0 arguments given, 1 wanted"),
        (price(&[Argument::Json("70000")]), "SwapRuntimeApi.current_alpha_price, netuid: "),
        (price(&[Argument::Encoded(&[1])]), "SwapRuntimeApi.current_alpha_price, netuid: "),
        (
            block_on(at.call_dynamic("SwapRuntimeApi", "current_alpha_prize", [])),
            "the runtime has no runtime call SwapRuntimeApi.current_alpha_prize; is it current_alpha_price?",
        ),
        (
            block_on(at.call_dynamic("SwapRuntimeAip", "current_alpha_price", [])),
            "the runtime has no runtime API SwapRuntimeAip; is it SwapRuntimeApi?",
        ),
    ];
    for (outcome, message) in wrong {
        let error = outcome.unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
    assert_eq!(meter.usage().requests.values().sum::<u64>(), sent);

    // One message for all; each has its own outcome.
    let one = [Argument::Json("1")];
    let call = |api, method, args| DynamicCall { api, method, args };
    let calls = [
        call("SwapRuntimeApi", "current_alpha_price", &one[..]),
        call("NeuronInfoRuntimeApi", "get_neurons_lite", &one),
        call("NeuronInfoRuntimeApi", "get_neuron", &[Argument::Json("1"), Argument::Json("2")]),
        call(
            "NeuronInfoRuntimeApi",
            "get_neuron_lite",
            &[Argument::Json("1"), Argument::Json("2")],
        ),
    ];
    let trips = meter.usage().round_trips;
    let outcomes = block_on(at.call_many_dynamic(&calls)).unwrap();
    assert_eq!(meter.usage().round_trips - trips, 1);
    assert_eq!(outcomes[0].as_ref().unwrap().to_json().unwrap(), "2");
    // Wrapped in a `Vec<u8>`, as old runtimes do.
    assert_eq!(outcomes[1].as_ref().unwrap().to_json().unwrap(), "[]");
    assert!(matches!(outcomes[2], Err(Error::Read(_))));
    assert!(outcomes[3].as_ref().unwrap_err().rpc().is_some());
    let error = block_on(at.call_many_dynamic(&[calls[0], call("SwapRuntimeApi", "x", &[])]));
    assert!(matches!(error, Err(Error::Missing { .. })));
    assert_eq!(meter.usage().round_trips - trips, 1, "none is sent where one cannot be");
}

#[test]
fn metadata_that_describes_no_calls_says_so() {
    let Some(metadata) = recorded_metadata("no calls", "subtensor_212.v14") else { return };
    let spec = Spec::new("node-subtensor", 212);
    let chain = Chain::builder().block(5, BLOCK).storage_many([spec.storage_entry()]);
    let chain = chain.runtime(|runtime| {
        runtime.spec_name(spec.name()).spec_version(spec.version()).metadata(metadata)
    });
    let at = at(chain.build());
    let error = block_on(at.call_dynamic("SwapRuntimeApi", "current_alpha_price", [])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the metadata of node-subtensor 212: version 14 describes no runtime calls"
    );
    let error = block_on(at.call_view_dynamic("System", "x", [])).unwrap_err();
    assert_eq!(error.to_string(), "the runtime has no view function System.x");
}

#[test]
fn a_constant_by_name_is_the_metadatas() {
    let Some(chain) = described("constants") else { return };
    let meter = Meter::new(chain.build());
    let at = at(meter.clone());
    let constant = |pallet, name| block_on(at.constant_dynamic(pallet, name));
    let deposit = constant("Balances", "ExistentialDeposit").unwrap();
    assert_eq!(deposit.decode::<u64>().unwrap(), 500);
    assert_eq!(deposit.to_json().unwrap(), "500");
    let requests = meter.usage().requests.values().sum::<u64>();
    let error = constant("Balances", "ExistentialDepozit").unwrap_err().to_string();
    assert!(error.ends_with("Balances.ExistentialDepozit; is it ExistentialDeposit?"), "{error}");
    assert!(matches!(constant("Balance", "X"), Err(Error::Missing { .. })));
    assert_eq!(meter.usage().requests.values().sum::<u64>(), requests);
}

/// As the runtime of spec version 365 has it.
#[derive(Clone, Copy, Debug, Decode, Encode, PartialEq, TypeInfo)]
#[codec(crate = subwire::codec::codec)]
#[scale_info(crate = subwire::codec::scale_info)]
enum ProxyType {
    Any,
    Owner,
    NonCritical,
    NonTransfer,
    Senate,
    NonFungible,
    Triumvirate,
    Governance,
    Staking,
    Registration,
    Transfer,
    SmallTransfer,
    RootWeights,
    ChildKeys,
    SudoUncheckedSetCode,
    SwapHotkey,
    SubnetLeaseBeneficiary,
    RootClaim,
}

#[test]
fn a_view_function_is_called_by_descriptor_and_by_name() {
    const IS_SUPERSET: ViewFunction<(ProxyType, ProxyType), bool> =
        ViewFunction::new("Proxy", "is_superset");
    let Some(metadata) = recorded_metadata("views", "subtensor_365.v16") else { return };
    let metadata = Some(metadata).encode();
    let chain = subtensor_chain()
        .runtime_call("Metadata_metadata_at_version", move |_| Ok(metadata.clone()))
        .runtime_call("RuntimeViewFunction_execute_view_function", |args| {
            let (id, args) = <([u8; 32], Vec<u8>)>::decode(&mut &args[..]).unwrap();
            assert!(id.starts_with(&twox_128(b"Proxy")));
            Ok(match <(ProxyType, ProxyType)>::decode(&mut &args[..]).unwrap() {
                // Of another type, not implemented, not found, not decoded.
                (ProxyType::Senate, _) => Ok::<_, ()>(7_u32.encode()).encode(),
                (_, ProxyType::Any) => vec![1, 0],
                (_, ProxyType::Owner) => [&[1, 1][..], &id].concat(),
                (_, ProxyType::Staking) => vec![1, 2],
                (wider, narrower) => Ok::<_, ()>((wider == narrower).encode()).encode(),
            })
        });
    let meter = Meter::new(chain.build());
    let at = at(meter.clone());
    let typed = |args| block_on(at.call_view(&IS_SUPERSET, args));
    let named = |one, other| {
        let args = [Argument::Word(one), Argument::Json(other)];
        block_on(at.call_view_dynamic("Proxy", "is_superset", args))
    };
    assert!(typed((ProxyType::RootClaim, ProxyType::RootClaim)).unwrap());
    let calls = meter.usage().requests["state_call"];
    assert!(!typed((ProxyType::RootClaim, ProxyType::ChildKeys)).unwrap());
    assert_eq!(named("Transfer", "\"Transfer\"").unwrap().to_json().unwrap(), "true");
    assert_eq!(meter.usage().requests["state_call"] - calls, 2);
    for (other, why) in [
        (ProxyType::Any, "view function: the runtime has no view functions"),
        (ProxyType::Owner, "view function: the runtime does not find it"),
        (ProxyType::Staking, "view function: the runtime cannot decode the arguments"),
    ] {
        let error = typed((ProxyType::RootClaim, other)).unwrap_err().to_string();
        assert_eq!(error, why);
    }
    assert!(matches!(
        typed((ProxyType::Senate, ProxyType::Senate)),
        Err(Error::Decode(_) | Error::Value(_))
    ));
    assert!(matches!(named("Senate", "\"Senate\""), Err(Error::Read(_))));
    let error = named("Transfer", "\"Transfers\"").unwrap_err().to_string();
    assert!(error.starts_with("Proxy.is_superset, against: "), "{error}");
    let error = block_on(at.call_view_dynamic("Proxy", "is_supersat", [])).unwrap_err();
    assert!(error.to_string().ends_with("Proxy.is_supersat; is it is_superset?"), "{error}");
    const OTHER: ViewFunction<(u64,), bool> = ViewFunction::new("Proxy", "is_superset");
    assert!(matches!(block_on(at.call_view(&OTHER, (1,))), Err(Error::Bind(_))));
}
