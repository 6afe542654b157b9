using Allora.Sdk.Encodings;

namespace Allora.Sdk.Workers.Answering;

/// <summary>A worker's answer to one window: an inference, a forecast, or both.</summary>
/// <param name="Window">The window.</param>
/// <param name="Prediction">The inference, or null.</param>
/// <param name="Forecast">The forecast, or null.</param>
/// <param name="ForecastLimit">The chain's max_elements_per_forecast, 0 if it is not known.</param>
internal sealed record WorkerAnswer(PredictionContext Window, Prediction? Prediction, Forecast? Forecast = null, ulong ForecastLimit = 0);
