namespace Allora.Sdk.Roles;

/// <summary>The source of the ground truth. With a loss, this is all that a reputer needs.</summary>
public interface IGroundTruth
{
    /// <summary>
    /// Returns the ground truth of a nonce. An answer is not requested again for the same topic and nonce: retries use the same answer, and so does
    /// the next process, from the journal.
    /// </summary>
    /// <param name="context">The nonce, its time, and the network's values.</param>
    /// <param name="cancellationToken">Cancelled when the deadline passes, when the window closes, or when the host stops for good.</param>
    /// <returns>The truth, or <see cref="GroundTruth.Skip"/> if there will be none. While it is not known yet, throw: an exception is retried while the window is open.</returns>
    ValueTask<GroundTruth> GetAsync(ReputerContext context, CancellationToken cancellationToken);
}
