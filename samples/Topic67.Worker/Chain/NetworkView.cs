using System.Globalization;
using Allora.Sdk;
using Grpc.Core;
using V10 = Allora.Sdk.Protos.Emissions.V10;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Topic67.Worker.Chain;

/// <summary>Reads the chain's data about the topic's inferers: the network's inference and their scores, in either schema.</summary>
internal static class NetworkView
{
    public static async Task<(long Nonce, string Value, IReadOnlyList<string> Inferers)?> InferenceAsync(AlloraClient client, ulong topicId, CancellationToken cancellationToken)
    {
        try
        {
            var inference = await client.GetLatestNetworkInferenceAsync(topicId, cancellationToken).ConfigureAwait(false);
            return (inference.Nonce, inference.Combined?.ToString() ?? "", [.. inference.Inferers.Select(static one => one.Worker)]);
        }
        catch (AlloraException)
        {
            return null; // none yet, or the node is down: the score reports it
        }
    }

    public static async Task<double?> ScoreAsync(AlloraClient client, ulong topicId, string address, CancellationToken cancellationToken)
    {
        try
        {
            var text = await AskAsync(
                async () => (await new V10.QueryService.QueryServiceClient(client.Invoker)
                    .GetInfererScoreEmaAsync(new V10.GetInfererScoreEmaRequest { TopicId = topicId, Inferer = address }, cancellationToken: cancellationToken).ConfigureAwait(false)).Score?.Score_,
                async () => (await new V9.QueryService.QueryServiceClient(client.Invoker)
                    .GetInfererScoreEmaAsync(new V9.GetInfererScoreEmaRequest { TopicId = topicId, Inferer = address }, cancellationToken: cancellationToken).ConfigureAwait(false)).Score?.Score_).ConfigureAwait(false);
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) ? score : null;
        }
        catch (RpcException)
        {
            return null;
        }
    }

    /// <summary>
    /// An inferer's EMA score, and its rank among those of the newest network inference ("3 of 12"). A wallet that is not among them has no rank: the chain
    /// returns a score of 0 for every address.
    /// </summary>
    public static async Task<(double? Score, string? Rank)> RankAsync(AlloraClient client, ulong topicId, string address, CancellationToken cancellationToken)
    {
        var own = await ScoreAsync(client, topicId, address, cancellationToken).ConfigureAwait(false);
        var inferers = (await InferenceAsync(client, topicId, cancellationToken).ConfigureAwait(false))?.Inferers ?? [];
        if (inferers.Count == 0)
            return (own is 0 ? null : own, "none yet: the topic has no network inference");
        if (own is null || !inferers.Contains(address))
            return (own is 0 ? null : own, FormattableString.Invariant($"none: this wallet is not among the {inferers.Count} inferers of the newest network inference"));
        var others = await Task.WhenAll(inferers.Where(i => i != address).Select(i => ScoreAsync(client, topicId, i, cancellationToken))).ConfigureAwait(false);
        return (own, FormattableString.Invariant($"{others.Count(other => other > own) + 1} of {others.Length + 1}"));
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> newer, Func<Task<T>> older)
    {
        try
        {
            return await newer().ConfigureAwait(false);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unimplemented)
        {
            return await older().ConfigureAwait(false);
        }
    }
}
