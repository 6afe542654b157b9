using Allora.Sdk.Diagnostics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Allora.Cli.Telemetry;

/// <summary>Sends metrics and traces to a collector, if the standard variable names one. The other variables of OTLP are followed, too.</summary>
internal sealed class TelemetryPush : IDisposable
{
    /// <summary>The variable of OpenTelemetry with the collector's address.</summary>
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    private TelemetryPush()
    {
        // OTEL_SERVICE_NAME replaces the name.
        var resource = ResourceBuilder.CreateEmpty().AddService("allora").AddTelemetrySdk().AddEnvironmentVariableDetector();
        _metrics = OpenTelemetry.Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(AlloraTelemetry.Name).AddOtlpExporter().Build();
        _traces = OpenTelemetry.Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(AlloraTelemetry.Name).AddOtlpExporter().Build();
    }

    /// <summary>Starts if the variable is set; what is left is sent when it is disposed.</summary>
    public static TelemetryPush? StartIfWanted() => string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Variable)) ? null : new TelemetryPush();

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }
}
