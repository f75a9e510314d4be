//! A program with tests that need no node: they play a recording, which `recorder` has made.
//!
//!     cargo test -p subwire-examples --bin offline_test
//!     cargo run -p subwire-examples --bin offline_test [demo|finney|test|archive|local|URL] [NETUID]

use core::error::Error;

use subwire::codec::subtensor::{NetUid, NeuronInfoLite};
use subwire::transport::Transport;
use subwire::{At, Network, Subtensor};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let network = args.next().map_or(Ok(Network::Demo), |name| name.parse())?;
    let netuid = args.next().map_or(Ok(1), |netuid| netuid.parse())?;
    futures::executor::block_on(async {
        let head = Subtensor::connect(network).await?.at_head().await?;
        match best_validator(&head, netuid).await? {
            Some(best) => println!("{} trusts as others do: {}", best.hotkey, best.validator_trust),
            None => println!("subnet {netuid} has no validator"),
        }
        Ok(())
    })
}

/// The validator of a subnet whose weights are most like what the subnet has agreed on. Generic over
/// the transport, so that a test can bring another one.
async fn best_validator<T: Transport>(
    at: &At<T>,
    netuid: impl Into<NetUid>,
) -> Result<Option<NeuronInfoLite>, subwire::Error> {
    let neurons = at.neurons_lite(netuid).await?.into_iter();
    let validators = neurons.filter(|neuron| neuron.validator_permit);
    Ok(validators.max_by_key(|validator| validator.validator_trust))
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;
    use subwire::transport::mock::Replay;

    use super::*;

    /// What a node was asked, and what it answered.
    const RECORDING: &str = include_str!("data/recording.json");

    #[test]
    fn the_best_validator_is_one_that_agrees() -> Result<(), Box<dyn Error>> {
        let subtensor = Subtensor::new(Replay::from_json(RECORDING)?);
        let head = block_on(subtensor.at_head())?;
        let best = block_on(best_validator(&head, 1))?.ok_or("none")?;
        let neurons = block_on(head.neurons_lite(1))?;
        assert!(best.validator_permit);
        let validators = neurons.iter().filter(|neuron| neuron.validator_permit);
        assert!(validators.clone().count() > 1);
        assert!(validators.clone().all(|other| other.validator_trust <= best.validator_trust));
        Ok(())
    }

    /// A recording has no more than was asked when it was made, and says what it has instead.
    #[test]
    fn what_was_not_recorded_is_an_error() -> Result<(), Box<dyn Error>> {
        let subtensor = Subtensor::new(Replay::from_json(RECORDING)?);
        let error = block_on(subtensor.neurons_lite(2)).err().ok_or("it was answered")?;
        assert!(error.to_string().contains("the closest is"), "{error}");
        Ok(())
    }
}
