using System.Globalization;

namespace Allora.Sdk.Workers.Answering;

/// <summary>Compares predictions with others' inferences in the topic's last closed window, queried at most once an interval.</summary>
internal sealed class ZScoreGuard(AlloraClient client, string address, WorkerOptions options)
{
    private const int FewestInferers = 3;
    private const double Informs = 2;
    private const double Warns = 3;

    private readonly Lock _lock = new();
    private Task<double[]>? _others;
    private long _askedAt;

    /// <exception cref="AlloraException">No node answered.</exception>
    public async Task<GuardFinding?> CheckAsync(Prediction prediction)
    {
        if (!options.Guards.ZScore || prediction.Scalar is not { } scalar)
            return null;
        var others = await OthersAsync().ConfigureAwait(false);
        if (others.Length < FewestInferers)
            return null;
        var value = scalar.ToDouble();
        var mean = others.Average();
        var deviation = Math.Sqrt(others.Sum(other => (other - mean) * (other - mean)) / others.Length);
        var distance = Math.Abs(value - mean);
        // If all others agree, their deviation is zero and no distance can be expressed in it.
        var z = deviation > 0 ? distance / deviation : distance > 0 ? double.PositiveInfinity : 0;
        if (z <= Informs)
            return null;
        var text = string.Create(CultureInfo.InvariantCulture, $"{value:G6} is {z:G3} standard deviations away from the mean {mean:G6} of {others.Length} other inferers");
        return new GuardFinding { Guard = GuardKind.ZScore, Severity = z > Warns ? GuardSeverity.Warning : GuardSeverity.Information, Message = text };
    }

    private Task<double[]> OthersAsync()
    {
        lock (_lock)
        {
            if (_others is null || _others.IsFaulted || client.Time.GetElapsedTime(_askedAt) >= options.Guards.ZScoreInterval)
            {
                _askedAt = client.Time.GetTimestamp();
                _others = QueryAsync();
            }

            return _others;
        }
    }

    private async Task<double[]> QueryAsync()
    {
        var inferences = await client.GetLatestInferencesAsync(options.TopicId, CancellationToken.None).ConfigureAwait(false);
        return [.. inferences.Where(pair => pair.Address != address).Select(pair => pair.Value.ToDouble())];
    }
}
