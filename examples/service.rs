//! A web service on tokio and axum that answers from one shared client.
//!
//!     cargo run -p subwire-examples --bin service [demo|finney|test|archive|local|URL] [PORT]
//!
//! Then `curl http://127.0.0.1:PORT/subnets`, `/subnets/1/neurons`, `/balances/ADDRESS,ADDRESS...`.

use core::error::Error;
use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use subwire::codec::AccountId;
use subwire::{Network, Subtensor};
use tokio::net::TcpListener;

/// How many addresses a request may name.
const MAX_ADDRESSES: usize = 1000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let network = args.next().map_or(Ok(Network::Demo), |name| name.parse())?;
    let port = args.next().map_or(Ok(0), |port| port.parse())?;
    // Cheap to clone: all requests go over one connection, side by side. When the connection breaks
    // it comes back, and who waits meanwhile is answered then.
    let subtensor = Subtensor::connect(network).await?;
    let service = Router::new()
        .route("/balances/{addresses}", get(balances))
        .route("/subnets", get(subnets))
        .route("/subnets/{netuid}/neurons", get(neurons))
        .with_state(subtensor);
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, service).await?)
}

type Answer<T> = Result<Json<T>, Failure>;

/// Free balances in rao, by address.
async fn balances(
    State(subtensor): State<Subtensor>,
    Path(addresses): Path<String>,
) -> Answer<BTreeMap<String, u64>> {
    let addresses: Result<Vec<AccountId>, _> = addresses.split(',').map(str::parse).collect();
    let addresses = addresses.map_err(|error| Failure::Request(error.to_string()))?;
    if addresses.len() > MAX_ADDRESSES {
        return Err(Failure::Request(format!("more than {MAX_ADDRESSES} addresses")));
    }
    let balances = subtensor.balances(addresses).await?.into_iter();
    Ok(Json(balances.map(|(who, free)| (who.to_string(), free.rao())).collect()))
}

async fn subnets(State(subtensor): State<Subtensor>) -> Answer<Vec<u16>> {
    let netuids = subtensor.netuids().await?;
    Ok(Json(netuids.into_iter().map(|netuid| netuid.0).collect()))
}

#[derive(Serialize)]
struct Neurons {
    /// The block at which they are these.
    block: String,
    hotkeys: Vec<String>,
}

async fn neurons(State(subtensor): State<Subtensor>, Path(netuid): Path<u16>) -> Answer<Neurons> {
    let head = subtensor.at_head().await?;
    let neurons = head.neurons_lite(netuid).await?;
    let hotkeys = neurons.iter().map(|neuron| neuron.hotkey.to_string()).collect();
    Ok(Json(Neurons { block: head.hash().to_string(), hotkeys }))
}

/// Whose fault it is that there is no answer.
enum Failure {
    Request(String),
    Node(subwire::Error),
}

impl From<subwire::Error> for Failure {
    fn from(error: subwire::Error) -> Self {
        Self::Node(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, reason) = match self {
            Self::Request(reason) => (StatusCode::BAD_REQUEST, reason),
            // The same request may be answered later.
            Self::Node(error) if error.is_retryable() => {
                (StatusCode::SERVICE_UNAVAILABLE, error.to_string())
            }
            Self::Node(error) => (StatusCode::BAD_GATEWAY, error.to_string()),
        };
        (status, reason).into_response()
    }
}
