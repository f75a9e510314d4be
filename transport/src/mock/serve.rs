//! A node behind a real port of loopback, for clients that know nothing of mocks.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;
use core::future::Future;
use core::net::{Ipv4Addr, SocketAddr};
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::io;

use async_io::{Async, Timer};
use async_net::{TcpListener, TcpStream};
use futures::StreamExt;
use futures::stream::FuturesUnordered;

use super::node::Node;

mod conversation;
mod http;
mod websocket;

pub(crate) use conversation::{Refusal, converse};

/// How many clients are served at once; more wait in the socket's own queue.
const MAX_CONNECTIONS: usize = 1024;

/// How large a request may be, in bytes: as large as Substrate's servers take unless told otherwise.
const MAX_REQUEST_SIZE: usize = 15 << 20;

/// How long to wait where a connection cannot be accepted, as when no file is left to be opened.
const PAUSE: Duration = Duration::from_millis(100);

/// Puts a node behind a port of 127.0.0.1, which speaks WebSocket and HTTP; port 0 takes a free
/// one. The port is open at once; connections are served while the [`Server`] is polled.
///
/// ```
/// use subwire_transport::mock::{Chain, serve};
/// use subwire_transport::{Params, Transport, WebSocket};
///
/// # fn main() -> Result<(), Box<dyn core::error::Error>> {
/// let server = serve(Chain::builder().name("here").build(), 0)?;
/// let (rpc, driver) = WebSocket::builder().endpoint(server.ws_url()).build();
/// let work = driver.run(async { rpc.request("system_chain", Params::new()).await });
/// let reply = futures::executor::block_on(server.run(work))?;
/// assert_eq!(reply.as_json(), b"\"here\"");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Where the port is taken or must not be used.
pub fn serve(node: impl Node, port: u16) -> io::Result<Server> {
    let listener = Async::<std::net::TcpListener>::bind((Ipv4Addr::LOCALHOST, port))?;
    let address = listener.get_ref().local_addr()?;
    let listener = TcpListener::from(listener);
    Ok(Server {
        address,
        accepting: None,
        listener,
        node: Arc::new(node),
        clients: FuturesUnordered::new(),
    })
}

/// A node behind a port. A future without end: poll it beside your own by [`run`](Self::run),
/// spawn it on an executor, or let [`spawn`](Self::spawn) do so. It starts no thread, but for
/// async-io's where nobody else polls its reactor.
///
/// # Cancel safety
///
/// Dropping it closes the port and every connection.
#[must_use = "a server does nothing unless polled, and closes its port when it is dropped"]
pub struct Server {
    address: SocketAddr,
    /// The next client, while there is room for one more.
    accepting: Option<Accepting>,
    listener: TcpListener,
    node: Arc<dyn Node>,
    clients: FuturesUnordered<Pin<Box<dyn Future<Output = ()> + Send>>>,
}

/// A server that smol's global executor polls. Dropping it closes the port and every connection.
#[derive(Debug)]
#[must_use = "it stops when it is dropped"]
pub struct Spawned {
    address: SocketAddr,
    _task: smol::Task<()>,
}

type Accepting = Pin<Box<dyn Future<Output = io::Result<TcpStream>> + Send>>;

impl Server {
    /// The port's URL for WebSockets, such as `ws://127.0.0.1:9944`.
    #[must_use]
    pub fn ws_url(&self) -> String {
        format!("ws://{}", self.address)
    }

    /// The port's URL for HTTP.
    #[must_use]
    pub fn http_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Serves for as long as `future` runs, in the same task.
    ///
    /// # Cancel safety
    ///
    /// Dropping it drops `future` and the server.
    pub async fn run<F: Future>(mut self, future: F) -> F::Output {
        let mut future = core::pin::pin!(future);
        core::future::poll_fn(|cx| {
            if let Poll::Ready(output) = future.as_mut().poll(cx) {
                return Poll::Ready(output);
            }
            let _ = Pin::new(&mut self).poll(cx);
            Poll::Pending
        })
        .await
    }

    /// Lets smol's global executor serve, whose thread starts with its first task.
    pub fn spawn(self) -> Spawned {
        Spawned { address: self.address, _task: smol::spawn(self) }
    }
}

impl Spawned {
    /// The port's URL for WebSockets, such as `ws://127.0.0.1:9944`.
    #[must_use]
    pub fn ws_url(&self) -> String {
        format!("ws://{}", self.address)
    }

    /// The port's URL for HTTP.
    #[must_use]
    pub fn http_url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Future for Server {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        loop {
            while let Poll::Ready(Some(())) = this.clients.poll_next_unpin(cx) {}
            if this.clients.len() >= MAX_CONNECTIONS {
                return Poll::Pending;
            }
            let accepting = this.accepting.get_or_insert_with(|| accept(this.listener.clone()));
            let Poll::Ready(accepted) = accepting.as_mut().poll(cx) else { return Poll::Pending };
            this.accepting = None;
            if let Ok(stream) = accepted {
                // An answer is written whole: there is nothing to wait for.
                let _ = stream.set_nodelay(true);
                this.clients.push(Box::pin(converse(stream, this.node.clone(), None)));
            }
        }
    }
}

fn accept(listener: TcpListener) -> Accepting {
    Box::pin(async move {
        let accepted = listener.accept().await;
        if accepted.is_err() {
            Timer::after(PAUSE).await;
        }
        accepted.map(|(stream, _)| stream)
    })
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("address", &self.address)
            .field("clients", &self.clients.len())
            .finish_non_exhaustive()
    }
}
