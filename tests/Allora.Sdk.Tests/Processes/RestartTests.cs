using System.Globalization;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Tests.Workers;

namespace Allora.Sdk.Tests.Processes;

/// <summary>
/// kill -9 again and again, at random moments, of a worker whose provider answers otherwise at each call: for no nonce there are two bundles or two
/// payments, and no restart takes the worker's own submissions for somebody else's. ALLORA_RESTARTS sets the number of kills.
/// </summary>
public sealed class RestartTests(ITestOutputHelper output)
{
    private const string Variable = "ALLORA_RESTARTS";

    private static readonly TimeSpan Block = TimeSpan.FromMilliseconds(100);
    private static readonly JournalKey Key = new() { ChainId = AlloraNetwork.Local.ChainId, Wallet = WorkerScene.FirstAccount().Address };

    [Fact]
    public async Task Kills_at_any_moment_leave_one_bundle_for_a_nonce_and_no_false_alarm()
    {
        var ct = TestContext.Current.CancellationToken;
        var kills = int.Parse(Environment.GetEnvironmentVariable(Variable) ?? "8", CultureInfo.InvariantCulture);
        var state = Directory.CreateTempSubdirectory("allora-restarts-").FullName;
        await using var chain = await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = Genesis() }, ct);
        // Long enough to be killed in.
        chain.Faults.Add(new Fault { Kind = FaultKind.Latency, Method = "Simulate", Delay = TimeSpan.FromMilliseconds(150) });
        var random = new Random(kills);
        var (alarms, unsent, bundles) = (new List<string>(), new HashSet<long>(), new Dictionary<long, string>());
        for (var kill = 0; kill < kills; kill++)
        {
            await using var worker = WorkerProcess.StartVarying(chain.Network, state);
            await worker.LineAsync("READY", ct);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(900)), ct);
            await worker.KillAsync(ct);
            alarms.AddRange(worker.Rest().Where(IsAlarm));
            Read(state, bundles, unsent);
        }

        var paid = chain.Transactions().Where(static tx => tx.Code == 0).SelectMany(static tx => Payloads(tx.Bytes)).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kills} kills, {unsent.Count} of them between the bundle's signature and its broadcast; {bundles.Count} nonces signed, {paid.Count} payloads in blocks, {alarms.Count} alarms"));
        Assert.Empty(alarms);
        Assert.Equal(paid.Count, paid.Select(static one => one.Nonce).Distinct().Count());
        // What a block took is what the journal had signed: other bundles would have other values.
        Assert.All(paid, one => Assert.Equal(bundles[one.Nonce], one.Bundle));
    }

    private static bool IsAlarm(string line) => line.StartsWith("UsedElsewhere", StringComparison.Ordinal) || line.StartsWith("Rejected", StringComparison.Ordinal) || line.StartsWith("REFUSED", StringComparison.Ordinal);

    // As a file: opening the killed worker's journal would be one more run.
    private static void Read(string state, Dictionary<long, string> bundles, HashSet<long> unsent)
    {
        var content = JournalFile.Read(FileJournal.PathOf(state, Key));
        foreach (var record in content.Records.Where(static record => record.Kind == JournalRecordKind.Bundled))
        {
            var bundle = BundleOf(InsertWorkerPayloadRequest.Parser.ParseFrom(record.Bytes!.Value.Span));
            Assert.Equal(bundles.GetValueOrDefault(record.Nonce, bundle), bundle);
            bundles[record.Nonce] = bundle;
        }

        var last = content.Records.FindLast(static record => record.Kind == JournalRecordKind.Bundled)?.Nonce;
        if (last is { } nonce && !content.Records.Exists(record => record.Kind == JournalRecordKind.Prepared && record.Nonce == nonce))
            unsent.Add(nonce);
    }

    private static IEnumerable<(long Nonce, string Bundle)> Payloads(ReadOnlyMemory<byte> transaction)
    {
        foreach (var message in TxBody.Parser.ParseFrom(TxRaw.Parser.ParseFrom(transaction.Span).BodyBytes).Messages)
        {
            if (message.TypeUrl != "/emissions.v10.InsertWorkerPayloadRequest")
                continue;
            var request = InsertWorkerPayloadRequest.Parser.ParseFrom(message.Value);
            yield return (request.WorkerDataBundle.Nonce.BlockHeight, BundleOf(request));
        }
    }

    private static string BundleOf(InsertWorkerPayloadRequest request) =>
        request.WorkerDataBundle.InferencesForecastsBundleSignature.ToBase64() + request.WorkerDataBundle.InferenceForecastsBundle.Inference.Value + string.Join(',', request.WorkerDataBundle.InferenceForecastsBundle.Inference.Values.Select(static one => one.Value));

    private static DevNetGenesis Genesis() => DevNetGenesis.Default with
    {
        BlockInterval = Block,
        Topics = [new GenesisTopic { Id = WorkerScene.Topic, EpochLength = 10, WorkerSubmissionWindow = 9, GroundTruthLag = 10, FirstWindow = 10, Workers = [Key.Wallet] }],
    };
}
