using Allora.Sdk;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>The node of a running worker, for commands in other shells.</summary>
internal static class WorkerNode
{
    /// <summary>
    /// The network by the worker's state; if an address there holds a secret, which the state omits, by the settings of this shell or of the worker's
    /// environment file. Null if neither is enough.
    /// </summary>
    public static AlloraNetwork? Of(StatusSnapshot status, WorkerSettings settings)
    {
        if (status.HasSecretEndpoints)
            return settings.Network is { } own && own.ChainId == status.ChainId ? own : null;
        return status.Endpoints.Count == 0 ? null : new AlloraNetwork
        {
            ChainId = status.ChainId,
            Endpoints = [.. status.Endpoints.Select(static address => new AlloraEndpoint(address))],
            EventEndpoints = [.. status.EventEndpoints.Select(static address => new AlloraEndpoint(address))],
        };
    }

    /// <summary>Why there is none, for people.</summary>
    public const string Missing = "unknown: the address of the node holds a key, which the state folder does not keep; give ALLORA_GRPC or --env-file";
}
