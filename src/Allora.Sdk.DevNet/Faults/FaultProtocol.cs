namespace Allora.Sdk.DevNet.Faults;

/// <summary>The face of a node on which a fault acts.</summary>
public enum FaultProtocol
{
    /// <summary>gRPC over h2c.</summary>
    Grpc,

    /// <summary>CometBFT JSON-RPC over HTTP.</summary>
    Rpc,

    /// <summary>The REST gateway.</summary>
    Rest,

    /// <summary>CometBFT events over a WebSocket; the method is the query of the subscription.</summary>
    WebSocket,
}
