//! How a subnet's stake is spread over its neurons, as a picture: here what is drawn, below how.

pub(crate) mod svg;
pub(crate) mod terminal;

/// How many marks an axis has at most, beside the one at its foot.
const MOST_TICKS: u32 = 5;
const RAO_PER_UNIT: u128 = 1_000_000_000;
/// The names of large numbers, and how many units each is.
const LARGE: [(&str, u128); 3] = [("G", 1_000_000_000), ("M", 1_000_000), ("k", 1000)];

/// How a height stands for an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    Linear,
    /// Each step up is ten times as much.
    Log,
}

/// The stakes of neurons, the highest first, and the axis that they stand beside.
#[derive(Clone, Debug)]
pub(crate) struct Distribution {
    title: String,
    stakes: Vec<u64>,
    axis: Axis,
}

impl Distribution {
    /// Of amounts in rao, in any order.
    pub(crate) fn new(title: String, mut stakes: Vec<u64>, scale: Scale) -> Self {
        stakes.sort_unstable_by(|a, b| b.cmp(a));
        let axis = match scale {
            Scale::Linear => Axis::linear(stakes.first().copied().unwrap_or(0)),
            Scale::Log => {
                let smallest = stakes.iter().rfind(|stake| **stake > 0);
                Axis::log(smallest.copied().unwrap_or(1), stakes.first().copied().unwrap_or(1))
            }
        };
        Self { title, stakes, axis }
    }

    /// The greatest stake of each group of neurons in a row: as many groups as neurons, but no more
    /// than `most`.
    fn groups(&self, most: usize) -> Vec<u64> {
        let (neurons, groups) = (self.stakes.len(), self.stakes.len().min(most));
        (0..groups).map(|group| self.stakes[group * neurons / groups]).collect()
    }

    /// What the picture says in words.
    fn caption(&self) -> String {
        let staked = self.stakes.iter().take_while(|stake| **stake > 0).count();
        let all = self.stakes.len();
        if staked == 0 {
            return format!("none of {all} neurons has stake");
        }
        let total: u128 = self.stakes.iter().map(|stake| u128::from(*stake)).sum();
        let sums = self.stakes.iter().scan(0, |sum, stake| {
            *sum += u128::from(*stake);
            Some(*sum)
        });
        let below_half = sums.take_while(|sum| sum * 2 < total).count();
        format!("{staked} of {all} neurons have stake; {} of them hold half of it", below_half + 1)
    }
}

/// Heights from 0 to 1 and the amounts that they stand for.
#[derive(Clone, Debug)]
struct Axis {
    scale: Scale,
    /// Logarithms for a logarithmic axis, amounts for a linear one.
    bottom: f64,
    top: f64,
    ticks: Vec<u128>,
}

impl Axis {
    /// From zero to a round number that is not below the greatest.
    fn linear(greatest: u64) -> Self {
        let greatest = u128::from(greatest).max(1);
        let steps = (0..).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u128.pow(power)));
        // Of an amount in 64 bits the 60th step is far above.
        let fits = |step: &u128| greatest.div_ceil(*step) <= MOST_TICKS.into();
        let step = steps.take(60).find(fits).unwrap_or(greatest);
        let ticks: Vec<u128> = (0..=greatest.div_ceil(step)).map(|tick| tick * step).collect();
        let top = ticks.last().map_or(1.0, |top| *top as f64);
        Self { scale: Scale::Linear, bottom: 0.0, top, ticks }
    }

    /// From the power of ten that is not above the smallest to the one not below the greatest.
    fn log(smallest: u64, greatest: u64) -> Self {
        let bottom = smallest.max(1).ilog10();
        let exact = |power| 10_u128.pow(power) == u128::from(greatest);
        let top = greatest.max(1).ilog10();
        let top = if exact(top) && top > bottom { top } else { top + 1 };
        let step = (top - bottom).div_ceil(MOST_TICKS).max(1);
        let ticks = (bottom..=top).step_by(step as usize).map(|power| 10_u128.pow(power));
        let (bottom, top) = (f64::from(bottom), f64::from(top));
        Self { scale: Scale::Log, bottom, top, ticks: ticks.collect() }
    }

    fn height(&self, amount: u128) -> f64 {
        if amount == 0 {
            return 0.0;
        }
        let amount = match self.scale {
            Scale::Linear => amount as f64,
            Scale::Log => (amount as f64).log10(),
        };
        ((amount - self.bottom) / (self.top - self.bottom)).clamp(0.0, 1.0)
    }

    /// The heights of the marks beside the axis and what stands there.
    fn marks(&self) -> impl Iterator<Item = (f64, String)> + '_ {
        self.ticks.iter().map(|tick| (self.height(*tick), short(*tick)))
    }
}

/// An amount in rao as a short number: `250k`, `1.5`, `0.001`.
fn short(rao: u128) -> String {
    let unit = LARGE.iter().find(|(_, units)| rao >= units * RAO_PER_UNIT);
    let (name, rao_per_unit) =
        unit.map_or(("", RAO_PER_UNIT), |(name, units)| (*name, units * RAO_PER_UNIT));
    let digits = rao_per_unit.ilog10() as usize;
    let decimals = format!("{:0digits$}", rao % rao_per_unit);
    match decimals.trim_end_matches('0') {
        "" => format!("{}{name}", rao / rao_per_unit),
        decimals => format!("{}.{decimals}{name}", rao / rao_per_unit),
    }
}

#[cfg(test)]
mod tests;
