namespace Allora.Sdk;

/// <summary>How an endpoint is spoken to. Everything that a client asks goes over any of them, with the same answers and errors.</summary>
public enum AlloraTransport
{
    /// <summary>gRPC: the fastest, and the one that every node of this chain serves. Addresses: https, http, grpc+https, grpc+http.</summary>
    Grpc,

    /// <summary>The node's REST gateway, for where only plain HTTP gets through. Addresses: rest+https, rest+http.</summary>
    Rest,

    /// <summary>CometBFT RPC: queries by abci_query, broadcast_tx_sync, tx. Addresses: rpc+https, rpc+http.</summary>
    Rpc,
}
