namespace Allora.Sdk;

/// <summary>The protocol of an endpoint. All client calls work over each of them, with the same results and errors.</summary>
public enum AlloraTransport
{
    /// <summary>gRPC: the fastest; every node of this chain serves it. Addresses: https, http, grpc+https, grpc+http.</summary>
    Grpc,

    /// <summary>The node's REST gateway, for networks that only let plain HTTP through. Addresses: rest+https, rest+http.</summary>
    Rest,

    /// <summary>CometBFT RPC: queries by abci_query, broadcast_tx_sync, tx. Addresses: rpc+https, rpc+http.</summary>
    Rpc,
}
