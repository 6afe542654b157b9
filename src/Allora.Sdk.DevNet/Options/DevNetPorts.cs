namespace Allora.Sdk.DevNet.Options;

/// <summary>Where a node listens on the loopback interface. 0 takes any free port.</summary>
public sealed record DevNetPorts(int Grpc = 0, int Rpc = 0, int Rest = 0)
{
    /// <summary>The ports of a real node: 9090, 26657 and 1317.</summary>
    public static DevNetPorts WellKnown { get; } = new(9090, 26657, 1317);
}
