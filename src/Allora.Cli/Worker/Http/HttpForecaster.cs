using Allora.Cli.Worker.Entries;
using Allora.Sdk.Encodings;
using Allora.Sdk.Roles;

namespace Allora.Cli.Worker.Http;

/// <summary>A forecaster behind HTTP: the expected loss of each inferer, by address.</summary>
internal sealed class HttpForecaster(WorkerEntry entry) : IForecastProvider, IDisposable
{
    private readonly HttpSource _source = new(entry.ForecastEndpoint!, entry);

    public async ValueTask<Forecast> ForecastAsync(ForecastContext context, CancellationToken cancellationToken)
    {
        var who = _source.ToString();
        if (await _source.AskAsync(context.TopicId, context.Nonce, cancellationToken) is not { } text)
            return Forecast.Skip($"{who} has no answer for this window");
        var values = _source.Read(text, answer => Answers.ByAddress(answer, who));
        return values.Count == 0 ? Forecast.Skip($"{who} returned no inferer") : Forecast.Values(values);
    }

    public void Dispose() => _source.Dispose();
}
