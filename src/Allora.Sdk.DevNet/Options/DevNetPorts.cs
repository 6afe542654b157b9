namespace Allora.Sdk.DevNet.Options;

/// <summary>Where a node listens on the loopback interface. 0 takes any free port.</summary>
public sealed record DevNetPorts
{
    /// <summary>gRPC.</summary>
    public int Grpc { get; init; }

    /// <summary>CometBFT RPC, with the WebSocket.</summary>
    public int Rpc { get; init; }

    /// <summary>REST.</summary>
    public int Rest { get; init; }

    /// <summary>The ports of a real node: 9090, 26657 and 1317.</summary>
    public static DevNetPorts WellKnown { get; } = new() { Grpc = 9090, Rpc = 26657, Rest = 1317 };
}
