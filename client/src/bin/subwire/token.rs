//! What a subnet's token is called.

use subwire::codec::subtensor::NetUid;

/// A symbol is a letter or two. What is longer is no symbol, and would spoil a table.
const LONGEST: usize = 8;

/// The symbol that the chain has for a subnet's token, or α and the subnet's number.
pub(crate) fn symbol(netuid: NetUid, of_chain: &str) -> String {
    let symbol = of_chain.trim();
    if netuid == NetUid::ROOT {
        "τ".into()
    } else if symbol.is_empty() || symbol.chars().count() > LONGEST {
        format!("α{netuid}")
    } else {
        symbol.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_always_has_a_name() {
        for (netuid, of_chain, symbol) in
            [(3, "γ", "γ"), (3, "", "α3"), (3, "a very long name", "α3"), (0, "Τ", "τ")]
        {
            assert_eq!(super::symbol(NetUid(netuid), of_chain), symbol);
        }
    }
}
