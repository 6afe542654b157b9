using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Allora.Sdk.Diagnostics;

namespace Allora.Sdk.Tests.Diagnostics;

/// <summary>Listens to the library's spans and metrics, as an exporter does.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;

    public Recorder()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AlloraTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == AlloraTelemetry.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Values.Enqueue(new Value(instrument.Name, value, Read(tags))));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Values.Enqueue(new Value(instrument.Name, value, Read(tags))));
        _meters.Start();
    }

    public ConcurrentQueue<Activity> Spans { get; } = [];

    public ConcurrentQueue<Value> Values { get; } = [];

    /// <summary>Asks the gauges.</summary>
    public void Collect() => _meters.RecordObservableInstruments();

    /// <summary>The sum of what was measured under a name, where the tags match.</summary>
    public double Sum(string name, params (string Key, object Value)[] tags) => Of(name, tags).Sum(v => v.Number);

    public IReadOnlyList<Value> Of(string name, params (string Key, object Value)[] tags) =>
        [.. Values.Where(v => v.Name == name && tags.All(t => v.Tags.TryGetValue(t.Key, out var value) && t.Value.Equals(value)))];

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    private static Dictionary<string, object?> Read(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var read = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
            read[key] = value;
        return read;
    }

    internal sealed record Value(string Name, double Number, IReadOnlyDictionary<string, object?> Tags);
}
