namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>The specification of one worker, a row of the store. There is one for a wallet, a topic and a role.</summary>
public sealed record FleetWorker
{
    /// <summary>The wallet's address.</summary>
    public required string Wallet { get; init; }

    /// <summary>The topic.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The part that the wallet takes. Default: inferences.</summary>
    public FleetRole Role { get; init; }

    /// <summary>The provider: a name that the members know, or the address of a model.</summary>
    public required string Provider { get; init; }

    /// <summary>The options, a text that <see cref="IFleetWorkers"/> reads. Default: empty. It is readable for everybody who may read the store: no secrets.</summary>
    public string Options { get; init; } = "";

    /// <summary>Wallet, topic and role, for messages.</summary>
    public override string ToString() => $"{Wallet}, topic {TopicId}, {Role}";
}
