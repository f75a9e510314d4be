//! Calls made by names: whatever arguments are taken, what is made reads back as the call with
//! these arguments, and those that are not are refused in one line.

use std::sync::OnceLock;

use subwire::Runtime;
use subwire::codec::schema::Accounts;
use subwire::codec::storage_key::Argument;
use subwire::tx::{CallArgs, ComposedCall};

use crate::chain;

/// Two bytes choose the call, one how its arguments are given: each is a line of what follows.
pub fn check(data: &[u8]) {
    let Some((&[low, high, form], rest)) = data.split_first_chunk() else { return };
    let (Some(runtime), Ok(text)) = (runtime(), core::str::from_utf8(rest)) else { return };
    let number = usize::from(u16::from_le_bytes([low, high]));
    let all = calls(runtime);
    let (pallet, call, names) = &all[number % all.len()];
    let mut args = CallArgs::new();
    let lines = || text.split('\n').filter(|line| !line.is_empty());
    for (at, line) in lines().enumerate() {
        let arg = match form & 1 {
            0 => Argument::Word(line),
            _ => Argument::Json(line),
        };
        args = match names.get(at) {
            Some(name) if form & 2 != 0 => args.named(name, arg),
            _ => args.positional(arg),
        };
    }
    match runtime.compose_dynamic(pallet, call, &args) {
        Ok(made) => {
            assert_eq!(lines().count(), names.len());
            again(runtime, &made, (pallet, call));
        }
        Err(error) => {
            let message = error.to_string();
            assert!(message.len() < 2000 && !message.contains('\n'), "{message}");
        }
    }
}

/// Takes a call apart and makes it of its parts, as bytes and as JSON.
fn again(runtime: &Runtime, made: &ComposedCall, (pallet, call): (&str, &str)) {
    let read = made.decoded().expect("what was made");
    assert_eq!((read.pallet().name(), read.name()), (pallet, call));
    let parts: Vec<_> = read.args().iter().collect();
    let bytes = parts.iter().fold(CallArgs::new(), |args, (name, part)| {
        args.named(name, Argument::Encoded(part.bytes()))
    });
    let same = runtime.compose_dynamic(pallet, call, &bytes).expect("valid parts");
    assert_eq!(same.bytes(), made.bytes());
    let json: Result<Vec<_>, _> =
        parts.iter().map(|(_, part)| part.to_json(Accounts::Hex)).collect();
    // Bits would lose their padding.
    if let Some(json) = json.ok().filter(|json| !json.iter().any(|text| text.contains("\"0b"))) {
        let args =
            json.iter().fold(CallArgs::new(), |args, text| args.positional(Argument::Json(text)));
        let same = runtime.compose_dynamic(pallet, call, &args).expect("what was written");
        assert_eq!(same.bytes(), made.bytes(), "{json:?}");
    }
}

fn runtime() -> Option<&'static Runtime> {
    static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();
    let read = || Runtime::new(chain::metadata()?);
    RUNTIME.get_or_init(read).as_ref()
}

/// A pallet, a call of it, and the names of the arguments.
type Names = (&'static str, &'static str, Vec<&'static str>);

/// All calls of the runtime.
fn calls(runtime: &'static Runtime) -> &'static [Names] {
    static CALLS: OnceLock<Vec<Names>> = OnceLock::new();
    CALLS.get_or_init(|| {
        let mut all = Vec::new();
        for pallet in runtime.metadata().pallets() {
            for call in pallet.calls().into_iter().flat_map(|calls| calls.variants().iter()) {
                let names = call.fields().iter().map(|field| field.name()).collect();
                all.push((pallet.name(), call.name(), names));
            }
        }
        all
    })
}

/// Inputs for [`check`]: each call with what many arguments take, and a few with what fits.
pub fn seeds() -> Vec<Vec<u8>> {
    const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    const REMARK: &str = r#"{"System":{"remark":{"remark":"0x01"}}}"#;
    let Some(runtime) = runtime() else { return Vec::new() };
    let with = |number: usize, form: u8, args: &[&str]| {
        let [low, high] = (number as u16).to_le_bytes();
        [&[low, high, form], args.join("\n").as_bytes()].concat()
    };
    let mut seeds = Vec::new();
    for (number, (pallet, call, names)) in calls(runtime).iter().enumerate() {
        seeds.push(with(number, 0, &vec!["1"; names.len()]));
        seeds.push(with(number, 2, &vec![ALICE; names.len()]));
        seeds.push(with(number, 3, &vec!["[]"; names.len()]));
        match (*pallet, *call) {
            ("Balances", "transfer_keep_alive") => seeds.push(with(number, 0, &[ALICE, "1000"])),
            ("Sudo", "sudo") => seeds.push(with(number, 3, &[REMARK])),
            ("Utility", "batch_all") => seeds.push(with(number, 1, &[&format!("[{REMARK}]")])),
            _ => {}
        }
    }
    seeds
}
