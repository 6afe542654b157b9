namespace Allora.Sdk.DevNet.Rpc.Events;

/// <summary>The values of tm.event that DevNet publishes, in the order in which a node sends them for one block.</summary>
internal static class EventKind
{
    public const string Key = "tm.event";
    public const string NewBlock = "NewBlock";
    public const string NewBlockHeader = "NewBlockHeader";
    public const string NewBlockEvents = "NewBlockEvents";
    public const string Tx = "Tx";
}
