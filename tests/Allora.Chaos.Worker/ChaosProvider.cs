using System.Globalization;
using Allora.Sdk;

namespace Allora.Chaos.Worker;

/// <summary>
/// Answers most questions at once, some late, some after a failure, some never; which is decided by seed, topic, nonce and attempt.
/// Writes when it was asked and when it answered: the judge reads that, and nothing else of this process.
/// </summary>
internal sealed class ChaosProvider(string wallet, Settings settings, JsonLines log) : IPredictionProvider
{
    public async ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        Write("ask");
        try
        {
            var answer = await AnswerAsync(context, cancellationToken);
            Write("answer");
            return answer;
        }
        catch (Exception exception)
        {
            Write(exception is OperationCanceledException ? "cancelled" : "threw");
            throw;
        }

        void Write(string what) => log.Write(
            what, ("wallet", wallet), ("topic", context.TopicId), ("nonce", context.Nonce), ("attempt", context.Attempt));
    }

    private async Task<Prediction> AnswerAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        var dice = new Random(HashCode(settings.Seed, context.TopicId, context.Nonce, context.Attempt));
        var share = dice.NextDouble();
        if (share < 0.02)
            throw new InvalidOperationException("the model failed, on demand");
        if (share < 0.03)
            await Task.Delay(TimeSpan.FromMilliseconds(settings.WindowMs * 2), TimeProvider.System, cancellationToken);
        else if (share < 0.035)
            await Task.Delay(TimeSpan.FromMilliseconds(settings.WindowMs * 2), TimeProvider.System, CancellationToken.None);
        else if (share < 0.10)
            await Task.Delay(TimeSpan.FromMilliseconds(settings.WindowMs * dice.NextDouble() * 0.3), TimeProvider.System, cancellationToken);
        return Prediction.Value(decimal.Parse($"0.{context.Nonce}1", CultureInfo.InvariantCulture));
    }

    // string.GetHashCode and System.HashCode differ from process to process.
    private static int HashCode(params ReadOnlySpan<object> parts)
    {
        var hash = 17UL;
        foreach (var part in parts)
            hash = (hash * 6364136223846793005UL) + Convert.ToUInt64(part, CultureInfo.InvariantCulture) + 1442695040888963407UL;
        return (int)(hash >> 33);
    }
}
