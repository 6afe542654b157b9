namespace Allora.Sdk.Chain.Wire;

/// <summary>
/// Fields of a JSON reply that are unknown to this version of the library. They cannot be read, but they must be visible to what writes a
/// whole message back: their names become text in a field that no message has.
/// </summary>
internal static class UnknownNames
{
    /// <summary>The largest number that protobuf allows.</summary>
    public const int Field = 536_870_911;
}
