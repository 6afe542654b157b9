using Allora.Sdk.DevNet.Errors;

namespace Allora.Sdk.DevNet.Transactions;

/// <summary>
/// Counts gas. Every cost comes from the same few operations as on a node, so totals have the captured order of magnitude.
/// A limit of null counts without end, as simulations do.
/// </summary>
internal sealed class GasMeter(long? limit)
{
    private const long ReadFlat = 1000;
    private const long ReadByte = 3;
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
