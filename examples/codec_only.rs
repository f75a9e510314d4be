//! Decoding by the codec alone: no client, no connection, no async; what somebody has got somewhere
//! else is bytes, and these become values.
//!
//!     cargo run -p subwire-examples --bin codec_only [KEY VALUE]
//!
//! A key and a value of the map `System.Account` as nodes tell them, in hex; without them those of an
//! account that this program makes up.
//!
//! Nothing here but the arguments needs `std`: `codec/no_std` links the same functions into programs
//! for targets without an operating system, and its `check.sh` shows that they run.

use subwire::codec::codec::Encode;
use subwire::codec::subtensor::AccountInfo;
use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire::codec::{AccountId, Tao, decode_exact};

fn main() -> Result<(), Box<dyn core::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (key, value) = match &args[..] {
        [key, value] => (bytes(key)?, bytes(value)?),
        [] => made_up().ok_or("an amount without end")?,
        _ => return Err("a key and a value are wanted".into()),
    };
    // Descriptors go both ways: arguments to keys, and keys to arguments.
    let (account,) = ACCOUNT.decode_key(&key)?;
    // Bytes left over are an error.
    let info: AccountInfo = decode_exact(&value)?;
    println!("{account}: {:#}, nonce {}", info.data.free, info.nonce);
    Ok(())
}

fn bytes(hex: &str) -> Result<Vec<u8>, String> {
    const_hex::decode(hex).map_err(|error| error.to_string())
}

fn made_up() -> Option<(Vec<u8>, Vec<u8>)> {
    let mut info = AccountInfo { nonce: 7, ..AccountInfo::default() };
    info.data.free = Tao::from_whole(12)?;
    Some((ACCOUNT.key((AccountId::from([7; 32]),)), info.encode()))
}
