namespace Allora.Sdk;

/// <summary>Single submissions, for programs that run no worker.</summary>
public static class AlloraClientSubmissions
{
    /// <summary>
    /// Submits one prediction for a nonce whose window is open, and waits for the terminal result: signed, simulated, journaled, paid and
    /// followed as a worker does, by the wallet's one sender. The wallet is registered in the topic if it is not.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="nonce">The nonce: the height (blocks) at which the window opened; see <see cref="AlloraClient.GetOpenWorkerNoncesAsync"/>.</param>
    /// <param name="prediction">The prediction.</param>
    /// <param name="options">Fees, dry run, registration; the defaults if null. Its topic is replaced by <paramref name="topicId"/>.</param>
    /// <param name="cancellationToken">Stops waiting. A transaction that was sent by then stays in the journal and is followed up by the next run.</param>
    /// <returns>The terminal result; <see cref="SubmissionStatus.Missed"/> if the window is not open.</returns>
    /// <exception cref="AlloraException">The node serves another chain, there is no such topic, the journal is in use, or no node answered in time.</exception>
    public static async Task<SubmissionResult> SubmitAsync(
        this AlloraClient client,
        AlloraWallet wallet,
        ulong topicId,
        long nonce,
        Prediction prediction,
        WorkerOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(prediction);
        var given = (options ?? new WorkerOptions()).ForTopic(topicId);
        var runner = new WorkerRunner(client, wallet, new GivenPrediction(prediction), given);
        await using var owned = runner.ConfigureAwait(false);
        return await runner.RunOneAsync(nonce, cancellationToken).ConfigureAwait(false);
    }

    private sealed class GivenPrediction(Prediction prediction) : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(prediction);
    }
}
