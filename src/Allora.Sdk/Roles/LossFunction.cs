using Allora.Sdk.Chain;

namespace Allora.Sdk.Roles;

/// <summary>The losses of one nonce: a function from each value of the network to its loss.</summary>
public sealed class LossFunction
{
    private LossFunction(Func<NetworkValue, double>? function, bool isLogarithm, string? skipReason, string? note, ReadOnlyMemory<byte> extraData) =>
        (Function, IsLogarithm, SkipReason, Note, ExtraData) = (function, isLogarithm, skipReason, note, extraData);

    /// <summary>Why there are no losses for this nonce, or null.</summary>
    public string? SkipReason { get; }

    /// <summary>The source of the losses, shown in results and logs, never on chain; or null.</summary>
    public string? Note { get; }

    /// <summary>Bytes that go on chain with the losses. Default: none.</summary>
    public ReadOnlyMemory<byte> ExtraData { get; }

    internal Func<NetworkValue, double>? Function { get; }

    internal bool IsLogarithm { get; }

    /// <summary>
    /// A function that returns losses, zero or above; log10(loss + 1e-100) is sent. If it throws <see cref="ArgumentOutOfRangeException"/>
    /// for a worker's value (outside the loss's domain), that worker is left out.
    /// </summary>
    /// <param name="loss">From a value of the network to its loss, 0 or above.</param>
    public static LossFunction Of(Func<NetworkValue, double> loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new LossFunction(loss, false, null, null, default);
    }

    /// <summary>A function that returns logarithms of losses to the base of ten, which are sent unchanged.</summary>
    /// <param name="log10">From a value of the network to the logarithm (base 10) of its loss.</param>
    public static LossFunction OfLogarithm(Func<NetworkValue, double> log10)
    {
        ArgumentNullException.ThrowIfNull(log10);
        return new LossFunction(log10, true, null, null, default);
    }

    /// <summary>No losses for this nonce: nothing is sent or paid, and the reason is shown.</summary>
    /// <param name="why">The reason, for people.</param>
    public static LossFunction Skip(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return new LossFunction(null, false, why, null, default);
    }

    /// <summary>The same losses with a note on their source.</summary>
    /// <param name="note">The note, for people; null for none.</param>
    public LossFunction WithNote(string? note) => new(Function, IsLogarithm, SkipReason, note, ExtraData);

    /// <summary>The same losses with bytes that go on chain with them.</summary>
    /// <param name="extraData">The bytes; they cost gas.</param>
    public LossFunction WithExtraData(ReadOnlyMemory<byte> extraData) => new(Function, IsLogarithm, SkipReason, Note, extraData);
}
