namespace Allora.Sdk.Roles;

/// <summary>A reputer of one's own: from a value of the network (a number or labels) to a loss. If truth and loss are separate, <see cref="IGroundTruth"/> is simpler.</summary>
public interface IReputerFunction
{
    /// <summary>Prepares the losses of one nonce: one call for each nonce, again only after a failure.</summary>
    /// <param name="context">The nonce, its time, and the network's values.</param>
    /// <param name="cancellationToken">Cancelled when the deadline passes, when the window closes, or when the host stops for good.</param>
    /// <returns>The function that is then called for each value of the network, or <see cref="LossFunction.Skip"/>. An exception is retried while the window is open.</returns>
    ValueTask<LossFunction> PrepareAsync(ReputerContext context, CancellationToken cancellationToken);
}
