//! Names of the chain as names of Rust.

/// Words that no field, module or function may be called; those that cannot even be raw are apart.
const KEYWORDS: [&str; 47] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while",
];
const NEVER_RAW: [&str; 5] = ["Self", "crate", "self", "super", "yield"];

/// `SubtensorModule` as `subtensor_module`.
pub(super) fn snake(name: &str) -> String {
    ident(&words(name).join("_").to_lowercase())
}

/// `MaxUIDs` as `MAX_UI_DS`, `get_neurons` as `GET_NEURONS`.
pub(super) fn constant(name: &str) -> String {
    ident(&words(name).join("_").to_uppercase())
}

/// `pallet_admin_utils` as `AdminUtils`.
pub(super) fn camel(name: &str) -> String {
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect::<String>())
    };
    ident(&name.split('_').map(capital).collect::<String>())
}

/// A name that Rust takes: what is no letter, digit or underscore is left out, as metadata may hold
/// anything.
pub(super) fn ident(name: &str) -> String {
    let mut name: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) || name == "_" {
        name.insert_str(0, "n_");
    }
    if NEVER_RAW.contains(&name.as_str()) {
        return name + "_";
    }
    if KEYWORDS.contains(&name.as_str()) { format!("r#{name}") } else { name }
}

/// The words of a name in capitals or in underscores. A run of capitals is one word up to the
/// last, which begins the next: `EVMChainId` is `EVM`, `Chain`, `Id`.
fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| chars[before]);
        let after = chars.get(at + 1);
        let begins = c.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || before.is_ascii_digit()
                    || before.is_uppercase() && after.is_some_and(|after| after.is_lowercase())
            });
        if begins || c == '_' {
            words.push(String::new());
        }
        if c != '_' {
            words.last_mut().into_iter().for_each(|word| word.push(c));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_rust() {
        for (chain, rust) in [
            ("SubtensorModule", "subtensor_module"),
            ("EVMChainId", "evm_chain_id"),
            ("EthereumRuntimeRPCApi", "ethereum_runtime_rpc_api"),
            ("Type", "r#type"),
            ("1st", "n_1st"),
        ] {
            assert_eq!(snake(chain), rust);
        }
        assert_eq!(constant("IdentitiesV2"), "IDENTITIES_V2");
        assert_eq!(constant("get_subnet_info_v2"), "GET_SUBNET_INFO_V2");
        assert_eq!(constant("Axon-\u{1b}[31m"), "AXON31M");
        assert_eq!(camel("pallet_admin_utils"), "PalletAdminUtils");
        assert_eq!(ident("self"), "self_");
        assert_eq!(ident("\u{202e}"), "n_");
    }
}
