using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Protos.Feemarket.V1;
using Allora.Sdk.Tests.Chain.Replay;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Coin = Allora.Sdk.Protos.Cosmos.Base.V1Beta1.Coin;

namespace Allora.Sdk.Tests.Chain.Transport;

/// <summary>A value that cannot be read is a fault of the endpoint that sent it: named, transient, and another endpoint is asked.</summary>
public class UnreadableReplyTests
{
    private const string Address = "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r";

    private static readonly Timestamp Impossible = new() { Seconds = long.MaxValue, Nanos = 0 };

    private static readonly Dictionary<string, (IMessage Broken, IMessage Whole, Func<AlloraClient, Task> Ask)> Cases = new()
    {
        ["balance"] = (Balance("abc"), Balance("5"), static client => client.GetBalanceAsync(Address, Ct)),
        ["balance of a million digits"] = (Balance(new string('9', 1_000_000)), Balance("5"), static client => client.GetBalanceAsync(Address, Ct)),
        ["negative balance"] = (Balance("-1"), Balance("5"), static client => client.GetBalanceAsync(Address, Ct)),
        ["no balance"] = (new QueryBalanceResponse(), Balance("5"), static client => client.GetBalanceAsync(Address, Ct)),
        ["no gas price"] = (new GasPriceResponse(), Price("10"), static client => client.GetGasPriceAsync(Ct)),
        ["negative gas price"] = (Price("-5"), Price("10"), static client => client.GetGasPriceAsync(Ct)),
        ["gas price of a million digits"] = (Price(new string('9', 1_000_000)), Price("10"), static client => client.GetGasPriceAsync(Ct)),
        ["gas price"] = (Price("abc"), Price("10"), static client => client.GetGasPriceAsync(Ct)),
        ["block time"] = (Block(Impossible, 7), Block(new Timestamp { Seconds = 1 }, 7), static client => client.GetBlockHeaderAsync(null, Ct)),
        ["block height"] = (Block(new Timestamp { Seconds = 1 }, -7), Block(new Timestamp { Seconds = 1 }, 7), static client => client.GetBlockHeaderAsync(null, Ct)),
        ["no block"] = (new GetLatestBlockResponse(), Block(new Timestamp { Seconds = 1 }, 7), static client => client.GetBlockHeaderAsync(null, Ct)),
        ["no header"] = (new GetLatestBlockResponse { Block = new() }, Block(new Timestamp { Seconds = 1 }, 7), static client => client.GetBlockHeaderAsync(null, Ct)),
        ["no header of a reported block"] = (new GetBlockByHeightResponse { Block = new() }, Reported(), static client => client.GetReportedBlockHeaderAsync(7, Ct)),
        ["no topic"] = (new GetTopicResponse(), Topic("0.1"), static client => client.GetTopicAsync(1, Ct)),
        ["topic"] = (Topic("abc"), Topic("0.1"), static client => client.GetTopicAsync(1, Ct)),
        ["stake"] = (Stake("abc"), Stake("5"), static client => client.GetOwnStakeAsync(1, Address, Ct)),
        ["empty stake"] = (Stake(""), Stake("5"), static client => client.GetOwnStakeAsync(1, Address, Ct)),
        ["parameters"] = (new GetParamsResponse(), Parameters(), static client => client.GetEmissionsParamsAsync(Ct)),
        ["score"] = (Scores("abc"), Scores("0.5"), static client => client.GetScoresAsync(SubmissionActor.Inferer, 1, 5, Ct)),
        ["inference"] = (Inferences("abc"), Inferences("0.5"), static client => client.GetLatestInferencesAsync(1, Ct)),
        ["network inference"] = (Network("abc"), Network("0.5"), static client => client.GetNetworkInferenceAsync(1, 5, Ct)),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_named_and_the_next_endpoint_answers(string name)
    {
        var (broken, whole, ask) = Cases[name];
        await using var odd = await ReplayServer.StartAsync(call => Answer(call, broken));
        await using var healthy = await ReplayServer.StartAsync(call => Answer(call, whole));
        await using var alone = new AlloraClient(odd.Network);
        await using var both = new AlloraClient(AlloraNetwork.Local with { Endpoints = [new(odd.Endpoint), new(healthy.Endpoint)] });

        var failure = await Assert.ThrowsAsync<AlloraException>(() => ask(alone));
        await ask(both);

        Assert.Equal((AlloraErrorReason.Transport, true), (failure.Reason, failure.IsTransient));
        Assert.Contains($"the reply of http://127.0.0.1:{odd.Port} cannot be read", failure.Message, StringComparison.Ordinal);
        Assert.InRange(failure.Message.Length, 1, 5000);
        Assert.Contains(healthy.Received, call => !IsProbe(call));
    }

    // Whoever asks for the schema first is told v10; the prober's question is not part of the test.
    private static ReplayAnswer Answer(ReceivedCall call, IMessage reply)
    {
        if (call.Method.EndsWith("/IsTopicActive", StringComparison.Ordinal))
            return ReplayAnswer.Reply(new IsTopicActiveResponse { IsActive = true });
        return call.Method.EndsWith("/GetSyncing", StringComparison.Ordinal) ? ReplayAnswer.Reply(new GetSyncingResponse()) : ReplayAnswer.Reply(reply);
    }

    private static bool IsProbe(ReceivedCall call) =>
        call.Method.EndsWith("/GetSyncing", StringComparison.Ordinal) || call.Method.EndsWith("/IsTopicActive", StringComparison.Ordinal);

    private static QueryBalanceResponse Balance(string amount) => new() { Balance = new Coin { Denom = "uallo", Amount = amount } };

    private static GasPriceResponse Price(string amount) => new() { Price = new() { Denom = "uallo", Amount = amount } };

    private static GetLatestBlockResponse Block(Timestamp time, long height) => new() { Block = new() { Header = new() { Time = time, Height = height } } };

    private static GetBlockByHeightResponse Reported() => new() { Block = new() { Header = new() { Time = new Timestamp { Seconds = 1 }, Height = 7 } } };

    private static GetTopicResponse Topic(string tolerance) => new() { Topic = new() { Id = 1, UnityTolerance = tolerance } };

    private static GetStakeFromReputerInTopicInSelfResponse Stake(string amount) => new() { Amount = amount };

    private static GetParamsResponse Parameters() => new() { Params = new() { RequiredMinimumStake = "100" } };

    private static GetWorkerInferenceScoresAtBlockResponse Scores(string score) => new() { Scores = new() { Scores_ = { new Protos.Emissions.V3.Score { Address = Address, Score_ = score } } } };

    private static GetLatestTopicInferencesResponse Inferences(string value) => new() { Inferences = new() { Inferences_ = { new Inference { Inferer = Address, Values = { value } } } } };

    private static GetNetworkInferencesAtBlockResponse Network(string value) => new() { NetworkInferences = new() { CombinedValue = { new LabeledValue { LabelName = "y", Value = value } } } };
}
