using System.Globalization;
using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Emissions.V9;
using Allora.TestData;
using Google.Protobuf;
using InputForecast = Allora.Sdk.Protos.Emissions.V10.InputForecast;
using InputForecastElement = Allora.Sdk.Protos.Emissions.V10.InputForecastElement;
using InputInference = Allora.Sdk.Protos.Emissions.V10.InputInference;
using InputInferenceForecastBundle = Allora.Sdk.Protos.Emissions.V10.InputInferenceForecastBundle;
using InsertReputerPayloadRequest = Allora.Sdk.Protos.Emissions.V10.InsertReputerPayloadRequest;
using InsertWorkerPayloadRequest = Allora.Sdk.Protos.Emissions.V10.InsertWorkerPayloadRequest;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>The events of captured blocks: same types, same order, same attributes, same shapes of values.</summary>
public sealed class BlockEventTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("as captured", 0, 0)]
    [InlineData("another genesis", 5000, 40)]
    public async Task Blocks_whose_windows_open_and_close(string name, long heights, ulong topics)
    {
        var cast = new Cast(name, heights, topics);
        await using var stage = await Stage.StartAsync(cast, 31, 16, 1);
        await CompareAsync(stage, cast, "ws-new-block-events.json", name);
    }

    [Theory]
    [InlineData("as captured", 0, 0)]
    [InlineData("another genesis", 5000, 40)]
    public async Task An_epoch_with_losses_scores_and_rewards(string name, long heights, ulong topics)
    {
        var cast = new Cast(name, heights, topics);
        await using var stage = await Stage.StartAsync(cast, 53, 16, 1);
        await stage.StepToAsync(cast.Height(271));
        await stage.BroadcastAsync(cast, 0, 53, Both(cast.Wallets[0], cast.Topic(2), cast.Height(271)));
        await stage.StepToAsync(cast.Height(291));
        await stage.BroadcastAsync(cast, 1, 16, Loss(cast.Wallets[1], cast.Wallets[0].Address, cast.Topic(2), cast.Height(271)));
        await CompareAsync(stage, cast, "ws-epoch-with-losses.json", name);
    }

    private static InsertWorkerPayloadRequest Both(TestWallet wallet, ulong topicId, long nonce)
    {
        var forecast = new InputForecast { TopicId = topicId, BlockHeight = nonce, Forecaster = wallet.Address };
        forecast.ForecastElements.Add(new InputForecastElement { Inferer = wallet.Address, Value = "1.5" });
        return Payloads.Sign(wallet, topicId, nonce, new InputInferenceForecastBundle
        {
            Inference = new InputInference { TopicId = topicId, BlockHeight = nonce, Inferer = wallet.Address, Value = "0.02" },
            Forecast = forecast,
        });
    }

    private static InsertReputerPayloadRequest Loss(TestWallet reputer, string worker, ulong topicId, long nonce)
    {
        var bundle = new InputValueBundle
        {
            TopicId = topicId,
            ReputerRequestNonce = new Protos.Emissions.V3.ReputerRequestNonce { ReputerNonce = new Protos.Emissions.V3.Nonce { BlockHeight = nonce } },
            Reputer = reputer.Address,
            CombinedValue = "-4.1",
            NaiveValue = "-4.1",
        };
        bundle.InfererValues.Add(new InputWorkerAttributedValue { Worker = worker, Value = "-4.1" });
        return new InsertReputerPayloadRequest
        {
            Sender = reputer.Address,
            ReputerValueBundle = new InputReputerValueBundle
            {
                ValueBundle = bundle,
                Signature = ByteString.CopyFrom(reputer.Sign(bundle.ToByteArray())),
                Pubkey = reputer.PublicKeyHex,
            },
        };
    }

    private async Task CompareAsync(Stage stage, Cast cast, string file, string name)
    {
        List<string> failures = [];
        var compared = 0;
        foreach (var (height, captured) in Frames(file))
        {
            await stage.StepToAsync(cast.Height(height));
            var ours = stage.DevNet.Nodes[0].Node.GetBlock(cast.Height(height))!.BlockEvents.Select(Shape).ToList();
            var theirs = captured.Select(Shape).ToList();
            compared++;
            if (!theirs.SequenceEqual(ours))
                failures.Add($"{height}: {string.Join('\n', theirs.Except(ours))}\n-- ours --\n{string.Join('\n', ours.Except(theirs))}\n-- order --\n{string.Join(' ', captured.Select(static e => e.Type))}");
        }

        output.WriteLine($"captures {file}, block events, {name}: {compared - failures.Count} of {compared} blocks conform");
        Assert.True(compared > 0 && failures.Count == 0, string.Join("\n\n", failures));
    }

    private static string Shape(AbciEvent emitted) =>
        $"{emitted.Type}: {string.Join(", ", emitted.Attributes.Select(static pair => $"{pair.Key}={TextShape.Of(pair.Value)}"))}";

    private static IEnumerable<(long Height, List<AbciEvent> Events)> Frames(string file)
    {
        foreach (var frame in Data.Capture(file).EnumerateArray().Where(static frame => frame.TryGetProperty("text", out _)))
        {
            using var text = JsonDocument.Parse(frame.GetProperty("text").GetString()!);
            if (!text.RootElement.GetProperty("result").TryGetProperty("data", out var data))
                continue;
            var value = data.GetProperty("value");
            yield return (
                long.Parse(value.GetProperty("height").GetString()!, CultureInfo.InvariantCulture),
                [
                    .. value.GetProperty("events").EnumerateArray().Select(static emitted => new AbciEvent(
                        emitted.GetProperty("type").GetString()!,
                        [.. emitted.GetProperty("attributes").EnumerateArray().Select(static pair => new AbciAttribute(pair.GetProperty("key").GetString()!, pair.GetProperty("value").GetString() ?? ""))])),
                ]);
        }
    }
}
