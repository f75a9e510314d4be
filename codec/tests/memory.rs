//! What bytes claim is not believed: however a few hundred of them are changed, no reader asks for
//! more memory than they could have paid for.

use parity_scale_codec::{Compact, Encode};
use peak_alloc::PeakAlloc;
use scale_info::TypeInfo;
use subwire_codec::AccountId;
use subwire_codec::registry::Registry;
use subwire_codec::schema::{Accounts, Schema};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// As the neurons are of which scale-value once asked for 204 GB: lists in lists in a struct.
#[derive(Encode, TypeInfo)]
struct Row {
    account: AccountId,
    stake: Vec<(AccountId, Compact<u64>)>,
    weights: Vec<(Compact<u16>, Compact<u16>)>,
    history: Vec<Vec<Compact<u64>>>,
    names: Vec<String>,
    empty: Vec<()>,
    bytes: Vec<u8>,
}

fn rows() -> Vec<Row> {
    let account = AccountId::from([7; 32]);
    let row = || Row {
        account,
        stake: vec![(account, Compact(1 << 40))],
        weights: vec![(Compact(1), Compact(700))],
        history: vec![vec![Compact(1)], vec![]],
        names: vec!["a".into()],
        empty: vec![()],
        bytes: vec![1, 2, 3],
    };
    vec![row(), row()]
}

#[test]
fn changed_bytes_do_not_ask_for_memory() {
    let (registry, ty) = Registry::of::<Vec<Row>>();
    let schema = Schema::new(registry);
    let raw = rows().encode();
    assert!((150..250).contains(&raw.len()), "{}", raw.len());
    schema.validate(ty, &raw).unwrap();
    let mut read = 0;
    for at in 0..raw.len() {
        // The longest that each form of a length can claim, and a few small changes.
        for claim in
            [&[0xfe, 0xff, 0xff, 0xff][..], &[0xfd, 0xff], &[3, 0xff, 0xff, 0xff, 0xff], &[8]]
        {
            let mut changed = raw.clone();
            changed.splice(at..at + 1, claim.iter().copied());
            let before = ALLOCATOR.current_usage();
            ALLOCATOR.reset_peak_usage();
            read += usize::from(schema.validate(ty, &changed).is_ok());
            // Of elements without bytes a tree or a text holds each one, up to the limit of items.
            let many_of_nothing = schema.measure(ty, &changed).is_ok();
            if !many_of_nothing {
                let _ = schema.to_json(ty, &changed, Accounts::default()).unwrap_err();
                let _ = schema.value(ty, &changed).unwrap_err();
                let _ = schema.view(ty, &changed).unwrap_err();
            }
            let peak = ALLOCATOR.peak_usage().saturating_sub(before);
            assert!(peak < 64 << 10, "{claim:x?} at {at}: {peak} bytes");
        }
    }
    assert!(read > 0);
}
