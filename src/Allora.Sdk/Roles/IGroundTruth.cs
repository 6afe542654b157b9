namespace Allora.Sdk.Roles;

/// <summary>Tells what came true. Beside a loss this is all that a reputer needs.</summary>
public interface IGroundTruth
{
    /// <summary>
    /// Tells what came true for a nonce. Once answered it is not asked again for the same topic and nonce: retries use the same answer, and so does
    /// the next process, from the journal.
    /// </summary>
    /// <param name="context">The nonce, its time, and what the network said.</param>
    /// <param name="cancellationToken">Cancelled when the deadline passes, when the window closes, or when the host stops for good.</param>
    /// <returns>The truth, or <see cref="GroundTruth.Skip"/> where there will be none. While it is not known yet, throw: an exception is retried while the window is open.</returns>
    ValueTask<GroundTruth> GetAsync(ReputerContext context, CancellationToken cancellationToken);
}
