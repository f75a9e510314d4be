//! Where answers come from: a network, the demo chain or a recording.

use core::future::Future;
use core::time::Duration;
use std::sync::Arc;

use subwire::transport::driver::Driver;
use subwire::transport::mock::Replay;
use subwire::transport::{Transport, WebSocket};
use subwire::{Network, Subtensor};

use crate::Failure;
use crate::args::Args;

pub(crate) struct Source {
    transport: Arc<dyn Transport>,
    /// Runs beside the work, in the same task.
    driver: Option<Driver>,
}

impl Source {
    pub(crate) fn open(args: &Args) -> Result<Self, Failure> {
        if let Some(path) = &args.replay {
            let replay = Replay::open(path).map_err(Failure::arguments)?;
            return Ok(Self { transport: Arc::new(replay), driver: None });
        }
        if args.network.contains(&Network::Demo) {
            if args.network.len() > 1 {
                return Err(Failure::arguments("the demo network takes no fallbacks"));
            }
            let chain = Subtensor::demo().client().transport().clone();
            return Ok(Self { transport: Arc::new(chain), driver: None });
        }
        let endpoints = args.network.iter().filter_map(Network::endpoint);
        let builder = endpoints.fold(WebSocket::builder(), |builder, url| builder.endpoint(url));
        let timeout = |default: Duration| args.timeout.unwrap_or(default);
        let (websocket, driver) = builder
            .connect_timeout(timeout(WebSocket::CONNECT_TIMEOUT))
            .request_timeout(timeout(WebSocket::REQUEST_TIMEOUT))
            .build();
        Ok(Self { transport: Arc::new(websocket), driver: Some(driver) })
    }

    pub(crate) fn transport(&self) -> Arc<dyn Transport> {
        self.transport.clone()
    }

    pub(crate) fn run<F: Future>(self, work: F) -> F::Output {
        match self.driver {
            Some(driver) => async_io::block_on(driver.run(work)),
            None => async_io::block_on(work),
        }
    }
}
