use core::time::Duration;

use futures::FutureExt;
use futures::executor::block_on;

use super::*;

fn ask(script: &Script, method: &str, params: &str) -> Result<String, String> {
    let params = Params::from_json(params).unwrap();
    let reply = block_on(script.request(method, params)).map_err(|error| match error {
        Error::Unexpected { reason } => reason,
        other => other.to_string(),
    })?;
    Ok(String::from_utf8(reply.as_json().to_vec()).unwrap())
}

#[test]
fn a_script_is_followed_in_order() {
    let script = Script::new()
        .expect("a", Params::new().number(1))
        .answer("1")
        .expect_any("b")
        .times(2)
        .answer_hex([1, 2])
        .expect("c", Params::new())
        .error(7, "no")
        .expect("d", Params::new())
        .fail(Error::timeout(Duration::from_secs(1)));
    assert_eq!(ask(&script, "a", "[ 1 ]").unwrap(), "1");
    assert_eq!(ask(&script, "b", "[1]").unwrap(), "\"0x0102\"");
    assert!(script.finish().is_err());
    assert_eq!(ask(&script, "b", "[2]").unwrap(), "\"0x0102\"");
    assert!(ask(&script, "c", "[]").unwrap_err().contains("error 7: no"));
    assert!(ask(&script, "d", "[]").unwrap_err().contains("no reply within 1 s"));
    script.finish().unwrap();
}

#[test]
fn what_is_unexpected_fails_with_the_difference_and_is_remembered() {
    let script = Script::new().expect("a", Params::new().number(1).number(2)).answer("1");
    let wanted = "another request was expected\n  a\n  [\n-   1,\n-   2\n+   1\n  ]";
    assert_eq!(ask(&script, "a", "[1]").unwrap_err(), wanted);
    assert_eq!(ask(&script, "a", "[1,2]").unwrap(), "1", "it is expected still");
    let nothing = "nothing more was expected\n+ b\n+ []";
    assert_eq!(ask(&script, "b", "[]").unwrap_err(), nothing);
    let error = format!("{:?}", script.finish().unwrap_err());
    let wanted = format!("the script was not followed\nunexpected: {wanted}");
    assert_eq!(error, format!("{wanted}\nunexpected: {nothing}"));
}

#[test]
fn what_was_not_asked_for_is_listed() {
    let script = Script::new()
        .expect_any("a")
        .times(3)
        .answer("1")
        .expect("b", Params::new().text("x"))
        .answer("2");
    ask(&script, "a", "[]").unwrap();
    assert!(ask(&script, "b", "[\"x\"]").is_err(), "not before the others");
    let error = script.finish().unwrap_err().to_string();
    assert!(error.contains("\nnot asked for: a (2 times)\n  any parameters\n"), "{error}");
    assert!(error.ends_with("\nnot asked for: b\n  [\n    \"x\"\n  ]"), "{error}");
}

#[test]
fn without_an_order_each_finds_its_own() {
    let script = Script::new()
        .unordered()
        .expect("a", Params::new().number(1))
        .answer("1")
        .expect_any("a")
        .answer("2")
        .expect("b", Params::new())
        .answer("3");
    assert_eq!(ask(&script, "b", "[]").unwrap(), "3");
    assert_eq!(ask(&script, "a", "[9]").unwrap(), "2");
    let error = ask(&script, "a", "[9]").unwrap_err();
    assert!(error.contains("-   1\n+   9"), "{error}");
    assert_eq!(ask(&script, "a", "[1]").unwrap(), "1");
}

#[test]
fn side_by_side_is_in_the_order_of_sending() {
    let script = Script::new().expect_any("a").answer("1").expect_any("b").answer("2");
    let (a, b) = block_on(futures::future::join(
        script.request("a", Params::new()),
        script.request("b", Params::new()),
    ));
    assert_eq!((a.unwrap().as_json(), b.unwrap().as_json()), (&b"1"[..], &b"2"[..]));
    script.finish().unwrap();
}

#[test]
fn subscriptions_have_their_notices() {
    let items = || [Ok(Notice::Item(Reply::from_json("1"))), Ok(Notice::Lagged(2))];
    let lost = [Err(Error::closed("lost")), Ok(Notice::Lagged(9))];
    let script = Script::new()
        .expect("s", Params::new())
        .notices("x", items())
        .expect("s", Params::new())
        .notices("y", items().into_iter().chain(lost))
        .expect("s", Params::new())
        .answer("1")
        .expect("s", Params::new())
        .notices("z", []);
    let subscribe = || block_on(script.subscribe(Subscribe::new("s", Params::new(), "u")));
    let (mut open, ended) = (subscribe().unwrap(), subscribe().unwrap());
    let two: Vec<_> = block_on(open.by_ref().take(2).collect());
    assert_eq!(
        two.into_iter().map(Result::unwrap).collect::<Vec<_>>(),
        items().map(Result::unwrap)
    );
    assert!(open.next().now_or_never().is_none(), "silent, not at an end");
    let all: Vec<_> = block_on(ended.collect());
    assert!(matches!(all[..], [Ok(_), Ok(_), Err(Error::Closed { .. })]), "{all:?}");
    assert!(matches!(subscribe(), Err(Error::Unexpected { .. })));
    assert_eq!(ask(&script, "s", "[]").unwrap(), "1", "it is expected still");
    assert!(ask(&script, "s", "[]").unwrap_err().contains("expected to be a subscription"));
    assert_eq!(script.lock().unexpected.len(), 2);
}

#[test]
fn many_unexpected_requests_are_counted() {
    let script = Script::new();
    for _ in 0..MAX_REMEMBERED + 5 {
        assert!(ask(&script, "a", "[]").is_err());
    }
    let error = script.finish().unwrap_err().to_string();
    assert!(error.ends_with("and 5 more that were unexpected"), "{error}");
}
