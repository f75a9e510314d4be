//! Where answers come from: networks, the demo chain or a recording.

use core::future::Future;
use core::pin::Pin;
use core::time::Duration;
use std::sync::Arc;

use subwire::transport::clock::SystemClock;
use subwire::transport::driver::Driver;
use subwire::transport::layer::{Fallback, Record};
use subwire::transport::mock::Replay;
use subwire::transport::{Http, Transport, WebSocket};
use subwire::{Client, Network, Subtensor, Verify};

use crate::Failure;
use crate::args::Args;
use crate::log::Log;

pub(crate) struct Source {
    transport: Arc<dyn Transport>,
    /// They run beside the work, in the same task.
    drivers: Vec<Driver>,
    record: Option<Record<Arc<dyn Transport>>>,
    verify: Verify,
}

impl Source {
    pub(crate) fn open(args: &Args) -> Result<Self, Failure> {
        let mut drivers = Vec::new();
        let mut transport: Arc<dyn Transport> = if let Some(path) = &args.replay {
            Arc::new(Replay::open(path).map_err(Failure::arguments)?)
        } else if args.network.contains(&Network::Demo) {
            if args.network.len() > 1 {
                return Err(Failure::arguments("the demo network takes no fallbacks"));
            }
            Arc::new(Subtensor::demo().client().transport().clone())
        } else {
            networks(args, &mut drivers)
        };
        if args.verbose {
            transport = Arc::new(Log(transport));
        }
        let record = args.record.as_ref().map(|path| Record::to_file(transport.clone(), path));
        let record = record.transpose().map_err(Failure::arguments)?;
        if let Some(record) = &record {
            transport = Arc::new(record.clone());
        }
        // Recordings of other programs hold no metadata, or none that is asked for in our way.
        let replays = args.replay.is_some();
        let verify = if replays { Verify::WherePossible } else { Verify::Always };
        Ok(Self { transport, drivers, record, verify })
    }

    pub(crate) fn transport(&self) -> Arc<dyn Transport> {
        self.transport.clone()
    }

    /// A client of that transport, or of one around it.
    pub(crate) fn client<T: Transport>(&self, transport: T) -> Client<T> {
        Client::builder(transport).verify(self.verify).build()
    }

    /// Gives what the work gives, and whether all of it was recorded that was to be.
    pub(crate) fn run<F: Future>(self, work: F) -> (F::Output, Result<(), Failure>) {
        let mut work: Pin<Box<dyn Future<Output = F::Output> + '_>> = Box::pin(work);
        for driver in self.drivers {
            work = Box::pin(driver.run(work));
        }
        let output = async_io::block_on(work);
        let recorded = self.record.map_or(Ok(()), |record| record.finish());
        (output, recorded.map_err(|error| Failure { status: 1, message: error.to_string() }))
    }
}

/// One network as it knows itself, with its fallbacks and archives; of several just their endpoints,
/// as one. Those in a row that speak the same protocol share one connection, which knows best when to
/// change from one to the next.
fn networks(args: &Args, drivers: &mut Vec<Driver>) -> Arc<dyn Transport> {
    if let [network] = &args.network[..] {
        if !network.endpoint().is_some_and(is_http) {
            return known(network, args.timeout, drivers);
        }
    }
    let urls: Vec<&str> = args.network.iter().filter_map(Network::endpoint).collect();
    let mut groups = urls.chunk_by(|a, b| is_http(a) == is_http(b)).map(|group| {
        let (transport, driver) = connection(group, args.timeout);
        drivers.push(driver);
        transport
    });
    let Some(first) = groups.next() else {
        // Without a network there is one endpoint too few, which is what it will say.
        return connection(&[], args.timeout).0;
    };
    let mut rest = groups.peekable();
    if rest.peek().is_none() {
        return first;
    }
    Arc::new(rest.fold(Fallback::new(first, SystemClock::new()), Fallback::or))
}

fn known(
    network: &Network,
    timeout: Option<Duration>,
    drivers: &mut Vec<Driver>,
) -> Arc<dyn Transport> {
    let (subtensor, driver) = Subtensor::builder(network.clone())
        .connect_timeout(timeout.unwrap_or(WebSocket::CONNECT_TIMEOUT))
        .request_timeout(timeout.unwrap_or(WebSocket::REQUEST_TIMEOUT))
        .build();
    drivers.extend(driver);
    subtensor.client().transport().clone()
}

fn connection(urls: &[&str], timeout: Option<Duration>) -> (Arc<dyn Transport>, Driver) {
    if urls.iter().all(|url| is_http(url)) {
        let (http, driver) = Http::builder()
            .endpoints(urls.iter().copied())
            .connect_timeout(timeout.unwrap_or(Http::CONNECT_TIMEOUT))
            .request_timeout(timeout.unwrap_or(Http::REQUEST_TIMEOUT))
            .build();
        return (Arc::new(http), driver);
    }
    let (websocket, driver) = WebSocket::builder()
        .endpoints(urls.iter().copied())
        .connect_timeout(timeout.unwrap_or(WebSocket::CONNECT_TIMEOUT))
        .request_timeout(timeout.unwrap_or(WebSocket::REQUEST_TIMEOUT))
        .build();
    (Arc::new(websocket), driver)
}

fn is_http(url: &str) -> bool {
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}
