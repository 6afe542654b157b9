using Allora.Sdk.Encodings;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>
/// Reads replies of the emissions module into the client's own values. It runs as a reply arrives: what it cannot read, it throws, and the
/// endpoint is blamed for it.
/// </summary>
internal static class EmissionsReader
{
    public static TopicInfo Topic(Topic? topic, string schema, bool takesLabels) => topic is null ? throw new InvalidDataException("the reply has no topic") : new TopicInfo
    {
        Id = topic.Id,
        Creator = topic.Creator,
        Metadata = topic.Metadata,
        LossMethod = topic.LossMethod,
        EpochLength = topic.EpochLength,
        GroundTruthLag = topic.GroundTruthLag,
        WorkerSubmissionWindow = topic.WorkerSubmissionWindow,
        EpochLastEnded = topic.EpochLastEnded,
        AllowNegative = topic.AllowNegative,
        IsMulti = topic.OutputArity == TopicOutputArity.Multi,
        RequireUnity = topic.RequireUnity,
        UnityTolerance = topic.UnityTolerance.Length == 0 ? ChainDecimal.Zero : ChainDecimal.ParseUnbounded(topic.UnityTolerance),
        MaxLabels = takesLabels ? topic.MaxLabelsPerSubmission : 1,
        LabelWhitelist = [.. topic.LabelWhitelist],
        LabelCaseSensitive = topic.LabelCaseSensitive,
        Schema = schema,
    };

    /// <summary>The scores of a nonce; none before its losses are in.</summary>
    public static IReadOnlyList<(string Address, ChainDecimal Score)> Scores(Protos.Emissions.V3.Scores? scores) =>
        [.. (scores?.Scores_ ?? []).Select(static one => (one.Address, ChainDecimal.ParseUnbounded(one.Score_)))];

    public static EmissionsParams Params(Protos.Emissions.V9.Params? read) => read is null
        ? throw new InvalidDataException("the reply has no parameters")
        : new EmissionsParams(UAllo.Parse(read.RequiredMinimumStake), read.MaxElementsPerForecast);
}
