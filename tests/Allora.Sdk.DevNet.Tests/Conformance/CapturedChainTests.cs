using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>
/// Captures of whole situations, played on a DevNet in the same one: payloads that another account sends for the worker, on both versions, and an epoch
/// with losses of the older one. Every value of a reply is compared, on another genesis too.
/// </summary>
public sealed class CapturedChainTests(ITestOutputHelper output)
{
    private const string RelayWorker = "allo1ngtt4x5l8quaj5sy7wrz566d0zpcwtlnyllq30";
    private const string SecondRelayWorker = "allo13qt0xr82rwxfgseef9gmykcs5m53ks4dq3u0yy";
    private const string OlderRelayWorker = "allo1u0c8204h30xgwk6g2l9wjf58fqyu025e6cpyer";
    private const string OlderRelayReputer = "allo1hmq2czlahtdqr34el4sce5faudrgm4np5j43u2";
    private const string OlderWorker = "allo1qkl6fmxwfrz8xzeevcum76nl9x3gkcssdd7a5u";
    private const string OlderReputer = "allo1r4anedj3wjn4u23wqwr46zq5l0s0ed92jkj0wk";

    // The recorded chains had these, so that several topics take part in one block.
    private static readonly Dictionary<string, string> Parameters = new() { ["min_epoch_length"] = "10", ["max_active_topics_per_block"] = "10" };

    // An error has no height.
    private static readonly Dictionary<string, long> Asked = new() { ["payload-simulate-window-closed"] = 93 };

    public static TheoryData<string, long, ulong> Casts => GrpcConformanceTests.Casts;

    [Theory]
    [MemberData(nameof(Casts))]
    public Task Payloads_that_another_account_sends(string name, long heights, ulong topics) => PlayAsync("relay-v10.json", name, heights, topics, cast => new DevNetGenesis
    {
        Topics = [.. new ulong[] { 5, 6 }.Select(id => Topic(cast, id, 88, 20, 10) with { Workers = [cast.Text(RelayWorker), cast.Text(SecondRelayWorker)] })],
    });

    [Theory]
    [MemberData(nameof(Casts))]
    public Task Payloads_that_another_account_sends_to_the_older_version(string name, long heights, ulong topics) => PlayAsync("relay-v9.json", name, heights, topics, cast => new DevNetGenesis
    {
        Schema = DevNetSchema.V9,
        Topics = [Topic(cast, 1, 16, 10, 4) with { Workers = [cast.Text(OlderRelayWorker)], Stake = new Dictionary<string, UAllo> { [cast.Text(OlderRelayReputer)] = UAllo.FromAllo("1000") } }],
    });

    [Theory]
    [MemberData(nameof(Casts))]
    public Task An_epoch_of_the_older_version(string name, long heights, ulong topics) => PlayAsync("v9-epoch.json", name, heights, topics, cast => new DevNetGenesis
    {
        Schema = DevNetSchema.V9,
        Topics =
        [
            Topic(cast, 3, 82, 20, 10) with
            {
                Metadata = "recorded",
                Creator = cast.Text(OlderWorker),
                Workers = [cast.Text(OlderWorker)],
                Funds = UAllo.Parse("1000000000000000075400"),
                Stake = new Dictionary<string, UAllo> { [cast.Text(OlderReputer)] = UAllo.FromAllo("1000") },
            },
            Topic(cast, 4, 85, 20, 10) with { WorkerWhitelist = [] },
        ],
    });

    private static GenesisTopic Topic(Cast cast, ulong id, long firstWindow, long epoch, long window) => new()
    {
        Id = cast.Topic(id),
        EpochLength = epoch,
        GroundTruthLag = epoch,
        WorkerSubmissionWindow = window,
        FirstWindow = cast.Height(firstWindow),
        Creator = cast.Wallets[0].Address,
        Funds = UAllo.FromAllo("1000"),
        Stake = new Dictionary<string, UAllo> { [cast.Wallets[0].Address] = UAllo.FromAllo("1000") },
    };

    private async Task PlayAsync(string file, string name, long heights, ulong topics, Func<Cast, DevNetGenesis> describe)
    {
        var cases = CaptureCase.Load(file);
        var actors = CapturedActors.Of(cases);
        var cast = new Cast(name, heights, topics, actors.Keys);
        await using var stage = await Stage.StartAsync(cast, describe(cast) with { Parameters = Parameters }, actors.Sequences);
        var replay = new Replay(stage, cast);
        await replay.RunAsync(cases, Asked);
        replay.Report(output, file, name, cases.Count);
    }
}
