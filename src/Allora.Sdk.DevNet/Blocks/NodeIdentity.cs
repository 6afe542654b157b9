using Allora.Sdk.DevNet.Options;

namespace Allora.Sdk.DevNet.Blocks;

/// <summary>Who this node says it is. The validator's key is the same on every node of one DevNet.</summary>
internal sealed record NodeIdentity
{
    public required string NodeId { get; init; }

    public required string Moniker { get; init; }

    public required string ListenAddress { get; init; }

    public required string RpcAddress { get; init; }

    public required byte[] ValidatorAddress { get; init; }

    public required byte[] ValidatorPublicKey { get; init; }

    public long VotingPower { get; init; } = 1000;

    public string CometVersion { get; init; } = "0.38.17";

    public string CosmosSdkVersion { get; init; } = "v0.50.14";

    /// <summary>The chain's release that brought the schema, which is also the name of its upgrade.</summary>
    public static string VersionOf(DevNetSchema schema) => schema == DevNetSchema.V9 ? "v0.16.0" : "v0.17.0";

    /// <summary>The schema of a release; null if the release does not change it.</summary>
    public static DevNetSchema? SchemaOf(string version) => version switch
    {
        "v0.16.0" => DevNetSchema.V9,
        "v0.17.0" => DevNetSchema.V10,
        _ => null,
    };
}
