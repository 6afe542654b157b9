// CosmJS as a client of DevNet: node run.mjs RPC_URL MNEMONIC. Prints one line a step; ends with 1 at the first that fails.
import assert from "node:assert/strict";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { GasPrice, SigningStargateClient, StargateClient, calculateFee } from "@cosmjs/stargate";
import { Comet38Client, WebsocketClient } from "@cosmjs/tendermint-rpc";

const [rpc, mnemonic] = process.argv.slice(2);
assert(rpc && mnemonic, "usage: node run.mjs RPC_URL MNEMONIC");

let steps = 0;
async function step(name, act) {
  try {
    const shown = await act();
    steps += 1;
    console.log(`ok ${name}${shown === undefined ? "" : `: ${shown}`}`);
  } catch (error) {
    console.error(`FAILED ${name}: ${error?.stack ?? error}`);
    process.exit(1);
  }
}

// Waits for the first event that fits, and lets go of the subscription.
function first(stream, fits, seconds = 30) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(() => reject(new Error("no event in time"))), seconds * 1000);
    const listener = {
      next: (event) => { if (fits(event)) finish(() => resolve(event)); },
      error: (error) => finish(() => reject(error)),
      complete: () => finish(() => reject(new Error("the stream ended"))),
    };
    const finish = (end) => { clearTimeout(timer); stream.removeListener(listener); end(); };
    stream.addListener(listener);
  });
}

const wallet = await DirectSecp256k1HdWallet.fromMnemonic(mnemonic, { prefix: "allo" });
const [{ address }] = await wallet.getAccounts();
const recipient = (await (await DirectSecp256k1HdWallet.generate(12, { prefix: "allo" })).getAccounts())[0].address;
const socket = new WebsocketClient(rpc.replace(/^http/, "ws"));
const events = Comet38Client.create(socket);
// CosmJS 0.39 never sends anything over a socket that had nothing to send when it connected.
await events.health();
const comet = await Comet38Client.connect(rpc);
const reader = await StargateClient.connect(rpc);
const client = await SigningStargateClient.connectWithSigner(rpc, wallet, { gasPrice: GasPrice.fromString("10uallo") });
const message = (amount) => ({
  typeUrl: "/cosmos.bank.v1beta1.MsgSend",
  value: { fromAddress: address, toAddress: recipient, amount: [{ denom: "uallo", amount }] },
});

await step("status", async () => {
  const status = await comet.status();
  assert.equal(status.nodeInfo.network, await reader.getChainId());
  return `${status.nodeInfo.network} at ${status.syncInfo.latestBlockHeight}`;
});
await step("account", async () => {
  const account = await reader.getAccount(address);
  assert.equal(account?.address, address);
  return `number ${account.accountNumber}, sequence ${account.sequence}`;
});
await step("account that never received anything", async () => assert.equal(await reader.getAccount(recipient), null));
await step("balance", async () => {
  const { amount, denom } = await reader.getBalance(address, "uallo");
  assert(BigInt(amount) > 0n);
  return amount + denom;
});

let gas;
await step("simulate", async () => {
  gas = Math.ceil((await client.simulate(address, [message("1")], "")) * 1.4);
  return gas;
});

let result;
await step("sign and broadcast, with Tx and NewBlock subscriptions open", async () => {
  const block = first(events.subscribeNewBlock(), () => true);
  const seen = first(events.subscribeTx(`message.sender='${address}'`), () => true);
  await events.status();
  result = await client.signAndBroadcast(address, [message("7")], calculateFee(gas, GasPrice.fromString("10uallo")), "");
  assert.equal(result.code, 0, result.rawLog);
  const event = await seen;
  assert.equal(Buffer.from(event.hash).toString("hex").toUpperCase(), result.transactionHash);
  return `height ${result.height}, Tx frame ${event.height}, block frame ${(await block).header.height}`;
});
await step("block headers", async () => `${(await first(events.subscribeNewBlockHeader(), () => true)).height}`);
await step("the money arrived", async () => assert.equal((await reader.getBalance(recipient, "uallo")).amount, "7"));
await step("tx by hash", async () => {
  const tx = await reader.getTx(result.transactionHash);
  assert.equal(tx?.height, result.height);
  assert.equal(tx.code, 0);
  return `${tx.events.length} events, ${tx.gasUsed} of ${tx.gasWanted} gas`;
});
await step("tx proved", async () => {
  const tx = await comet.tx({ hash: Buffer.from(result.transactionHash, "hex"), prove: true });
  assert.equal(tx.proof.proof.total, 1);
});
await step("search", async () => {
  const found = await reader.searchTx([{ key: "transfer.recipient", value: recipient }]);
  assert.deepEqual(found.map((tx) => tx.hash), [result.transactionHash]);
});
await step("search by height", async () => {
  const found = await comet.txSearchAll({ query: `tx.height=${result.height}` });
  assert.equal(found.totalCount, found.txs.length);
  assert(found.txs.length >= 1);
});
await step("block", async () => assert.equal((await reader.getBlock(result.height)).txs.length, 1));
await step("block results", async () => {
  const results = await comet.blockResults(result.height);
  assert.equal(results.results.length, 1);
  return `${results.beginBlockEvents?.length ?? results.finalizeBlockEvents?.length} block events`;
});
await step("block search", async () => assert((await comet.blockSearchAll({ query: `block.height=${result.height}` })).blocks.length === 1));
await step("commit", async () => assert.equal((await comet.commit(result.height)).header.height, result.height));
await step("validators", async () => assert.equal((await comet.validatorsAll(result.height)).validators.length, 1));
await step("blockchain", async () => assert((await comet.blockchain(1, result.height)).blockMetas.length > 0));
await step("genesis", async () => assert.equal((await comet.genesis()).chainId, await reader.getChainId()));
await step("health", async () => comet.health().then(() => undefined));
await step("abci info", async () => assert((await comet.abciInfo()).lastBlockHeight > 0));
await step("unconfirmed transactions", async () => assert.equal((await comet.numUnconfirmedTxs()).total, 0));
await step("a failed transaction is found with its code", async () => {
  const failed = await client.signAndBroadcast(address, [message("1" + "0".repeat(40))], calculateFee(gas, GasPrice.fromString("10uallo")), "");
  assert.equal(failed.code, 5);
  assert.equal((await reader.getTx(failed.transactionHash)).code, 5);
});

events.disconnect();
client.disconnect();
reader.disconnect();
comet.disconnect();
console.log(`${steps} steps passed`);
// CosmJS 0.39 connects its WebSocket anew after disconnect(), which would keep this process alive.
process.exit(0);
