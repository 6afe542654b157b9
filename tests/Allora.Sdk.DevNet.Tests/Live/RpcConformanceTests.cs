namespace Allora.Sdk.DevNet.Tests.Live;

/// <summary>Every captured CometBFT call, made in the same situation with DevNet's own keys.</summary>
public sealed class RpcConformanceTests
{
    [Theory]
    [InlineData(LiveNet.Own)]
    [InlineData(LiveNet.Other)]
    public async Task Captured_calls_are_answered_as_captured(string genesis)
    {
        await using var live = await LiveNet.StartAsync(genesis);
        var sent = Convert.FromHexString(await live.BroadcastAsync(live.Sender, live.Send(live.Sender)));
        await live.StepAsync();
        // The captured search finds a transaction that failed first of all.
        await live.BroadcastAsync(live.Worker, live.Signed(live.Worker, 900_000, 0, live.Payload(1)));
        await live.StepAsync();
        var nonce = await live.OpenWindowAsync();
        await live.BroadcastAsync(live.Worker, live.Signed(live.Worker, 900_000, 0, live.Payload(nonce)));
        var withPayload = await live.StepAsync();

        var pending = live.Send(live.Sender, "2");
        var parameters = new Dictionary<string, string>
        {
            ["rpc-tx"] = $"{{\"hash\":\"{Convert.ToBase64String(sent)}\",\"prove\":false}}",
            ["rpc-broadcast-ok"] = Tx(pending),
            ["rpc-broadcast-duplicate"] = Tx(pending),
            ["rpc-broadcast-wrong-sequence"] = Tx(live.Send(live.Sender, gas: 300_000, ahead: 9)),
            ["rpc-tx-search"] = $"{{\"query\":\"message.sender='{live.Worker.Address}'\",\"per_page\":\"1\"}}",
            ["rpc-abci-query"] = $"{{\"path\":\"/cosmos.bank.v1beta1.Query/Balance\",\"data\":\"{Balance(live.Sender.Address)}\",\"height\":\"0\",\"prove\":false}}",
            ["rpc-block-results-with-payload"] = $"{{\"height\":\"{withPayload}\"}}",
            ["rpc-block-results-window-opens"] = $"{{\"height\":\"{nonce}\"}}",
        };
        var conformance = new Conformance(genesis, "CometBFT RPC");
        var cases = CapturedCase.All.Where(c => c.Transport == "cometbft-rpc").ToList();
        foreach (var captured in cases)
        {
            var request = parameters.TryGetValue(captured.Name, out var own)
                ? $"{{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"{captured.Method}\", \"params\": {own}}}"
                : captured.RequestBody;
            var (status, body) = await live.PostAsync(request);
            conformance.Compare(captured, status, body);
        }

        conformance.Finish(cases.Count);
    }

    private static string Tx(byte[] transaction) => $"{{\"tx\":\"{Convert.ToBase64String(transaction)}\"}}";

    private static string Balance(string address) => Convert.ToHexString(Google.Protobuf.MessageExtensions.ToByteArray(
        new Protos.Cosmos.Bank.V1Beta1.QueryBalanceRequest { Address = address, Denom = "uallo" }));
}
