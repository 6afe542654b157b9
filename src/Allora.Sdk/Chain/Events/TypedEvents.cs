namespace Allora.Sdk.Chain.Events;

/// <summary>The typed events of a transaction.</summary>
public static class TypedEvents
{
    /// <summary>Returns a transaction's events of the emissions and mint modules, in the chain's order.</summary>
    /// <param name="receipt">The transaction's outcome, such as <see cref="AlloraClient.GetTransactionAsync"/> returns it.</param>
    public static IReadOnlyList<TypedEvent> ReadTypedEvents(this TransactionReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return [.. receipt.Events.Select(raw => TypedEventReader.Read(raw, receipt.Height, receipt.Hash)).OfType<TypedEvent>()];
    }
}
