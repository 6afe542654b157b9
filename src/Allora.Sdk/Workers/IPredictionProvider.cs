namespace Allora.Sdk;

/// <summary>The model that answers a topic's windows, written by the user. One call for each window; calls for different topics may overlap.</summary>
public interface IPredictionProvider
{
    /// <summary>Answers one window.</summary>
    /// <param name="context">The topic, the nonce, its block time and the time that is left.</param>
    /// <param name="cancellationToken">Cancelled when <see cref="WindowContext.Deadline"/> passes, when the window closes, or when the host stops for good.</param>
    /// <returns>A value, labelled values, or <see cref="Prediction.Skip"/>. An exception is retried while the window is open.</returns>
    ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken);
}
