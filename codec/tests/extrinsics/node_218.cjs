// Makes node_218.json: extrinsics and events of blocks that a real runtime of spec 218 has built, with
// what @polkadot/api 16.4.9 reads in them. The node is Chopsticks with `--mode Manual`.
// usage: NODE_DIR=folder-with-node_modules node node_218.cjs ws://127.0.0.1:PORT OUT
const dir = process.env.NODE_DIR; const req = require('module').createRequire(dir + '/');
const { ApiPromise, WsProvider } = req('@polkadot/api'); const { Keyring } = req('@polkadot/keyring');
const { u8aToHex } = req('@polkadot/util'); const { createKeyMulti, sortAddresses, encodeAddress } = req('@polkadot/util-crypto');
const fs = require('fs');
(async () => {
  const api = await ApiPromise.create({ provider: new WsProvider(process.argv[2]), noInitWarn: true });
  const kr = new Keyring({ type: 'sr25519' });
  const [alice, bob, charlie] = ['//Alice', '//Bob', '//Charlie'].map(u => kr.addFromUri(u));
  const dave = new Keyring({type:'ed25519'}).addFromUri('//Dave');
  const eve = new Keyring({type:'ecdsa'}).addFromUri('//Eve');
  const blocks = [];
  const nonces = new Map();
  const sent = [];
  const send = async (tx, who, opts = {}) => {
    const n = nonces.get(who.address) ?? (await api.rpc.system.accountNextIndex(who.address)).toNumber();
    nonces.set(who.address, n + 1);
    const signed = await tx.signAsync(who, { nonce: n, ...opts });
    await api.rpc.author.submitExtrinsic(signed);
    sent.push(signed.toHex());
  };
  const newBlock = async () => {
    const hash = await api.rpc('dev_newBlock', { count: 1 }).catch(() => api._rpcCore.provider.send('dev_newBlock', [{ count: 1 }]));
    const h = (await api.rpc.chain.getBlockHash()).toHex();
    const b = await api._rpcCore.provider.send('chain_getBlock', [h]);
    const ev = await api._rpcCore.provider.send('state_getStorage', ['0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7', h]);
    const apiAt = await api.at(h);
    const evs = (await apiAt.query.system.events()).map(e => ({ phase: e.phase.toJSON(), pallet: e.event.section, name: e.event.method, data: e.event.data.toJSON(), topics: e.topics.toJSON() }));
    blocks.push({ extrinsics: b.block.extrinsics, events: ev, decoded: evs, txs: b.block.extrinsics.map(x => { const t = api.createType('Extrinsic', x); return { hash: t.hash.toHex(), call: t.method.toHex(), callHash: t.method.hash.toHex(), method: t.method.section + '.' + t.method.method, nonce: t.isSigned ? t.nonce.toNumber() : null, era: t.isSigned ? t.era.toHex() : null, tip: t.isSigned ? t.tip.toString() : null, signer: t.isSigned ? t.signer.toString() : null }; }) });
  };
  const t = api.tx;
  const toEd = t.balances.transferKeepAlive(dave.address, 5000000000n), toEc = t.balances.transferKeepAlive(encodeAddress(eve.addressRaw,42), 5000000000n);
  await send(toEd, alice); await send(toEc, alice, { era: 0, tip: 7 });
  await newBlock();
  const bad = t.balances.transferKeepAlive(bob.address, 10n ** 18n);
  await send(t.system.remarkWithEvent('0x' + 'ab'.repeat(300)), alice, { tip: 70000 });
  await send(bad, alice);                                            // Token or Arithmetic
  await send(t.utility.batch([t.system.remark('0x01'), bad]), alice);
  await send(t.utility.forceBatch([bad, t.system.remark('0x01')]), alice);
  await send(t.sudo.sudo(bad), alice);
  await send(t.sudo.sudo(t.utility.dispatchAs({ system: { Signed: bob.address } }, t.subtensorModule.addStake(alice.address, 77, 1))), alice);
  await send(t.subtensorModule.addStake(alice.address, 77, 10n ** 18n), bob);
  await send(t.sudo.sudo(t.system.remark('0x00')), bob);
  await send(t.proxy.addProxy(charlie.address, 'Any', 0), bob);
  await send(t.proxy.proxy(bob.address, null, bad), charlie, { era: 0 });
  await send(t.system.remark('0x646176'), dave);
  await send(t.system.remark('0x657665'), eve, { era: 0 });
  await newBlock();
  const multi = createKeyMulti([alice.address, bob.address, charlie.address], 2);
  await send(t.multisig.asMulti(2, sortAddresses([bob.address, charlie.address], 42), null, bad, { refTime: 1000000000, proofSize: 100000 }), alice);
  await newBlock();
  const mstx = (await api.query.multisig.multisigs(multi, bad.method.hash)).unwrap().when;
  await send(t.multisig.asMulti(2, sortAddresses([alice.address, charlie.address], 42), mstx, bad, { refTime: 1000000000, proofSize: 100000 }), bob);
  await newBlock();
  fs.writeFileSync(process.argv[3], JSON.stringify({ genesis: api.genesisHash.toHex(), spec: api.runtimeVersion.specVersion.toNumber(), tx: api.runtimeVersion.transactionVersion.toNumber(), blocks, sent }, null, 1));
  process.exit(0);
})().catch(e => { console.error(e); process.exit(1); });
