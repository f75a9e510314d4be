// Makes polkadot_js.json: extrinsics as @polkadot/api 16.4.9 composes and signs them, offline.
// usage: NODE_DIR=folder-with-node_modules node polkadot_js.cjs METADATA_FOLDER OUT
// sr25519 signatures differ from run to run.
const dir = process.env.NODE_DIR; const req = require('module').createRequire(dir + '/');
const { TypeRegistry, Metadata, expandMetadata } = req('@polkadot/types'); const { Keyring } = req('@polkadot/keyring');
const { cryptoWaitReady } = req('@polkadot/util-crypto'); const { u8aToHex } = req('@polkadot/util'); const fs = require('fs');
(async () => {
  await cryptoWaitReady();
  const alice = new Keyring({ type: 'sr25519' }).addFromUri('//Alice');
  const dave = new Keyring({ type: 'ed25519' }).addFromUri('//Dave');
  const eve = new Keyring({ type: 'ecdsa' }).addFromUri('//Eve');
  const genesis = '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03';
  const birth = '0x' + '5a'.repeat(32);
  const cases = [];
  for (const [file, spec, txv] of [['subtensor_343.v14', 343, 1], ['subtensor_343.v15', 343, 1], ['subtensor_365.v16', 365, 1]]) {
    const registry = new TypeRegistry();
    const bytes = '0x' + fs.readFileSync(process.argv[2] + '/' + file + '.scale').toString('hex');
    const md = new Metadata(registry, bytes);
    registry.setMetadata(md, undefined, undefined, true);
    const { tx } = expandMetadata(registry, md);
    const bob = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';
    const calls = {
      transfer: tx.balances.transferKeepAlive(bob, 12345678901n),
      weights: tx.subtensorModule.setWeights(1, [0, 1, 2], [1, 2, 65535], 0),
      remark: tx.system.remark('0x' + '11'.repeat(400)),
      batch: tx.utility.batch([tx.system.remark('0x01'), tx.subtensorModule.addStake(bob, 5, 1000000000n)]),
    };
    const opts = {
      immortal: { nonce: 0, tip: 0 },
      mortal: { era: { period: 64, current: 1042 }, nonce: 70000, tip: 1000000000000n },
      hashed: { era: { period: 8, current: 5 }, nonce: 3, tip: 1, mode: 1, metadataHash: '0x' + '33'.repeat(32) },
    };
    for (const [cn, call] of Object.entries(calls)) for (const [on, o] of Object.entries(opts)) {
      const who = cn === 'weights' ? dave : cn === 'batch' ? eve : alice;
      const era = o.era ? registry.createType('ExtrinsicEra', o.era) : registry.createType('ExtrinsicEra', '0x00');
      const blockHash = o.era ? birth : genesis;
      const payload = { address: who.address, blockHash, blockNumber: '0x00', era: era.toHex(), genesisHash: genesis, method: call.toHex(), nonce: registry.createType('Compact<Index>', o.nonce).toHex(), specVersion: registry.createType('u32', spec).toHex(), tip: registry.createType('Compact<Balance>', o.tip).toHex(), transactionVersion: registry.createType('u32', txv).toHex(), signedExtensions: registry.signedExtensions, version: 4, mode: o.mode ?? 0, metadataHash: o.metadataHash ?? null, assetId: undefined };
      const ep = registry.createType('ExtrinsicPayload', payload, { version: 4 });
      const { signature } = ep.sign(who);
      const ext = registry.createType('Extrinsic', { method: call.toHex() }, { version: 4 });
      ext.addSignature(who.address, signature, ep.toHex());
      cases.push({ metadata: file, name: cn + ' ' + on, spec, transaction_version: txv, genesis, birth: blockHash, era: era.toHex(), nonce: o.nonce, tip: o.tip.toString(), metadata_hash: o.metadataHash ?? null, signer: u8aToHex(who.addressRaw ?? who.publicKey), scheme: who.type, signature: signature.toString(), method: call.section + '.' + call.method, call: call.toHex(), call_hash: call.hash.toHex(), payload: u8aToHex(ep.toU8a({ method: true })), extrinsic: ext.toHex(), hash: ext.hash.toHex() });
    }
    const bare = registry.createType('Extrinsic', tx.timestamp.set(1700000000000), { version: 4 });
    cases.push({ metadata: file, name: 'bare 4', method: 'timestamp.set', call: bare.method.toHex(), extrinsic: bare.toHex(), hash: bare.hash.toHex() });
    {
      const bare5 = registry.createType('Extrinsic', tx.timestamp.set(1700000000000), { version: 5, preamble: 'bare' });
      cases.push({ metadata: file, name: 'bare 5', method: 'timestamp.set', call: bare5.method.toHex(), extrinsic: bare5.toHex(), hash: bare5.hash.toHex() });
    }
  }
  fs.writeFileSync(process.argv[3], JSON.stringify(cases, null, 1));
})().catch(e => { console.error(e); process.exit(1); });
