//! What a node tells of itself and of its chain.

use futures::executor::block_on;
use subwire::transport::mock::Chain;
use subwire::transport::{Params, Reply};
use subwire::{BlockHash, ChainProperties, Client, Error};

#[test]
fn a_node_tells_of_itself() {
    let client = Client::new(Chain::builder().name("here").build());
    block_on(async {
        assert_eq!(client.chain_name().await.unwrap(), "here");
        assert_eq!(client.node_name().await.unwrap(), "Subwire mock");
        assert!(client.node_version().await.unwrap().starts_with("0."));
        let properties = client.properties().await.unwrap();
        assert_eq!((properties.ss58_format, &properties.token_decimals[..]), (Some(42), &[9][..]));
        assert_eq!(properties.token_symbol, ["TAO"]);
        let health = client.health().await.unwrap();
        assert_eq!((health.peers, health.is_syncing, health.should_have_peers), (0, false, false));
        assert!(client.rpc_methods().await.unwrap().iter().any(|one| one == "state_call"));
        assert!(client.supports_method("chain_getBlock").await.unwrap());
        assert!(!client.supports_method("chain_getBloc").await.unwrap());
    });
}

#[test]
fn properties_have_many_forms() {
    let of = |json: &'static str| {
        let chain =
            Chain::builder().method("system_properties", move |_| Ok(Reply::from_json(json)));
        block_on(Client::new(chain.build()).properties())
    };
    assert_eq!(of("{}").unwrap(), ChainProperties::default());
    let none =
        of(r#"{"ss58Format":null,"tokenDecimals":null,"tokenSymbol":null,"isEthereum":true}"#);
    assert_eq!(none.unwrap(), ChainProperties::default());
    let many =
        of(r#"{"ss58Prefix":13,"tokenDecimals":[12,10],"tokenSymbol":["ACA","KAR"]}"#).unwrap();
    assert_eq!((many.ss58_format, many.token_decimals), (Some(13), vec![12, 10]));
    assert_eq!(many.token_symbol, ["ACA", "KAR"]);
    assert!(of("7").is_err() && of(r#"{"tokenDecimals":"nine"}"#).is_err());
}

#[test]
fn any_request_can_be_sent() {
    let chain = Chain::builder().build();
    let client = Client::new(chain.clone());
    block_on(async {
        let hash: BlockHash = client.request("chain_getHead", Params::new()).await.unwrap();
        assert_eq!(*hash.as_bytes(), chain.head());
        let error = client.request::<u8>("chain_getHead", Params::new()).await.unwrap_err();
        assert!(error.to_string().starts_with("chain_getHead: unexpected reply"), "{error}");
        let error = client.request::<u8>("no_such", Params::new()).await.unwrap_err();
        assert!(matches!(&error, Error::Request { method, .. } if method == "no_such"), "{error}");
    });
}
