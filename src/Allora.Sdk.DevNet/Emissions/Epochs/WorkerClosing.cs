using System.Collections.Immutable;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Emissions.Settlement;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Protos.Emissions.V3;
using Dec = Allora.Sdk.Emissions.Numbers.Dec;
using ForecastElement = Allora.Sdk.Emissions.Inferences.ForecastElement;

namespace Allora.Sdk.DevNet.Emissions.Epochs;

/// <summary>The end of a worker window: the active set's payloads are committed, and the network's inference is made of them.</summary>
internal static class WorkerClosing
{
    /// <summary>If no reputer ever settles an epoch, the oldest are forgotten by number.</summary>
    private const int MostEpochs = 500;

    public static void Run(Execution run, ulong topicId, NonceWindow window)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var epoch = topic.EpochOf(window.Nonce);
        Execute.Update(run, topic with { WorkerNonces = topic.WorkerNonces.Remove(window), Epochs = topic.Epochs.Remove(window.Nonce) });
        if (!epoch.Inferences.IsEmpty)
            Commit(run, topicId, epoch);
        EmissionsEvents.Emit(run, new EventWorkerSubmissionWindowClosed { TopicId = topicId, NonceBlockHeight = window.Nonce });
        topic = run.State.Emissions.Topics[topicId];
        Execute.Update(run, topic with
        {
            Ledger = topic.Ledger with
            {
                Inferers = topic.Ledger.Inferers with { Active = topic.Ledger.Inferers.Active.Clear() },
                Forecasters = topic.Ledger.Forecasters with { Active = topic.Ledger.Forecasters.Active.Clear() },
            },
        });
    }

    private static void Commit(Execution run, ulong topicId, Epoch epoch)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var (nonce, schema) = (epoch.Nonce, run.State.Schema);
        if (topic.IsMulti && schema != DevNetSchema.V9)
        {
            var used = epoch.Inferences.Values.SelectMany(static record => record.Values.Select(static pair => pair.Label)).ToHashSet(StringComparer.Ordinal);
            epoch = epoch with { Labels = epoch.Labels.RemoveAll(label => !used.Contains(label)) };
        }

        if (epoch.Labels.IsEmpty)
            return;
        var committed = ForecastFilter.Committed(
            [.. epoch.Forecasts.Select(static pair => new WorkerForecast(pair.Key, Elements(pair.Value)))],
            epoch.Inferences.Keys.ToHashSet(StringComparer.Ordinal));
        epoch = epoch with
        {
            IsClosed = true,
            Forecasts = epoch.Forecasts.RemoveRange(epoch.Forecasts.Keys.Except(committed.Select(static one => one.Forecaster), StringComparer.Ordinal)),
            CommittedForecasts = committed,
            ActiveInferers = [.. topic.Ledger.Inferers.Active],
            ActiveForecasters = [.. topic.Ledger.Forecasters.Active],
        };
        EmissionsEvents.Emit(run, new EventEpochLabelRegistryFrozen { TopicId = topicId, NonceBlockHeight = nonce, RegistrySize = (ulong)epoch.Labels.Count });
        var commit = new Nonce { BlockHeight = nonce };
        topic = topic.With(epoch) with
        {
            WorkerLastCommit = new TimestampedActorNonce { BlockHeight = run.Height, Nonce = commit },
            ReputerNonces = topic.ReputerNonces.Insert(0, ReputerWindows.Of(topic.Definition, nonce)),
        };
        Execute.Update(run, topic.Epochs.Count > MostEpochs ? topic with { Epochs = topic.Epochs.Remove(topic.Epochs.Keys.First()) } : topic);
        // The chain keeps what was written until a step fails, and skips what follows.
        if (!Infer(run, topicId, epoch))
            return;
        EmissionsEvents.Emit(run, new EventActiveInferersSet { TopicId = topicId, NonceBlockHeight = nonce, Addresses = { epoch.ActiveInferers } });
        EmissionsEvents.Emit(run, new EventActiveForecastersSet { TopicId = topicId, NonceBlockHeight = nonce, Addresses = { epoch.ActiveForecasters } });
        EmissionsEvents.Emit(run, new EventWorkerLastCommitSet { TopicId = topicId, BlockHeight = run.Height, Nonce = commit });
    }

    private static bool Infer(Execution run, ulong topicId, Epoch epoch)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var parameters = SettlementParameters.Of(topic, run.State.Schema);
        ImmutableArray<WorkerValues> inferences =
            [.. epoch.Inferences.Select(pair => new WorkerValues(pair.Key, Padded(pair.Value, epoch.Labels, parameters.LabelDefaultValue)))];
        var result = WorkerClose.Run(
            topic.Ledger,
            inferences,
            epoch.CommittedForecasts,
            parameters,
            SettlementParameters.Of(run.State.Emissions.Params),
            SettlementParameters.Version(run));
        Execute.Update(run, topic.With(epoch with
        {
            Network = result.Inference is { } inference ? InferenceBundles.Reply(topicId, epoch.Nonce, inference, epoch.Labels) : null,
            OutlierResistant = result.OutlierResistant is { } resistant ? InferenceBundles.Reply(topicId, epoch.Nonce, resistant, epoch.Labels) : null,
        }) with
        { Ledger = result.Ledger });
        InferenceEvents.Emit(run, topicId, epoch.Nonce, result, epoch.Labels);
        return result.Failure is null;
    }

    private static ImmutableArray<ForecastElement> Elements(ForecastRecord record) =>
        [.. record.Input.ForecastElements.Select(static element => new ForecastElement(element.Inferer, Dec.Parse(element.Value)))];

    private static ImmutableArray<Dec> Padded(InferenceRecord record, ImmutableList<string> labels, Dec other) =>
        [.. labels.Select(label => record.ValueOf(label)?.ToExact() ?? other)];
}
