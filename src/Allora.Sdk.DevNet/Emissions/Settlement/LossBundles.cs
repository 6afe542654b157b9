using System.Collections.Immutable;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf;
using V3 = Allora.Sdk.Protos.Emissions.V3;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Emissions.Settlement;

/// <summary>Loss bundles as messages, as the arithmetic takes them, in replies and in events.</summary>
internal static class LossBundles
{
    /// <summary>The reputer in the network's own bundles.</summary>
    public const string Nobody = "allo1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqas6usy";

    public static LossBundle Read(V9.InputValueBundle bundle) => new()
    {
        Combined = Dec.Parse(bundle.CombinedValue),
        Naive = Dec.Parse(bundle.NaiveValue),
        Inferers = Attributed(bundle.InfererValues),
        Forecasters = Attributed(bundle.ForecasterValues),
        OneOutInferers = Withheld(bundle.OneOutInfererValues),
        OneOutForecasters = Withheld(bundle.OneOutForecasterValues),
        OneInForecasters = Attributed(bundle.OneInForecasterValues),
        OneOutInfererForecasters =
            [.. bundle.OneOutInfererForecasterValues.Select(static row => new WithheldRow(row.Forecaster, Withheld(row.OneOutInfererValues)))],
    };

    /// <summary>The reply for a nonce without losses.</summary>
    public static V3.ValueBundle None(ulong topicId) => new()
    {
        TopicId = topicId,
        ReputerRequestNonce = new V3.ReputerRequestNonce { ReputerNonce = new V3.Nonce() },
        CombinedValue = "0",
        NaiveValue = "0",
    };

    public static V3.ValueBundle Reply(ulong topicId, long nonce, string reputer, LossBundle losses, ByteString? extraData = null)
    {
        var bundle = new V3.ValueBundle
        {
            TopicId = topicId,
            ReputerRequestNonce = new V3.ReputerRequestNonce { ReputerNonce = new V3.Nonce { BlockHeight = nonce } },
            Reputer = reputer,
            ExtraData = extraData ?? ByteString.Empty,
            CombinedValue = losses.Combined.ToWireString(),
            NaiveValue = losses.Naive.ToWireString(),
        };
        bundle.InfererValues.AddRange(losses.Inferers.Select(Attributed));
        bundle.ForecasterValues.AddRange(losses.Forecasters.Select(Attributed));
        bundle.OneInForecasterValues.AddRange(losses.OneInForecasters.Select(Attributed));
        bundle.OneOutInfererValues.AddRange(losses.OneOutInferers.Select(Withheld));
        bundle.OneOutForecasterValues.AddRange(losses.OneOutForecasters.Select(Withheld));
        foreach (var row in losses.OneOutInfererForecasters)
        {
            var cells = new V3.OneOutInfererForecasterValues { Forecaster = row.Forecaster };
            cells.OneOutInfererValues.AddRange(row.WithheldInferers.Select(Withheld));
            bundle.OneOutInfererForecasterValues.Add(cells);
        }

        return bundle;
    }

    /// <summary>Bare lists in the order of the bundle, and a matrix of forecasters and inferers with NaN for gaps.</summary>
    public static EventValueBundle Event(LossBundle losses, DevNetSchema schema, ByteString? extraData = null)
    {
        var bundle = new EventValueBundle
        {
            ExtraData = extraData ?? ByteString.Empty,
            CombinedValue = losses.Combined.EventText(schema),
            NaiveValue = losses.Naive.EventText(schema),
        };
        bundle.InfererAddresses.AddRange(losses.Inferers.Addresses());
        bundle.InfererValues.AddRange(losses.Inferers.EventTexts(schema));
        bundle.ForecasterAddresses.AddRange(losses.Forecasters.Addresses());
        bundle.ForecasterValues.AddRange(losses.Forecasters.EventTexts(schema));
        bundle.OneOutInfererValues.AddRange(losses.OneOutInferers.EventTexts(schema));
        bundle.OneOutForecasterValues.AddRange(losses.OneOutForecasters.EventTexts(schema));
        bundle.OneInForecasterValues.AddRange(losses.OneInForecasters.EventTexts(schema));
        if (losses.OneOutInfererForecasters.Length > 0)
            bundle.OneOutInfererForecasterValues.AddRange(losses.Forecasters.Select(one => Row(Cells(losses, one.Worker).EventTexts(schema))));
        return bundle;
    }

    /// <summary>A list as the chain's arrays of decimals are written.</summary>
    public static string Row(IEnumerable<string> values) => "[" + string.Join(',', values.Select(static value => $"\"{value}\"")) + "]";

    private static IEnumerable<WorkerValue> Cells(LossBundle losses, string forecaster)
    {
        var cells = (losses.OneOutInfererForecasters.FirstOrDefault(row => row.Forecaster == forecaster)?.WithheldInferers ?? [])
            .DistinctBy(static cell => cell.Worker).ToDictionary(static cell => cell.Worker, static cell => cell.Value, StringComparer.Ordinal);
        return losses.Inferers.Select(inferer => new WorkerValue(inferer.Worker, cells.TryGetValue(inferer.Worker, out var value) ? value : Dec.NaN));
    }

    private static ImmutableArray<WorkerValue> Attributed(IEnumerable<V9.InputWorkerAttributedValue> values) =>
        [.. values.Select(static one => new WorkerValue(one.Worker, Dec.Parse(one.Value)))];

    private static ImmutableArray<WorkerValue> Withheld(IEnumerable<V9.InputWithheldWorkerAttributedValue> values) =>
        [.. values.Select(static one => new WorkerValue(one.Worker, Dec.Parse(one.Value)))];

    private static V3.WorkerAttributedValue Attributed(WorkerValue one) => new() { Worker = one.Worker, Value = one.Value.ToWireString() };

    private static V3.WithheldWorkerAttributedValue Withheld(WorkerValue one) => new() { Worker = one.Worker, Value = one.Value.ToWireString() };
}
