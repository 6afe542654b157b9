using Allora.Sdk.DevNet.Errors;

namespace Allora.Sdk.DevNet.Transactions;

/// <summary>
/// Counts gas. Every cost comes from the same few operations as on a node, so totals are close to the captured ones.
/// A limit of null counts without end, as simulations do.
/// </summary>
internal sealed class GasMeter(long? limit)
{
    private const long ReadFlat = 1000;
    private const long ReadByte = 3;
    private const long DeleteFlat = 1000;
    private const long WriteFlat = 2000;
    private const long WriteByte = 30;

    public long? Limit { get; } = limit;

    public long Used { get; private set; }

    public void Consume(long amount, string location)
    {
        Used += amount;
        if (Limit is { } limit && Used > limit)
            throw ChainErrors.OutOfGas(location, limit, Used);
    }

    /// <summary>Asks whether a key is there.</summary>
    public void Has() => Consume(ReadFlat, "Has");

    /// <summary>Removes a key.</summary>
    public void Delete() => Consume(DeleteFlat, "Delete");

    public void Read(int bytes = 50)
    {
        Consume(ReadFlat, "ReadFlat");
        Consume(ReadByte * bytes, "ReadPerByte");
    }

    public void Write(int bytes = 50)
    {
        Consume(WriteFlat, "WriteFlat");
        Consume(WriteByte * bytes, "WritePerByte");
    }
}
