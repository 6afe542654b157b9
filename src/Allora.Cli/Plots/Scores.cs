using Allora.Sdk;

namespace Allora.Cli.Plots;

/// <summary>Scores that the chain still keeps.</summary>
internal static class Scores
{
    /// <summary>An inferer's score for a nonce; null while the losses are missing, or after it was dropped.</summary>
    public static async Task<string?> GetInfererScoreAsync(this AlloraClient client, ulong topicId, long nonce, string worker, CancellationToken cancellationToken)
    {
        var scores = await client.GetSchemaNameAsync(cancellationToken) == "v9"
            ? (await client.Services.EmissionsV9.GetWorkerInferenceScoresAtBlockAsync(new Sdk.Protos.Emissions.V9.GetWorkerInferenceScoresAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Scores
            : (await client.Services.EmissionsV10.GetWorkerInferenceScoresAtBlockAsync(new Sdk.Protos.Emissions.V10.GetWorkerInferenceScoresAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Scores;
        return scores?.Scores_.FirstOrDefault(score => score.Address == worker)?.Score_;
    }
}
