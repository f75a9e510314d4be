// Makes keys.json, extrinsics.json and metadata_hash.json: what polkadot-js derives, composes and
// signs, and what polkadot-api digests, offline and from the same inputs as the tests beside them.
//
//   npm install --prefix DIR @polkadot/api@16.4.9 @polkadot/keyring@13.5.9 @polkadot-api/merkleize-metadata@1.3.0
//   NODE_DIR=DIR node make.mjs METADATA_FOLDER
//
// METADATA_FOLDER holds subtensor_224.v14.scale, subtensor_343.v15.scale and subtensor_365.v16.scale.
// Signatures of sr25519 differ from run to run, everything else is always the same.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const require = createRequire(join(process.env.NODE_DIR, 'node_modules', '/'));
const { TypeRegistry, Metadata, expandMetadata } = require('@polkadot/types');
const { Keyring } = require('@polkadot/keyring');
const { cryptoWaitReady } = require('@polkadot/util-crypto');
const { u8aToHex } = require('@polkadot/util');
const { merkleizeMetadata } = require('@polkadot-api/merkleize-metadata');

const folder = process.argv[2];
const metadata = (name) => readFileSync(join(folder, `${name}.scale`));
// One case a line.
const write = (name, cases) =>
  writeFileSync(new URL(name, import.meta.url), `[\n${cases.map((of) => JSON.stringify(of)).join(',\n')}\n]\n`);

const SCHEMES = ['sr25519', 'ed25519', 'ecdsa'];
// What stands for no phrase; polkadot-js knows it only before a hard junction.
const DEVELOPMENT = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk';
const pair = (scheme, suri) =>
  new Keyring({ type: scheme }).addFromUri(/^(\/|$)/.test(suri) ? DEVELOPMENT + suri : suri);

const TWELVE = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
const FIFTEEN = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon address';
const TWENTY_FOUR = 'letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic bless';
const HEX = '0x9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const HARD = [
  '', '//Alice', '//Bob', '//Charlie', '//Dave', '//Eve', '//Ferdie',
  '//Alice//stash', '//Alice//1//2', '//0', '//255', '//256', '//18446744073709551615',
  '//-1', '//1a', '//a b', '//Łódź', '//with.dots,and;more',
  // 31 bytes and their length are the last that are not hashed.
  `//${'x'.repeat(31)}`, `//${'x'.repeat(32)}`, `//${'long'.repeat(40)}`,
  '///password', '//Alice///', '//Alice///pass/word//x', '//Alice///pässwörd',
  TWELVE, `${TWELVE}//hot`, `${TWELVE}///secret`, `${TWELVE}//cold//1///secret`,
  FIFTEEN, TWENTY_FOUR, `${TWENTY_FOUR}//a///b`,
  HEX, `${HEX}//x//7`,
];
const SOFT = ['/soft', '//Alice/soft', '/Alice//hard/1', '//Alice/0/1/2///pw', `${HEX}/x`, `${TWELVE}/a/b`];

const keys = () =>
  SCHEMES.flatMap((scheme) =>
    [...HARD, ...(scheme === 'sr25519' ? SOFT : [])].map((suri) => {
      const { publicKey, addressRaw } = pair(scheme, suri);
      return { scheme, suri, public: u8aToHex(publicKey), account: u8aToHex(addressRaw) };
    }),
  );

const GENESIS = '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03';
const BIRTH = `0x${'5a'.repeat(32)}`;
const CURRENT = 8_012_345;
const ERAS = [0, 64, 128];
const TIPS = [0n, 1_000_000n, 2n ** 64n - 1n];
// Around the steps of a compact integer.
const NONCES = [0, 63, 64, 16_383, 16_384, 2 ** 30 - 1, 2 ** 30, 2 ** 32 - 1];
const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';
const REMARK = `0x${'c0de'.repeat(150)}`;

// Each as polkadot-js makes it, and as the tests do.
const calls = (tx) => [
  [tx.balances.transferKeepAlive(BOB, 12_345_678_901n),
    { Balances: { transfer_keep_alive: { dest: { Id: BOB }, value: 12_345_678_901 } } }],
  [tx.subtensorModule.addStake(BOB, 5, 1_000_000_000n),
    { SubtensorModule: { add_stake: { hotkey: BOB, netuid: 5, amount_staked: 1_000_000_000 } } }],
  [tx.utility.batchAll([tx.system.remark('0x01'), tx.balances.transferKeepAlive(BOB, 1n)]),
    { Utility: { batch_all: { calls: [
      { System: { remark: { remark: '0x01' } } },
      { Balances: { transfer_keep_alive: { dest: { Id: BOB }, value: 1 } } },
    ] } } }],
  [tx.system.remark(REMARK), { System: { remark: { remark: REMARK } } }],
];

const extrinsics = (name, spec, schemes, eras, tips) => {
  const registry = new TypeRegistry();
  const read = new Metadata(registry, u8aToHex(metadata(name)));
  registry.setMetadata(read, undefined, undefined, true);
  const made = calls(expandMetadata(registry, read).tx);
  const hex = (type, value) => registry.createType(type, value).toHex();
  const cases = [];
  for (const scheme of schemes) for (const period of eras) for (const tip of tips) {
    const [call, json] = made[cases.length % made.length];
    const nonce = NONCES[cases.length % NONCES.length];
    const suri = `//Golden//${scheme}`;
    const signer = pair(scheme, suri);
    const blockHash = period === 0 ? GENESIS : BIRTH;
    const era = hex('ExtrinsicEra', period === 0 ? '0x00' : { period, current: CURRENT });
    const inputs = {
      address: signer.address, blockHash, blockNumber: '0x00', era, genesisHash: GENESIS,
      method: call.toHex(), nonce: hex('Compact<Index>', nonce), specVersion: hex('u32', spec),
      tip: hex('Compact<Balance>', tip), transactionVersion: hex('u32', 1),
      signedExtensions: registry.signedExtensions, version: 4, mode: 0, metadataHash: null,
    };
    const payload = registry.createType('ExtrinsicPayload', inputs, { version: 4 });
    const { signature } = payload.sign(signer);
    const extrinsic = registry.createType('Extrinsic', { method: call.toHex() }, { version: 4 });
    extrinsic.addSignature(signer.address, signature, payload.toHex());
    cases.push({
      metadata: name, spec, scheme, suri, period, current: CURRENT, genesis: GENESIS, birth: BIRTH,
      nonce, tip: tip.toString(), call: json, call_bytes: call.toHex(),
      payload: u8aToHex(payload.toU8a({ method: true })), signature, extrinsic: extrinsic.toHex(),
      hash: extrinsic.hash.toHex(),
    });
  }
  return cases;
};

const digests = () =>
  [['subtensor_343.v15', 343], ['subtensor_233.v15', 233]].map(([name, specVersion]) => {
    const info = { specName: 'node-subtensor', specVersion, base58Prefix: 42, decimals: 9, tokenSymbol: 'TAO' };
    const other = { ...info, decimals: 12, tokenSymbol: 'OTHER' };
    const digest = (of) => u8aToHex(merkleizeMetadata(metadata(name), of).digest());
    return { metadata: name, tao: digest(info), other: digest(other) };
  });

await cryptoWaitReady();
write('keys.json', keys());
write('extrinsics.json', [
  ...extrinsics('subtensor_343.v15', 343, SCHEMES, ERAS, TIPS),
  ...extrinsics('subtensor_224.v14', 224, SCHEMES, [0, 64], [1_000_000n]),
  ...extrinsics('subtensor_365.v16', 365, SCHEMES, [0, 128], [0n]),
]);
write('metadata_hash.json', digests());
