namespace Allora.Sdk.PostgreSql.Tables;

/// <summary>Which server a store is on. A promoted standby or a restored backup may lack the last records, and a rolled back fence protects nobody.</summary>
/// <param name="System">The cluster's identifier, made with it.</param>
/// <param name="Timeline">The history within the cluster.</param>
/// <param name="Position">The end of the write-ahead log, in bytes: it only grows.</param>
internal sealed record ServerIdentity(string System, string Timeline, decimal Position)
{
    /// <summary>Whether this is the server seen before, with everything that it had then.</summary>
    public bool Continues(ServerIdentity before) => System == before.System && Timeline == before.Timeline && Position >= before.Position;

    public override string ToString() => $"{System}, timeline {Timeline}";
}
