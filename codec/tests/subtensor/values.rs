//! What the types say beyond their fields.

use subwire_codec::codec::{Decode, Encode};
use subwire_codec::layout::{Decoder, Layout};
use subwire_codec::registry::Registry;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::schema::Schema;
use subwire_codec::subtensor::*;
use subwire_codec::{Alpha, Tao, decode_exact};

use crate::generate::bytes_of;

#[test]
fn parts_of_commitments_are_named_by_their_length() {
    for (data, bytes, json) in [
        (Data::None, vec![0], r#""None""#.to_owned()),
        (Data::Raw(vec![]), vec![1], r#"{"Raw0":"0x"}"#.to_owned()),
        (Data::Raw(vec![7, 8]), vec![3, 7, 8], r#"{"Raw2":"0x0708"}"#.to_owned()),
        (Data::Sha256([1; 32]), [&[131][..], &[1; 32]].concat(), hash_json("Sha256")),
        (Data::ResetBondsFlag, vec![135], r#""ResetBondsFlag""#.to_owned()),
        (Data::BigRaw(vec![9]), vec![136, 4, 9], r#"{"BigRaw":"0x09"}"#.to_owned()),
    ] {
        assert_eq!(data.encode(), bytes);
        assert_eq!(decode_exact::<Data>(&bytes).unwrap(), data);
        assert_eq!(serde_json::to_string(&data).unwrap(), json);
        // The chain's description, which the type has as well, says the same.
        let (registry, ty) = Registry::of::<Data>();
        let dynamic = Schema::new(registry).to_json(ty, &bytes, Default::default()).unwrap();
        assert_eq!(dynamic, json);
    }
    for wrong in [r#"{"Raw2":"0x07"}"#, r#"{"Raw129":"0x"}"#, r#""Raw0""#, r#"{"Sha256":"0x07"}"#] {
        assert!(serde_json::from_str::<Data>(wrong).is_err(), "{wrong}");
    }
    assert!(decode_exact::<Data>(&[137]).is_err());
    // The chain has none so long; what is encoded is what it could hold.
    let long = Data::Raw(vec![5; 200]).encode();
    assert_eq!(decode_exact::<Data>(&long).unwrap(), Data::Raw(vec![5; 128]));
}

fn hash_json(name: &str) -> String {
    format!(r#"{{"{name}":"0x{}"}}"#, "01".repeat(32))
}

#[test]
fn names_of_subnets_are_compact_bytes() {
    // An omega is two bytes above 63, and each of them takes two on the wire.
    let name = CompactText::from("ω");
    assert_eq!(name.encode(), [8, 0x3d, 0x03, 0x25, 0x02]);
    assert_eq!(decode_exact::<CompactText>(&name.encode()).unwrap().as_str(), Some("ω"));
    let torn = CompactText::from(vec![0xcf]);
    assert_eq!((torn.as_str(), &*torn.to_str_lossy()), (None, "\u{fffd}"));
    assert_eq!(Text::from(torn).to_string(), "\u{fffd}");
    assert!(decode_exact::<CompactText>(&[4, 0xfd, 0xff]).is_err());
}

#[test]
fn fields_are_asked_for_by_their_number() {
    let all = SelectiveMetagraphIndex::ALL;
    let (registry, ty) = Registry::of::<SelectiveMetagraph>();
    let Some(subwire_codec::registry::TypeDef::Composite(fields)) =
        registry.get(ty).map(|ty| ty.def())
    else {
        panic!("no struct")
    };
    assert!(fields.iter().map(|field| field.name()).eq(all.iter().map(|field| field.name())));
    let first_and_last = SelectiveMetagraphIndex::indices(&[all[0], all[73]]);
    assert_eq!((all.len(), first_and_last), (74, vec![0, 73]));
    assert_eq!(SelectiveMetagraphIndex::AlphaDividendsPerHotkey as u16, 71);
}

#[test]
fn fields_that_json_leaves_out_were_not_asked_for() {
    let given = r#"{"netuid":5,"identity":{"Some":null},"block":"18446744073709551615"}"#;
    let given: SelectiveMetagraph = serde_json::from_str(given).unwrap();
    let (identity, block) = (Some(None), Some(u64::MAX));
    let wanted = SelectiveMetagraph { netuid: NetUid(5), identity, block, ..Default::default() };
    assert_eq!(given, wanted);
}

#[test]
fn columns_of_other_lengths_are_told() {
    let bytes = bytes_of::<Metagraph>(&[]);
    let mut metagraph = decode_exact::<Metagraph>(&bytes).unwrap();
    assert_eq!(metagraph.rows().unwrap().len(), 0);
    assert_eq!(metagraph.row(0), Ok(None));
    metagraph.trust = vec![PerU16::ONE].into();
    let uneven = metagraph.row(0).unwrap_err();
    assert_eq!(uneven.to_string(), "metagraph: 1 entries in the column trust for 0 hotkeys");
    assert_eq!(metagraph.rows().err(), Some(uneven));
}

#[test]
fn what_a_version_does_not_know_is_kept() {
    let entry = |name: &str, value| HyperparamEntry { name: name.into(), value };
    let hyperparameters = Hyperparameters::from(vec![
        entry("tempo", HyperparamValue::U64(360)),
        entry("kappa", HyperparamValue::U32(70_000)),
        entry("colour", HyperparamValue::Bool(true)),
        entry("max_burn", HyperparamValue::TaoBalance(Tao::from_rao(5))),
        entry("activity_cutoff_factor", HyperparamValue::U32(13_700)),
    ]);
    // Whole numbers fit whatever their width; what does not fit is no less there.
    assert_eq!(hyperparameters.tempo, Some(360));
    assert_eq!((hyperparameters.kappa, hyperparameters.others.len()), (None, 2));
    assert_eq!(hyperparameters.get("kappa"), Some(HyperparamValue::U32(70_000)));
    assert_eq!(hyperparameters.get("colour"), Some(HyperparamValue::Bool(true)));
    assert_eq!(hyperparameters.get("max_burn").unwrap().to_string(), "τ0.000000005");
    assert_eq!(hyperparameters.activity_cutoff_factor, Some(PerMille(13_700)));
    assert_eq!(hyperparameters.get("rho"), None);
    let names: Vec<_> = hyperparameters.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["tempo", "max_burn", "activity_cutoff_factor", "kappa", "colour"]);
}

#[test]
fn a_hyperparameter_that_comes_twice_has_one_value() {
    let (number, other) = (HyperparamValue::U16(360), HyperparamValue::Bool(true));
    for values in [[number, other], [other, number]] {
        let entries = values.map(|value| HyperparamEntry { name: "tempo".into(), value });
        let twice = Hyperparameters::from(entries.to_vec());
        assert_eq!((twice.tempo, twice.get("tempo")), (Some(360), Some(number)));
        assert_eq!(twice.iter().collect::<Vec<_>>(), [("tempo", number)]);
    }
}

/// What the runtime of spec version 425 has there, by its layout.
#[test]
fn slippage_is_read_where_the_runtime_tells_it() {
    #[derive(Encode, TypeInfo)]
    struct Later {
        tao_amount: u64,
        alpha_amount: u64,
        tao_fee: u64,
        alpha_fee: u64,
        tao_slippage: u64,
        alpha_slippage: u64,
    }
    let later = Later {
        tao_amount: 1,
        alpha_amount: 2,
        tao_fee: 3,
        alpha_fee: 4,
        tao_slippage: 5,
        alpha_slippage: 6,
    };
    let (registry, ty) = Registry::of::<Later>();
    let decoder = Decoder::<SimSwapResult>::new(&Schema::new(registry), ty).unwrap();
    let read = decoder.decode(&later.encode()).unwrap();
    assert_eq!(read.tao_slippage, Some(Tao::from_rao(5)));
    assert_eq!(read.alpha_slippage, Some(Alpha::from_rao(6)));
}

/// Tuples of the chain are structs here, by places.
#[test]
fn tuples_have_names() {
    fn same<T: Decode + TypeInfo + 'static, Chain: TypeInfo + 'static>() {
        let (registry, ty) = Registry::of::<Chain>();
        let layout = Layout::of::<T>(&Schema::new(registry), ty);
        assert!(matches!(layout, Layout::Same), "{layout:?}");
    }
    use subwire_codec::AccountId;
    use subwire_codec::codec::Compact;
    same::<WeightCommit, ([u8; 32], u64, u64, u64)>();
    same::<TimelockedCommit, (AccountId, u64, Vec<u8>, u64)>();
    same::<ColdkeySwapAnnouncement, (u32, [u8; 32])>();
    same::<Delegated, (DelegateInfo, (Compact<u16>, Compact<u64>))>();
    same::<Nominator, (AccountId, Vec<(Compact<u16>, Compact<u64>)>)>();
}
