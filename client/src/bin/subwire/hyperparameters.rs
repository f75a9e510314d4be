//! `subwire hyperparameters`

use serde_json::{Map, Value};
use subwire::At;
use subwire::codec::subtensor::{
    HyperparamValue, Hyperparameters, NetUid, PerMille, PerU16, PerU64,
};
use subwire::transport::Transport;

use crate::Failure;
use crate::output::{self, Answer, Column, Page, Table};

pub(crate) async fn answer<T: Transport>(
    at: &At<T>,
    netuid: NetUid,
) -> Result<Box<dyn Answer>, Failure> {
    match at.hyperparameters(netuid).await? {
        Some(hyperparameters) => Ok(Box::new(hyperparameters)),
        None => Err(Failure::no_subnet(netuid)),
    }
}

impl Answer for Hyperparameters {
    /// By the chain's names. Whole numbers and amounts, which are in rao, are numbers; numbers with a
    /// fraction are exact decimals in text.
    fn json(&self) -> Result<String, serde_json::Error> {
        let values: Result<Map<String, Value>, _> =
            self.iter().map(|(name, value)| Ok((name.to_string(), json(value)?))).collect();
        values.map(|values| Value::Object(values).to_string())
    }

    fn page(&self) -> Page {
        let mut table = Table::new(["hyperparameter", "value", "unit"].map(Column::text));
        for (name, value) in self.iter() {
            let (value, unit) = reading(name, value);
            table.row([name, &value, unit]);
        }
        table.into()
    }
}

fn json(value: HyperparamValue) -> Result<Value, serde_json::Error> {
    match value {
        HyperparamValue::Bool(value) => Ok(value.into()),
        HyperparamValue::I32F32(_) | HyperparamValue::U64F64(_) => Ok(value.to_string().into()),
        whole => {
            // Of the one field that is named after its kind only the number is wanted.
            let value = serde_json::to_value(whole)?;
            Ok(value
                .as_object()
                .and_then(|fields| fields.values().next())
                .cloned()
                .unwrap_or(value))
        }
    }
}

/// A value as people read it, and its unit: amounts in TAO, parts of a whole as parts of one.
fn reading(name: &str, value: HyperparamValue) -> (String, &'static str) {
    use HyperparamValue::{Bool, TaoBalance, U16, U32, U64};
    match (name, value) {
        (_, Bool(value)) => (if value { "yes" } else { "no" }.into(), ""),
        (_, TaoBalance(amount)) => (output::tao(amount), "τ"),
        (
            "alpha_high" | "alpha_low" | "kappa" | "max_weights_limit" | "min_childkey_take",
            U16(parts),
        ) => (PerU16(parts).to_string(), "of 1"),
        ("adjustment_alpha", U64(parts)) => (format!("{:.5}", PerU64(parts)), "of 1"),
        ("activity_cutoff_factor", U32(parts)) => (PerMille(parts).to_string(), "tempos"),
        (name, other) => (other.to_string(), unit(name)),
    }
}

fn unit(name: &str) -> &'static str {
    match name {
        "activity_cutoff"
        | "adjustment_interval"
        | "burn_half_life"
        | "immunity_period"
        | "serving_rate_limit"
        | "tempo"
        | "weights_rate_limit" => "blocks",
        "bonds_moving_avg" => "of 1000000",
        "commit_reveal_period" => "epochs",
        "max_validators" => "neurons",
        "max_regs_per_block" | "target_regs_per_interval" => "registrations",
        "min_allowed_weights" => "weights",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use subwire::codec::Tao;
    use subwire::codec::fixed::I32F32;
    use subwire::codec::subtensor::HyperparamEntry;

    use super::*;

    #[test]
    fn values_are_numbers_for_programs_and_have_units_for_people() {
        use HyperparamValue as Of;
        let entries = [
            ("kappa", Of::U16(32_767)),
            ("min_burn", Of::TaoBalance(Tao::from_rao(500_000))),
            ("difficulty", Of::U64(u64::MAX)),
            ("alpha_sigmoid_steepness", Of::I32F32(I32F32::from_bits(3 << 31))),
            ("liquid_alpha_enabled", Of::Bool(true)),
            ("not_yet_known\u{1b}", Of::U32(7)),
        ];
        let entries =
            entries.map(|(name, value)| HyperparamEntry { name: name.into(), value }).to_vec();
        let given = Hyperparameters::from(entries);
        let expected = json!({
            "kappa": 32_767,
            "min_burn": 500_000,
            "difficulty": "18446744073709551615",
            "alpha_sigmoid_steepness": "1.5",
            "liquid_alpha_enabled": true,
            "not_yet_known\u{1b}": 7,
        });
        let found: Value = serde_json::from_str(&given.json().unwrap()).unwrap();
        assert_eq!(found, expected);
        let text = given.page().plain();
        for line in ["kappa  0.49999  of 1", "min_burn 0.000500000 τ", "not_yet_known 7"] {
            let wanted: Vec<&str> = line.split_whitespace().collect();
            let is_there = |line: &str| line.split_whitespace().eq(wanted.iter().copied());
            assert!(text.lines().any(is_there), "{line}:\n{text}");
        }
    }
}
