using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.State.Emissions;

/// <summary>A forecast as it came in.</summary>
internal sealed record ForecastRecord(InputForecast Input, long Height);
