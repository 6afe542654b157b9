using System.Text.Json;
using Allora.Sdk.Chain;
using Allora.Sdk.Tests.Chain.Replay;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain;

/// <summary>Every recorded look-up of a transaction goes through the client.</summary>
public class CapturedReceiptTests
{
    // What failed in a block, by hand from the facts; everything else succeeded there.
    private static readonly Dictionary<string, AlloraErrorReason> Failures = new()
    {
        ["get-tx-failed-in-block"] = AlloraErrorReason.InsufficientFunds,
        ["payload-get-tx-second"] = AlloraErrorReason.AlreadySubmitted,
        ["payload-get-tx-bad-inner-signature"] = AlloraErrorReason.SignatureRejected,
        ["payload-get-tx-window-closed"] = AlloraErrorReason.NonceNotOpen,
        ["second-message-fails-get-tx"] = AlloraErrorReason.AlreadySubmitted,
        ["refused-in-block-label-not-whitelisted"] = AlloraErrorReason.InvalidLabels,
        ["refused-in-block-label-duplicate"] = AlloraErrorReason.InvalidLabels,
        ["refused-in-block-labels-too-many"] = AlloraErrorReason.InvalidLabels,
        ["refused-in-block-label-control-character"] = AlloraErrorReason.InvalidLabels,
        ["refused-in-block-unity-broken"] = AlloraErrorReason.InvalidRequest,
        ["refused-in-block-labels-missing"] = AlloraErrorReason.InvalidRequest,
        ["refused-in-block-unknown-topic"] = AlloraErrorReason.UnknownTopic,
        ["refused-in-block-neither"] = AlloraErrorReason.InvalidRequest,
        ["refused-in-block-pubkey-of-another"] = AlloraErrorReason.SignatureRejected,
        ["refused-in-block-no-signature"] = AlloraErrorReason.InvalidRequest,
        ["refused-in-block-register-again"] = AlloraErrorReason.AlreadyRegistered,
        ["refused-in-block-register-unknown-topic"] = AlloraErrorReason.UnknownTopic,
        ["refused-in-block-forecast-of-nobody"] = AlloraErrorReason.AlreadySubmitted,
        ["refused-in-block-not-permitted"] = AlloraErrorReason.NotPermitted,
        ["refused-in-block-not-registered"] = AlloraErrorReason.NotRegistered,
    };

    public static TheoryData<string> Found => [.. CapturedCall.Of("GetTx").Where(call => call.Succeeded).Select(call => call.Name)];

    [Theory]
    [MemberData(nameof(Found))]
    public async Task A_transaction_in_a_block_is_told_whole(string name)
    {
        var captured = CapturedCall.Get(name);
        await using var server = await ReplayServer.StartAsync(captured);
        await using var client = new AlloraClient(server.Network);

        var receipt = await client.GetTransactionAsync(Hash(captured), TestContext.Current.CancellationToken);

        Assert.NotNull(receipt);
        var recorded = captured.Response.GetProperty("txResponse");
        Assert.Equal(recorded.GetProperty("txhash").GetString(), receipt.Hash);
        Assert.Equal(recorded.GetProperty("height").GetString(), $"{receipt.Height}");
        Assert.Equal(recorded.GetProperty("gasWanted").GetString(), $"{receipt.GasWanted}");
        Assert.Equal(recorded.GetProperty("gasUsed").GetString(), $"{receipt.GasUsed}");
        Assert.Equal(recorded.TryGetProperty("codespace", out var codespace) ? codespace.GetString() : null, receipt.Error?.Codespace);
        Assert.Equal(recorded.TryGetProperty("rawLog", out var log) ? log.GetString() : null, receipt.Error?.Log);
        Assert.Equal(Failures.TryGetValue(name, out var reason) ? reason : null, receipt.Error?.Reason);
        AssertFee(captured.Response.GetProperty("tx").GetProperty("authInfo").GetProperty("fee"), receipt);
        AssertEvents(recorded.GetProperty("events"), receipt);
    }

    [Theory]
    [InlineData("get-tx-not-found")]
    [InlineData("get-tx-still-pending")]
    public async Task A_transaction_that_is_pending_or_unknown_is_null(string name)
    {
        var captured = CapturedCall.Get(name);
        await using var server = await ReplayServer.StartAsync(captured);
        await using var client = new AlloraClient(server.Network);

        Assert.Null(await client.GetTransactionAsync(Hash(captured), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("get-tx-bad-hash", StatusCode.Unknown)]
    [InlineData("get-tx-empty-hash", StatusCode.InvalidArgument)]
    public async Task A_hash_that_is_none_is_an_error(string name, StatusCode status)
    {
        var captured = CapturedCall.Get(name);
        await using var server = await ReplayServer.StartAsync(captured);
        await using var client = new AlloraClient(server.Network);

        var failure = await Assert.ThrowsAsync<AlloraException>(
            () => client.GetTransactionAsync(Hash(captured), TestContext.Current.CancellationToken));

        Assert.Equal((AlloraErrorReason.InvalidRequest, false, status), (failure.Reason, failure.IsTransient, failure.Status));
    }

    [Fact]
    public void Nothing_recorded_is_left_out()
    {
        var unanswered = CapturedCall.Of("GetTx").Where(call => !call.Succeeded).Select(call => call.Name);

        Assert.Equal(["get-tx-not-found", "get-tx-bad-hash", "get-tx-empty-hash", "get-tx-still-pending"], unanswered);
        Assert.Equal([], Failures.Keys.Except(Found.Select(row => row.Data)));
    }

    private static void AssertFee(JsonElement recorded, TransactionReceipt receipt)
    {
        Assert.Equal(
            recorded.GetProperty("amount").EnumerateArray().Select(coin => Text(coin, "amount") + Text(coin, "denom")),
            receipt.Fee.Amount.Select(coin => $"{coin.Amount}{coin.Denom}"));
        Assert.Equal(recorded.GetProperty("gasLimit").GetString(), $"{receipt.Fee.GasLimit}");
        Assert.Equal(recorded.TryGetProperty("granter", out var granter) ? granter.GetString() : "", receipt.Fee.Granter);
    }

    private static void AssertEvents(JsonElement recorded, TransactionReceipt receipt)
    {
        var expected = recorded.EnumerateArray().Select(one =>
            (Text(one, "type"), string.Join(", ", Attributes(one).Select(pair => $"{Text(pair, "key")}={Text(pair, "value")}"))));

        Assert.Equal(expected, receipt.Events.Select(one =>
            (one.Type, string.Join(", ", one.Attributes.Select(pair => $"{pair.Key}={pair.Value}")))));
    }

    private static JsonElement.ArrayEnumerator Attributes(JsonElement recorded) =>
        recorded.TryGetProperty("attributes", out var attributes) ? attributes.EnumerateArray() : default;

    private static string Hash(CapturedCall captured) => Text(captured.Json.GetProperty("request"), "hash");

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
